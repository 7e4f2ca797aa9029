// WorkerLink.Link: one worker's control stream, as the scheduler's WorkerPort.
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "proto/translate.h"
#include "server/api/grpc_status.h"
#include "server/api/worker_calls.h"

namespace interloom::api {
namespace {

class LinkCall;

// The sending side. Lives as long as the scheduler holds it, the stream perhaps less long.
class LinkPort final : public scheduler::WorkerPort {
 public:
  explicit LinkPort(LinkCall& call) : call_(&call) {}

  void send_work(scheduler::WorkItem item) override {
    pb::GatewayMessage message;
    pb::Work& work = *message.mutable_work();
    work.set_job_id(item.job_id);
    work.set_attempt(item.attempt);
    work.mutable_spec()->ParseFromString(*item.spec);  // the gateway's own bytes
    send(std::move(message));
  }
  void cancel(const std::string& job_id, uint32_t attempt, const Status& reason) override {
    pb::GatewayMessage message;
    message.mutable_cancel()->set_job_id(job_id);
    message.mutable_cancel()->set_attempt(attempt);
    *message.mutable_cancel()->mutable_reason() = proto::to_proto(reason);
    send(std::move(message));
  }
  void drain() override {
    pb::GatewayMessage message;
    message.mutable_drain();
    send(std::move(message));
  }
  void close(const Status& reason) override;

  void send(pb::GatewayMessage message);
  void written();
  void detach();  // the stream is no more

 private:
  void write_next();

  std::mutex mutex_;
  LinkCall* call_;  // null: gone
  std::deque<pb::GatewayMessage> waiting_;  // the front is being written; a worker has few slots, so there are few
  bool closing_ = false;
  Status close_reason_;
};

class LinkCall final : public grpc::ServerBidiReactor<pb::WorkerMessage, pb::GatewayMessage> {
 public:
  explicit LinkCall(const Context& context) : context_(context), port_(std::make_shared<LinkPort>(*this)) { StartRead(&request_); }

  void OnReadDone(bool ok) override {
    if (!ok) {
      const Status why = make_status(StatusCode::kUnavailable, "its connection ended");
      if (session_ != 0) context_.scheduler.disconnected(session_, why);
      return port_->close(why);
    }
    if (Status status = handle(); !status.ok()) {
      if (session_ == 0) return port_->close(status);
      // One bad or late message does not end a worker; a lost lease has closed the port already.
      context_.logger.debug("worker_message_refused", {{"error", message_of(status)}});
    }
    StartRead(&request_);
  }
  void OnWriteDone(bool) override { port_->written(); }
  void OnDone() override {
    port_->detach();
    if (session_ != 0) context_.scheduler.disconnected(session_, make_status(StatusCode::kUnavailable, "its connection ended"));
    delete this;
  }

 private:
  Status handle() {
    if (session_ == 0) {
      if (!request_.has_register_()) return invalid_argument("Link: the first message must register the worker");
      return join(*request_.mutable_register_());
    }
    switch (request_.kind_case()) {
      case pb::WorkerMessage::kHeartbeat: return context_.scheduler.heartbeat(session_);
      case pb::WorkerMessage::kProgress: {
        ASSIGN_OR_RETURN(JobEvent event, proto::from_proto(std::move(*request_.mutable_progress()->mutable_event())));
        return context_.scheduler.progress(session_, request_.progress().job_id(), request_.progress().attempt(), std::move(event));
      }
      case pb::WorkerMessage::kFinished: return finished(*request_.mutable_finished());
      default: return invalid_argument("Link: a message that is none of heartbeat, progress, finished");
    }
  }

  Status join(pb::Register& request) {
    if (!context_.worker_secret.empty() && request.secret() != context_.worker_secret)
      return make_status(StatusCode::kUnauthenticated, "worker '", request.worker_id(), "': wrong secret");
    scheduler::WorkerInfo info;
    info.worker_id = request.worker_id();
    info.version = request.version();
    info.slots = request.slots();
    for (const pb::ModelInfo& model : request.model()) {
      ASSIGN_OR_RETURN(ModelInfo plain, proto::from_proto(model));
      info.models.push_back(std::make_shared<const ModelInfo>(std::move(plain)));
    }
    pb::GatewayMessage registered;
    registered.mutable_registered()->set_lease_ms(static_cast<uint64_t>(context_.scheduler.lease().count()));
    port_->send(std::move(registered));  // before any work
    ASSIGN_OR_RETURN(session_, context_.scheduler.connect(std::move(info), port_));
    return OkStatus();
  }

  Status finished(pb::Finished& message) {
    scheduler::Outcome outcome;
    outcome.status = proto::from_proto(message.status());
    const StatusOr<JobState> state = proto::from_proto(message.state());
    outcome.state = state.ok() ? *state : JobState::kFailed;
    Status bad = state.status();
    if (bad.ok() && message.has_result()) {
      StatusOr<ResultHead> head = proto::from_proto(std::move(*message.mutable_result()));
      bad = head.status();
      if (head.ok()) outcome.result = *std::move(head);
    }
    if (!bad.ok()) outcome = {JobState::kFailed, annotate(internal_error(message_of(bad)), "the worker's answer"), {}};
    return context_.scheduler.finished(session_, message.job_id(), message.attempt(), std::move(outcome));
  }

  const Context& context_;
  const std::shared_ptr<LinkPort> port_;
  pb::WorkerMessage request_;
  uint64_t session_ = 0;
};

void LinkPort::send(pb::GatewayMessage message) {
  std::lock_guard lock(mutex_);
  if (call_ == nullptr || closing_) return;
  waiting_.push_back(std::move(message));
  if (waiting_.size() == 1) write_next();
}

void LinkPort::write_next() {
  grpc::WriteOptions options;
  if (waiting_.size() > 1) options.set_buffer_hint();
  call_->StartWrite(&waiting_.front(), options);
}

void LinkPort::written() {
  std::lock_guard lock(mutex_);
  if (!waiting_.empty()) waiting_.pop_front();
  if (call_ == nullptr) return;
  if (closing_) return call_->Finish(to_grpc(close_reason_));
  if (!waiting_.empty()) write_next();
}

void LinkPort::close(const Status& reason) {
  std::lock_guard lock(mutex_);
  if (call_ == nullptr || closing_) return;
  closing_ = true;
  close_reason_ = reason;
  if (waiting_.empty()) call_->Finish(to_grpc(reason));
}

void LinkPort::detach() {
  std::lock_guard lock(mutex_);
  call_ = nullptr;
}

}  // namespace

grpc::ServerBidiReactor<pb::WorkerMessage, pb::GatewayMessage>* start_link(const Context& context) { return new LinkCall(context); }

}  // namespace interloom::api
