// Jobs.Watch, Jobs.Fetch and Jobs.PutPart.
#include <optional>
#include <utility>

#include "server/api/job_stream_reactor.h"
#include "server/api/reactors.h"
#include "server/results/part_receiver.h"

namespace interloom::api {
namespace {

class WatchReactor final : public JobStreamReactor<grpc::ServerWriteReactor<pb::JobEvent>> {
 public:
  WatchReactor(const Services& services, const pb::WatchRequest& request) {
    StatusOr<std::unique_ptr<scheduler::Watcher>> watcher = services.scheduler.watch(request.job_id());
    if (!watcher.ok()) {
      end(watcher.status());
      return;
    }
    start_stream(std::make_unique<JobStream>(services, *std::move(watcher), request.from_seq(), /*with_frames=*/false));
  }

 private:
  void write(JobStream::Item item) override {
    event_ = *std::move(item.event);
    StartWrite(&event_);
  }

  pb::JobEvent event_;
};

class FetchReactor final : public grpc::ServerWriteReactor<pb::FetchResponse> {
 public:
  FetchReactor(const Services& services, const pb::FetchRequest& request) {
    if (const Status status = open(services, request); !status.ok()) Finish(proto::to_grpc(status));
    else advance();
  }
  void OnWriteDone(bool ok) override {
    if (ok) advance();
    else Finish(grpc::Status(grpc::CANCELLED, "the client is gone"));
  }
  void OnDone() override { delete this; }

 private:
  Status open(const Services& services, const pb::FetchRequest& request) {
    ASSIGN_OR_RETURN(const scheduler::JobView job, services.scheduler.get(request.job_id()));
    if (!is_final(job.record.state))
      return make_status(StatusCode::kFailedPrecondition, "job ", request.job_id(), " is ", job_state_name(job.record.state),
                         ": it has no result yet");
    if (job.record.result_frames > 0) {
      const std::string name = results::result_name(request.job_id(), job.record.attempt);
      ASSIGN_OR_RETURN(auto reader, services.results.open(name, request.from_frame()));
      frames_ = std::make_unique<FrameStream>(std::move(reader));
      return OkStatus();
    }
    return open_inline(services, request);
  }
  // A small result lies in its event.
  Status open_inline(const Services& services, const pb::FetchRequest& request) {
    ASSIGN_OR_RETURN(std::unique_ptr<scheduler::Watcher> watcher, services.scheduler.watch(request.job_id()));
    JobStream events(services, std::move(watcher), 1, /*with_frames=*/false);
    while (true) {
      ASSIGN_OR_RETURN(std::optional<JobStream::Item> item, events.next());
      if (!item) break;
      if (item->event->has_result()) inline_ = std::move(*item->event->mutable_result());
    }
    if (request.from_frame() > static_cast<uint64_t>(inline_.inline_frame_size()))
      return invalid_argument("from_frame ", request.from_frame(), " is beyond the result's ", inline_.inline_frame_size(), " frames");
    next_inline_ = static_cast<int>(request.from_frame());
    return OkStatus();
  }
  void advance() {
    response_.Clear();
    if (frames_) {
      StatusOr<std::optional<proto::pb::Frame>> frame = frames_->next();
      if (!frame.ok()) return Finish(proto::to_grpc(frame.status()));
      if (!frame->has_value()) return Finish(grpc::Status::OK);
      *response_.add_frame() = **std::move(frame);
    } else {
      if (next_inline_ >= inline_.inline_frame_size()) return Finish(grpc::Status::OK);
      *response_.add_frame() = std::move(*inline_.mutable_inline_frame(next_inline_++));
    }
    StartWrite(&response_);
  }

  pb::FetchResponse response_;
  std::unique_ptr<FrameStream> frames_;
  pb::ResultHead inline_;
  int next_inline_ = 0;
};

class PutPartReactor final : public grpc::ServerReadReactor<pb::PutPartRequest> {
 public:
  PutPartReactor(const Services& services, pb::PutPartResponse* response) : services_(services), response_(response) {
    StartRead(&request_);
  }
  void OnReadDone(bool ok) override {
    if (ended_) return;
    const Status status = ok ? take() : finish();
    if (!ok || !status.ok() || response_->existed()) {
      ended_ = true;
      return Finish(proto::to_grpc(status));
    }
    StartRead(&request_);
  }
  void OnDone() override { delete this; }

 private:
  Status take() {
    if (!receiver_) {
      if (!request_.has_head()) return invalid_argument("PutPart: the first message has no head");
      ASSIGN_OR_RETURN(const std::string name, results::part_name(request_.head().hash()));
      if (services_.results.touch(name)) {
        response_->set_existed(true);
        return OkStatus();
      }
      ASSIGN_OR_RETURN(results::PartReceiver receiver,
                       results::PartReceiver::create(services_.results, request_.head().hash(), request_.head().size(),
                                                     services_.options.max_part_bytes));
      receiver_.emplace(std::move(receiver));
    } else if (request_.has_head()) {
      return invalid_argument("PutPart: a second head on one stream");
    }
    for (pb::Frame& message : *request_.mutable_frame()) {
      ASSIGN_OR_RETURN(const Frame frame, proto::from_proto(std::move(message)));
      RETURN_IF_ERROR(receiver_->add(frame));
    }
    return OkStatus();
  }
  Status finish() { return receiver_ ? receiver_->finish() : invalid_argument("PutPart: the stream ended before a head came"); }

  const Services& services_;
  pb::PutPartResponse* response_;
  pb::PutPartRequest request_;
  std::optional<results::PartReceiver> receiver_;
  bool ended_ = false;
};

}  // namespace

grpc::ServerWriteReactor<pb::JobEvent>* new_watch_reactor(const Services& services, const pb::WatchRequest& request) {
  return new WatchReactor(services, request);
}
grpc::ServerWriteReactor<pb::FetchResponse>* new_fetch_reactor(const Services& services, const pb::FetchRequest& request) {
  return new FetchReactor(services, request);
}
grpc::ServerReadReactor<pb::PutPartRequest>* new_put_part_reactor(const Services& services, pb::PutPartResponse* response) {
  return new PutPartReactor(services, response);
}

}  // namespace interloom::api
