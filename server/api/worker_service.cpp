// interloom.v1.WorkerLink: workers register, take work and answer.
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "interloom/v1/worker.grpc.pb.h"
#include "proto/grpc_status.h"
#include "proto/translate.h"
#include "server/api/frame_stream.h"
#include "server/api/services.h"

namespace interloom::api {
namespace {

namespace pb = interloom::v1;

// The messages to one worker, sent one after another. Outlives the stream: the scheduler may still hold it.
class LinkPort final : public scheduler::WorkerPort {
 public:
  using Stream = grpc::ServerBidiReactor<pb::WorkerMessage, pb::GatewayMessage>;
  explicit LinkPort(Stream* stream) : stream_(stream) {}

  void send_work(scheduler::WorkItem item) override {
    pb::GatewayMessage message;
    pb::Work& work = *message.mutable_work();
    work.set_job_id(item.job_id);
    work.set_attempt(item.attempt);
    // It was parsed when it was submitted.
    work.mutable_spec()->ParseFromString(*item.spec);
    send(std::move(message));
  }
  void cancel(const std::string& job_id, uint32_t attempt, const Status& reason) override {
    pb::GatewayMessage message;
    pb::CancelWork& cancel = *message.mutable_cancel();
    cancel.set_job_id(job_id);
    cancel.set_attempt(attempt);
    *cancel.mutable_reason() = proto::to_proto(reason);
    send(std::move(message));
  }
  void drain() override {
    pb::GatewayMessage message;
    message.mutable_drain();
    send(std::move(message));
  }
  void close(const Status& reason) override {
    const std::lock_guard lock(mutex_);
    finish_locked(reason);
  }

  void send(pb::GatewayMessage message) {
    const std::lock_guard lock(mutex_);
    if (!stream_) return;
    queue_.push_back(std::move(message));
    write_locked();
  }
  void written() {
    const std::lock_guard lock(mutex_);
    writing_ = false;
    write_locked();
  }
  // Ends the stream once what is queued has been sent.
  void end_when_sent(const Status& status) {
    const std::lock_guard lock(mutex_);
    end_ = status;
    if (!writing_ && queue_.empty()) finish_locked(status);
  }
  void gone() {
    const std::lock_guard lock(mutex_);
    stream_ = nullptr;
  }

 private:
  void write_locked() {
    if (writing_ || !stream_) return;
    if (queue_.empty()) {
      if (end_) finish_locked(*end_);
      return;
    }
    current_ = std::move(queue_.front());
    queue_.pop_front();
    writing_ = true;
    stream_->StartWrite(&current_);
  }
  void finish_locked(const Status& status) {
    if (!stream_) return;
    std::exchange(stream_, nullptr)->Finish(proto::to_grpc(status));
  }

  std::mutex mutex_;
  Stream* stream_;
  std::deque<pb::GatewayMessage> queue_;
  pb::GatewayMessage current_;  // outlives the write, as this outlives the stream
  std::optional<Status> end_;
  bool writing_ = false;
};

class LinkReactor final : public LinkPort::Stream {
 public:
  explicit LinkReactor(const Services& services) : services_(services), port_(std::make_shared<LinkPort>(this)) {
    StartRead(&message_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) {
      leave(make_status(StatusCode::kUnavailable, "the worker closed its link"));
      port_->end_when_sent(OkStatus());
      return;
    }
    if (const Status status = take(); !status.ok()) {
      leave(status);
      port_->close(status);
      return;
    }
    StartRead(&message_);
  }
  void OnWriteDone(bool) override { port_->written(); }
  void OnCancel() override {
    leave(make_status(StatusCode::kUnavailable, "the worker's connection broke"));
    port_->close(make_status(StatusCode::kCancelled, "the connection broke"));
  }
  void OnDone() override {
    port_->gone();
    delete this;
  }

 private:
  Status take() {
    const std::lock_guard lock(mutex_);
    if (!session_) return message_.has_register_() ? enter(message_.register_()) : invalid_argument("Link: no registration");
    if (left_) return OkStatus();
    switch (message_.kind_case()) {
      case pb::WorkerMessage::kHeartbeat: return services_.scheduler.heartbeat(*session_);
      case pb::WorkerMessage::kLeaving: services_.scheduler.leaving(*session_); return OkStatus();
      case pb::WorkerMessage::kProgress: return progress(*message_.mutable_progress());
      case pb::WorkerMessage::kFinished: return finished(*message_.mutable_finished());
      default: return invalid_argument("Link: an unexpected message");
    }
  }

  Status enter(const pb::Register& hello) {
    if (!services_.options.worker_secret.empty() && hello.secret() != services_.options.worker_secret)
      return make_status(StatusCode::kPermissionDenied, "worker '", hello.worker_id(), "': wrong secret");
    scheduler::WorkerInfo info{.worker_id = hello.worker_id(), .version = hello.version(), .slots = std::max(1u, hello.slots()), .models = {}};
    for (const pb::ModelInfo& model : hello.model()) {
      ASSIGN_OR_RETURN(ModelInfo one, proto::from_proto(model));
      info.models.push_back(std::make_shared<const ModelInfo>(std::move(one)));
    }
    pb::GatewayMessage registered;
    registered.mutable_registered()->set_lease_ms(static_cast<uint64_t>(services_.scheduler.lease().count()));
    port_->send(std::move(registered));
    ASSIGN_OR_RETURN(session_, services_.scheduler.connect(std::move(info), port_));
    return OkStatus();
  }

