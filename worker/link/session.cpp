#include "worker/link/session.h"

#include <utility>

#include "common/frame.h"
#include "common/hash.h"
#include "proto/grpc_status.h"

namespace interloom::link {
namespace {

// Raw tensors up to this size are not worth compressing: the codec would cost more than the bytes.
constexpr uint64_t kPlainBytes = 64 << 10;
constexpr size_t kMaxHeadBytes = 3 << 20;  // of a Finished message without frames

}  // namespace

// Carries one job's events to the session it came from; a session whose stream broke swallows them.
class LinkSink final : public engine::JobSink {
 public:
  LinkSink(std::shared_ptr<Session> session, std::string job_id, uint32_t attempt)
      : session_(std::move(session)), job_id_(std::move(job_id)), attempt_(attempt) {}

  void started() override { progress({.kind = StateEvent{.state = JobState::kRunning}}); }
  void log(std::string text) override { progress({.kind = LogEvent{std::move(text)}}); }
  void tokens(TokensEvent event) override { progress({.kind = std::move(event)}); }
  void finished(JobState state, Status status, Payload saved) override {
    pb::Finished finished;
    finished.set_job_id(job_id_);
    finished.set_attempt(attempt_);
    finished.set_state(proto::to_proto(state));
    if (!status.ok()) *finished.mutable_status() = proto::to_proto(status);
    session_->finish(std::move(finished), std::move(saved));
  }

 private:
  void progress(JobEvent event) {
    pb::WorkerMessage message;
    pb::Progress& progress = *message.mutable_progress();
    progress.set_job_id(job_id_);
    progress.set_attempt(attempt_);
    *progress.mutable_event() = proto::to_proto(std::move(event));
    session_->send(message);
  }

