// Jobs.Run: submit, follow and receive in one stream.
#include <mutex>
#include <optional>
#include <utility>

#include "server/api/grpc_status.h"
#include "server/api/job_stream.h"
#include "server/api/reactors.h"

namespace interloom::api {
namespace {

class RunReactor final : public grpc::ServerBidiReactor<pb::RunRequest, pb::RunResponse> {
 public:
  explicit RunReactor(const Services& services) : services_(services) { StartRead(&request_); }

  void OnReadDone(bool ok) override {
    if (!ok) {
      if (!stream_) end(make_status(StatusCode::kInvalidArgument, "Run: the stream ended before a spec came"));
      return;  // otherwise the client has said all it wanted to say, and listens
    }
    if (!stream_) {
      if (const Status status = begin(); !status.ok()) return end(status);
    } else if (request_.cancel()) {
      (void)services_.scheduler.cancel(stream_->job_id(), "cancelled by its client");
    } else {
      return end(make_status(StatusCode::kInvalidArgument, "Run: a second spec on one stream"));
    }
    StartRead(&request_);
    advance();
  }

  void OnWriteDone(bool ok) override {
    {
      const std::lock_guard lock(mutex_);
      writing_ = false;
    }
    if (ok) advance();
    else end(make_status(StatusCode::kCancelled, "the client is gone"));
  }

  void OnCancel() override { end(make_status(StatusCode::kCancelled, "the client is gone")); }
  void OnDone() override { delete this; }

 private:
  Status begin() {
    if (!request_.has_spec()) return invalid_argument("Run: the first message has no spec");
    ASSIGN_OR_RETURN(const scheduler::Submitted submitted, submit_spec(services_, request_.spec(), /*attached=*/true));
    request_.Clear();
    ASSIGN_OR_RETURN(std::unique_ptr<scheduler::Watcher> watcher, services_.scheduler.watch(submitted.job_id));
    {
      const std::lock_guard lock(mutex_);
      stream_ = std::make_unique<JobStream>(services_, std::move(watcher), 1, /*with_frames=*/true);
      writing_ = true;
    }
    response_.set_job_id(submitted.job_id);
    stream_->subscribe([this] { advance(); });
    StartWrite(&response_);
    return OkStatus();
  }

  // Starts the next write if none is under way.
  void advance() {
    const std::lock_guard lock(mutex_);
    if (writing_ || ended_ || !stream_) return;
    StatusOr<std::optional<JobStream::Item>> item = stream_->next();
    if (!item.ok()) return end_locked(item.status());
    if (!item->has_value()) {
      if (stream_->done()) end_locked(OkStatus());
      return;
    }
    response_.Clear();
    if ((*item)->event) *response_.mutable_event() = *std::move((*item)->event);
    else *response_.mutable_frame() = *std::move((*item)->frame);
    writing_ = true;
    StartWrite(&response_);
  }

  void end(const Status& status) {
    const std::lock_guard lock(mutex_);
    end_locked(status);
  }
  void end_locked(const Status& status) {
    if (std::exchange(ended_, true)) return;
    Finish(to_grpc(status));
  }

  const Services& services_;
  pb::RunRequest request_;
  pb::RunResponse response_;
  std::mutex mutex_;
  bool writing_ = false, ended_ = false;
  std::unique_ptr<JobStream> stream_;  // last: its watcher's wakes end before the rest goes
};

}  // namespace

grpc::ServerBidiReactor<pb::RunRequest, pb::RunResponse>* new_run_reactor(const Services& services) {
  return new RunReactor(services);
}

}  // namespace interloom::api