  // Answers of an attempt that counts no more are dropped, not held against the worker.
  static Status tolerate(const Status& status) {
    return status.code() == StatusCode::kAborted || status.code() == StatusCode::kNotFound ? OkStatus() : status;
  }

  Status progress(pb::Progress& progress) {
    ASSIGN_OR_RETURN(JobEvent event, proto::from_proto(std::move(*progress.mutable_event())));
    return tolerate(services_.scheduler.progress(*session_, progress.job_id(), progress.attempt(), std::move(event)));
  }

  Status finished(pb::Finished& finished) {
    scheduler::Outcome outcome;
    ASSIGN_OR_RETURN(outcome.state, proto::from_proto(finished.state()));
    outcome.status = proto::from_proto(finished.status());
    if (finished.has_result()) {
      ASSIGN_OR_RETURN(outcome.result, proto::from_proto(std::move(*finished.mutable_result())));
    }
    return tolerate(services_.scheduler.finished(*session_, finished.job_id(), finished.attempt(), std::move(outcome)));
  }

  void leave(const Status& why) {
    const std::lock_guard lock(mutex_);
    if (session_ && !std::exchange(left_, true)) services_.scheduler.disconnected(*session_, why);
  }

  const Services& services_;
  const std::shared_ptr<LinkPort> port_;
  pb::WorkerMessage message_;
  std::mutex mutex_;
  std::optional<uint64_t> session_;
  bool left_ = false;
};

class GetPartReactor final : public grpc::ServerWriteReactor<pb::GetPartResponse> {
 public:
  GetPartReactor(const Services& services, const pb::GetPartRequest& request) {
    if (const Status status = open(services, request); !status.ok()) Finish(proto::to_grpc(status));
    else advance();
  }
  void OnWriteDone(bool ok) override {
    if (ok) advance();
    else Finish(grpc::Status(grpc::CANCELLED, "the worker is gone"));
  }
  void OnDone() override { delete this; }

 private:
  Status open(const Services& services, const pb::GetPartRequest& request) {
    ASSIGN_OR_RETURN(const std::string name, results::part_name(request.hash()));
    ASSIGN_OR_RETURN(auto reader, services.results.open(name, 0));
    frames_ = std::make_unique<FrameStream>(std::move(reader));
    return OkStatus();
  }
  void advance() {
    StatusOr<std::optional<pb::Frame>> frame = frames_->next();
    if (!frame.ok()) return Finish(proto::to_grpc(frame.status()));
    if (!frame->has_value()) return Finish(grpc::Status::OK);
    response_.Clear();
    response_.set_size(frames_->info().raw_bytes);
    *response_.add_frame() = **std::move(frame);
    StartWrite(&response_);
  }
  pb::GetPartResponse response_;
  std::unique_ptr<FrameStream> frames_;
};

class PutResultReactor final : public grpc::ServerReadReactor<pb::PutResultRequest> {
 public:
  PutResultReactor(const Services& services, pb::PutResultResponse* response) : services_(services), response_(response) {
    StartRead(&request_);
  }
  void OnReadDone(bool ok) override {
    const Status status = ok ? take() : seal();
    if (!ok || !status.ok()) return Finish(proto::to_grpc(status));
    StartRead(&request_);
  }
  void OnDone() override { delete this; }

 private:
  Status take() {
    if (!writer_) {
      RETURN_IF_ERROR(services_.scheduler.check_attempt(request_.job_id(), request_.attempt()));
      ASSIGN_OR_RETURN(writer_, services_.results.create(results::result_name(request_.job_id(), request_.attempt())));
    }
    for (pb::Frame& message : *request_.mutable_frame()) {
      ASSIGN_OR_RETURN(const Frame frame, proto::from_proto(std::move(message)));
      stored_ += frame.data.size();
      if (stored_ > services_.options.max_result_bytes)
        return make_status(StatusCode::kResourceExhausted, "the result is larger than the limit of ", services_.options.max_result_bytes,
                           " stored bytes");
      RETURN_IF_ERROR(writer_->append(frame));
    }
    return OkStatus();
  }
  Status seal() {
    if (!writer_) return invalid_argument("PutResult: an empty stream");
    ASSIGN_OR_RETURN(const results::LogInfo info, writer_->seal());
    response_->set_frames(info.frames);
    return OkStatus();
  }

  const Services& services_;
  pb::PutResultResponse* response_;
  pb::PutResultRequest request_;
  std::unique_ptr<results::FrameWriter> writer_;
  uint64_t stored_ = 0;
};

class WorkerService final : public pb::WorkerLink::CallbackService {
 public:
  explicit WorkerService(const Services& services) : services_(services) {}
  LinkPort::Stream* Link(grpc::CallbackServerContext*) override { return new LinkReactor(services_); }
  grpc::ServerWriteReactor<pb::GetPartResponse>* GetPart(grpc::CallbackServerContext*, const pb::GetPartRequest* request) override {
    return new GetPartReactor(services_, *request);
  }
  grpc::ServerReadReactor<pb::PutResultRequest>* PutResult(grpc::CallbackServerContext*, pb::PutResultResponse* response) override {
    return new PutResultReactor(services_, response);
  }

 private:
  const Services& services_;
};

}  // namespace

std::unique_ptr<grpc::Service> make_worker_service(const Services& services) { return std::make_unique<WorkerService>(services); }

}  // namespace interloom::api