  std::shared_ptr<Session> session_;
  std::string job_id_;
  uint32_t attempt_;
};

Session::Session(std::shared_ptr<grpc::Channel> channel, std::vector<engine::Engine*> engines, Logger logger)
    : stub_(pb::WorkerLink::NewStub(std::move(channel))), engines_(std::move(engines)), logger_(std::move(logger)) {
  delivery_ = std::thread([this] { deliver_large(); });
}

Session::~Session() {
  large_.close();
  // The last reference may go on the delivery thread itself only if it held one, which it does not.
  if (delivery_.joinable()) delivery_.join();
}

grpc::Status Session::serve(const pb::Register& registration, const std::function<void(std::chrono::milliseconds)>& on_registered) {
  stream_ = stub_->Link(&context_);
  {
    const std::lock_guard lock(write_mutex_);
    writable_ = true;
  }
  pb::WorkerMessage hello;
  *hello.mutable_register_() = registration;
  send(hello);
  pb::GatewayMessage message;
  while (stream_->Read(&message)) {
    switch (message.kind_case()) {
      case pb::GatewayMessage::kRegistered: on_registered(std::chrono::milliseconds(message.registered().lease_ms())); break;
      case pb::GatewayMessage::kWork: take(std::move(*message.mutable_work())); break;
      case pb::GatewayMessage::kCancel: cancel(message.cancel()); break;
      case pb::GatewayMessage::kDrain: drain(); break;
      case pb::GatewayMessage::KIND_NOT_SET: break;
    }
  }
  {
    const std::lock_guard lock(write_mutex_);
    writable_ = false;
  }
  const grpc::Status end = stream_->Finish();
  cancel_all(make_status(StatusCode::kCancelled, "the link to the gateway broke"));
  return end;
}

bool Session::send(const pb::WorkerMessage& message) {
  const std::lock_guard lock(write_mutex_);
  if (!writable_ || writes_done_) return false;
  writable_ = stream_->Write(message);
  return writable_;
}

void Session::abort() { context_.TryCancel(); }

void Session::heartbeat() {
  pb::WorkerMessage message;
  pb::Heartbeat& beat = *message.mutable_heartbeat();
  {
    const std::lock_guard lock(jobs_mutex_);
    for (const auto& [id, job] : jobs_) beat.add_running_job_id(id);
  }
  send(message);
}

engine::Engine* Session::find_engine(const std::string& model) const {
  for (engine::Engine* engine : engines_)
    if (engine->info().name == model) return engine;
  return nullptr;
}

void Session::take(pb::Work work) {
  if (draining_) return;  // the gateway has been told; it gives the job to another attempt when this stream ends
  engine::Engine* engine = find_engine(work.spec().model());
  if (!engine) return refuse(work, make_status(StatusCode::kNotFound, "this worker does not hold model '", work.spec().model(), "'"));
  StatusOr<JobSpec> spec = proto::from_proto(work.spec());
  if (!spec.ok()) return refuse(work, spec.status());
  {
    const std::lock_guard lock(jobs_mutex_);
    jobs_[work.job_id()] = {work.attempt(), engine};
  }
  engine::JobRequest request;
  request.job_id = work.job_id();
  request.spec = *std::move(spec);
  request.sink = std::make_unique<LinkSink>(shared_from_this(), work.job_id(), work.attempt());
  request.fetch_part = [session = shared_from_this(), id = work.job_id()](const GraphTensor& tensor) {
    return session->fetch_part(id, tensor);
  };
  engine->submit(std::move(request));
}

void Session::refuse(const pb::Work& work, const Status& status) {
  pb::WorkerMessage message;
  pb::Finished& finished = *message.mutable_finished();
  finished.set_job_id(work.job_id());
  finished.set_attempt(work.attempt());
  finished.set_state(pb::FAILED);
  *finished.mutable_status() = proto::to_proto(status);
  send(message);
}

void Session::cancel(const pb::CancelWork& request) {
  engine::Engine* engine = nullptr;
  {
    const std::lock_guard lock(jobs_mutex_);
    const auto it = jobs_.find(request.job_id());
    if (it == jobs_.end() || it->second.first != request.attempt()) return;
    engine = it->second.second;
  }
  const Status reason = proto::from_proto(request.reason());
  engine->cancel(request.job_id(), reason.ok() ? make_status(StatusCode::kCancelled, "cancelled") : reason);
}

void Session::cancel_all(const Status& reason) {
  std::map<std::string, std::pair<uint32_t, engine::Engine*>> running;
  {
    const std::lock_guard lock(jobs_mutex_);
    running = jobs_;
  }
  for (const auto& [id, job] : running) job.second->cancel(id, reason);
}

void Session::drain() {
  if (draining_.exchange(true)) return;
  pb::WorkerMessage message;
  message.mutable_leaving();
  send(message);
  finish_if_drained();
}

void Session::job_ended(const std::string& job_id) {
  {
    const std::lock_guard lock(jobs_mutex_);
    jobs_.erase(job_id);
  }
  finish_if_drained();
}

void Session::finish_if_drained() {
  if (!draining_) return;
  {
    const std::lock_guard lock(jobs_mutex_);
    if (!jobs_.empty()) return;
  }
  const std::lock_guard lock(write_mutex_);
  if (!writable_ || writes_done_) return;
  writes_done_ = true;
  stream_->WritesDone();  // the gateway ends the stream, serve() returns
}

void Session::finish(pb::Finished finished, Payload payload) {
  ResultHead head;
  head.value = std::move(payload.value);
  uint64_t raw = 0;
  for (const HostTensor& tensor : payload.tensors) {
    head.tensors.push_back(tensor.meta);
    raw += tensor.nbytes;
  }
  head.frame_count = frame_count(head.tensors);
  const bool small = raw <= kInlineResultBytes;
  if (small) {
    const Compression compression = raw <= kPlainBytes ? Compression::kNone : Compression::kFast;
    const Status encoded = encode_frames(payload.tensors, compression, [&](Frame frame) {
      head.inline_frames.push_back(std::move(frame));
      return OkStatus();
    });
    if (!encoded.ok()) logger_.error("encode_failed", {{"job", finished.job_id()}, {"error", message_of(encoded)}});
  }
  *finished.mutable_result() = proto::to_proto(std::move(head));
  if (finished.ByteSizeLong() > kMaxHeadBytes) {
    const size_t size = finished.ByteSizeLong();
    finished.clear_result();
    finished.set_state(pb::FAILED);
    *finished.mutable_status() = proto::to_proto(make_status(StatusCode::kResourceExhausted, "what was saved besides tensors takes ",
                                                             size, " bytes; the limit is ", kMaxHeadBytes));
    payload.tensors.clear();
  } else if (!small) {
    large_.push(Delivery{std::move(finished), std::move(payload)});
    return;
  }
  const std::string job_id = finished.job_id();
  pb::WorkerMessage message;
  *message.mutable_finished() = std::move(finished);
  send(message);
  job_ended(job_id);
}

void Session::deliver_large() {
  while (std::optional<Delivery> next = large_.pop()) {
    if (const Status put = put_result(next->finished, next->payload); !put.ok()) {
      logger_.warn("result_not_delivered", {{"job", next->finished.job_id()}, {"error", message_of(put)}});
      next->finished.clear_result();
      next->finished.set_state(pb::FAILED);
      *next->finished.mutable_status() = proto::to_proto(annotate(put, "the result could not be stored"));
    }
    const std::string job_id = next->finished.job_id();
    pb::WorkerMessage message;
    *message.mutable_finished() = std::move(next->finished);
    next->payload = {};
    send(message);
    job_ended(job_id);
  }
}

Status Session::put_result(const pb::Finished& finished, const Payload& payload) {
  grpc::ClientContext context;
  pb::PutResultResponse response;
  const auto writer = stub_->PutResult(&context, &response);
  bool first = true;
  const Status sent = encode_frames(payload.tensors, Compression::kFast, [&](Frame frame) {
    pb::PutResultRequest request;
    if (std::exchange(first, false)) {
      request.set_job_id(finished.job_id());
      request.set_attempt(finished.attempt());
    }
    *request.add_frame() = proto::to_proto(std::move(frame));
    return writer->Write(request) ? OkStatus() : make_status(StatusCode::kUnavailable, "the gateway closed the stream");
  });
  writer->WritesDone();
  const grpc::Status end = writer->Finish();
  if (!end.ok()) return proto::from_grpc(end);
  return sent;
}

StatusOr<HostTensor> Session::fetch_part(const std::string& job_id, const GraphTensor& tensor) {
  ASSIGN_OR_RETURN(const uint64_t expected, tensor.meta.checked_nbytes());
  grpc::ClientContext context;
  pb::GetPartRequest request;
  request.set_hash(tensor.part_hash);
  request.set_job_id(job_id);
  const auto reader = stub_->GetPart(&context, request);
  TensorMeta bytes{.dtype = DType::kUInt8, .shape = {static_cast<int64_t>(expected)}};
  ASSIGN_OR_RETURN(FrameAssembler assembler, FrameAssembler::create({bytes}, expected));
  pb::GetPartResponse response;
  Status status;
  while (status.ok() && reader->Read(&response)) {
    if (response.size() != 0 && response.size() != expected)
      status = invalid_argument("part ", tensor.part_hash, " has ", response.size(), " bytes, its tensor ", expected);
    for (int i = 0; status.ok() && i < response.frame_size(); ++i) {
      StatusOr<Frame> frame = proto::from_proto(std::move(*response.mutable_frame(i)));
      status = frame.ok() ? assembler.add(*frame) : frame.status();
    }
  }
  if (!status.ok()) context.TryCancel();
  const grpc::Status end = reader->Finish();
  RETURN_IF_ERROR(status);
  if (!end.ok()) return annotate(proto::from_grpc(end), str_cat("part ", tensor.part_hash));
  ASSIGN_OR_RETURN(std::vector<HostTensor> whole, std::move(assembler).finish());
  RETURN_IF_ERROR(check_part(tensor.part_hash, whole[0]));
  whole[0].meta = tensor.meta;
  return std::move(whole[0]);
}

Status check_part(const std::string& hash, const HostTensor& tensor) {
  const std::string actual = sha256_hex(tensor.bytes());
  return actual == hash ? OkStatus() : make_status(StatusCode::kDataLoss, "part ", hash, " arrived with SHA-256 ", actual);
}

}  // namespace interloom::link
