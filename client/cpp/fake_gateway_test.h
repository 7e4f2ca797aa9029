// A gateway in this process that plays a script, for tests of the client: services Jobs and Models over real gRPC.
#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "common/hash.h"
#include "interloom/v1/jobs.grpc.pb.h"
#include "interloom/v1/models.grpc.pb.h"
#include "proto/translate.h"

namespace interloom::client {

// One job that always has the same events and frames. Streams break where the script says.
class FakeGateway final : public interloom::v1::Jobs::Service {
 public:
  using pbJobEvent = interloom::v1::JobEvent;

  FakeGateway() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.SetMaxReceiveMessageSize(proto::kMaxMessageBytes);
    builder.RegisterService(this);
    builder.RegisterService(&models);
    server_ = builder.BuildAndStart();
  }
  ~FakeGateway() override { server_->Shutdown(std::chrono::system_clock::now()); }

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  void add_state(JobState state, Status status = {}, uint32_t position = 0) {
    add_event({0, StateEvent{state, position, 0, std::move(status)}});
  }
  void add_event(JobEvent event) {
    event.seq = events.size() + 1;
    events.push_back(proto::to_proto(event));
  }
  // The head now; frames are sent after the final event, or inside the head.
  void add_result(WireValue value, const std::vector<HostTensor>& tensors, bool inline_frames) {
    ResultHead head;
    head.value = std::move(value);
    for (const HostTensor& tensor : tensors) head.tensors.push_back(tensor.meta);
    head.frame_count = frame_count(head.tensors);
    (void)encode_frames(tensors, Compression::kFast, [&](Frame frame) {
      if (inline_frames) head.inline_frames.push_back(frame);
      frames.push_back(std::move(frame));
      return OkStatus();
    });
    add_event({0, ResultEvent{std::move(head)}});
    frames_on_run = !inline_frames;
  }
  // RECEIVED, QUEUED, RUNNING, {"x": tensor}, COMPLETED.
  void script_success(const HostTensor& tensor, bool inline_frames) {
    add_state(JobState::kReceived);
    add_state(JobState::kQueued, {}, 2);
    add_state(JobState::kRunning);
    add_result({WireDict{{{WireValue{std::string("x")}, WireValue{WireTensor{0}}}}}}, {tensor}, inline_frames);
    add_state(JobState::kCompleted);
  }

  // Until a client has seen every event and the script holds (hold_until_cancel).
  void wait_until_held() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return holding_; });
  }

  // The script.
  std::vector<pbJobEvent> events;
  std::vector<Frame> frames;
  bool frames_on_run = false;
  std::deque<int> break_run_after;      // one entry a Run call: events sent before the stream breaks
  std::deque<int> break_watch_after;    // one entry a Watch call
  std::deque<int> break_fetch_after;    // one entry a Fetch call: frames
  std::deque<int> damage_frame;         // one entry a Run or Fetch call: this frame's bytes are changed, -1 none
  std::deque<grpc::Status> fail_next;   // answers of the next calls of any kind, before they do anything
  bool hold_until_cancel = false;       // events stop before the result until Cancel, then CANCELLED
  std::function<void()> before_job_id;  // called when Run has the spec
  bool forget_job_id = false;           // Run breaks before it says the id

  // What happened.
  std::vector<std::string> run_keys;  // idempotency keys of Run and Submit calls
  std::vector<uint64_t> watch_from, fetch_from;
  std::map<std::string, std::string> parts;  // by hash
  std::vector<std::string> put_hashes;
  interloom::v1::JobSpec last_spec;
  int cancels = 0;

  class FakeModels final : public interloom::v1::Models::Service {
   public:
    grpc::Status Status(grpc::ServerContext*, const interloom::v1::ModelsStatusRequest*,
                        interloom::v1::ModelsStatusResponse* response) override {
      auto* model = response->add_model();
      model->set_name("tiny");
      model->set_state(interloom::v1::ModelStatus::READY);
      response->set_gateway_version("1.2.3");
      return grpc::Status::OK;
    }
    grpc::Status Describe(grpc::ServerContext*, const interloom::v1::DescribeRequest* request,
                          interloom::v1::ModelInfo* info) override {
      if (request->model() == "tiny") {
        ModelInfo tiny;
        tiny.modules = {{"", "Tiny", "", -1, true}, {"lm_head", "Linear", "in_features=2, out_features=3, bias=False", 0, true}};
        *info = proto::to_proto(tiny);
        return grpc::Status::OK;
      }
      return {grpc::StatusCode::NOT_FOUND, "model '" + request->model() + "' is not hosted (did you mean 'tiny'?)"};
    }
    grpc::Status Compare(grpc::ServerContext*, const interloom::v1::CompareRequest* request,
                         interloom::v1::CompareResponse* response) override {
      for (const auto& [package, version] : request->client_versions()) {
        auto* row = response->add_row();
        row->set_package(package);
        row->set_client(version);
        row->set_match(interloom::v1::CompareResponse::ONE_SIDED);
      }
      return grpc::Status::OK;
    }
  } models;

  grpc::Status Run(grpc::ServerContext* context,
                   grpc::ServerReaderWriter<interloom::v1::RunResponse, interloom::v1::RunRequest>* stream) override {
    interloom::v1::RunRequest request;
    if (!stream->Read(&request)) return {grpc::StatusCode::INVALID_ARGUMENT, "no spec"};
    note_spec(request.spec());
    if (const auto failure = next_failure()) return *failure;
    if (forget_job_id && run_keys.size() == 1) return broken();
    if (before_job_id) before_job_id();
    interloom::v1::RunResponse response;
    response.set_job_id("job-1");
    stream->Write(response);
    const int limit = next(break_run_after, static_cast<int>(events.size()) + 1);
    const auto write = [&](const pbJobEvent& event) {
      interloom::v1::RunResponse out;
      *out.mutable_event() = event;
      return stream->Write(out);
    };
    if (!play(context, 1, limit, write)) return broken();
    if (!frames_on_run) return grpc::Status::OK;
    const int damaged = next(damage_frame, -1);
    for (size_t i = 0; i < frames.size(); ++i) {
      interloom::v1::RunResponse out;
      *out.mutable_frame() = proto::to_proto(maybe_damaged(i, damaged));
      stream->Write(out);
    }
    return grpc::Status::OK;
  }

  grpc::Status Submit(grpc::ServerContext*, const interloom::v1::SubmitRequest* request,
                      interloom::v1::SubmitResponse* response) override {
    note_spec(request->spec());
    if (const auto failure = next_failure()) return *failure;
    response->set_job_id("job-1");
    return grpc::Status::OK;
  }

  grpc::Status Watch(grpc::ServerContext* context, const interloom::v1::WatchRequest* request,
                     grpc::ServerWriter<pbJobEvent>* writer) override {
    if (const auto failure = next_failure()) return *failure;
    if (request->job_id() != "job-1") return {grpc::StatusCode::NOT_FOUND, "no job '" + request->job_id() + "'"};
    watch_from.push_back(request->from_seq());
    const int limit = next(break_watch_after, static_cast<int>(events.size()) + 1);
    return play(context, request->from_seq(), limit, [&](const pbJobEvent& event) { return writer->Write(event); })
               ? grpc::Status::OK
               : broken();
  }

  grpc::Status Fetch(grpc::ServerContext*, const interloom::v1::FetchRequest* request,
                     grpc::ServerWriter<interloom::v1::FetchResponse>* writer) override {
    if (const auto failure = next_failure()) return *failure;
    fetch_from.push_back(request->from_frame());
    const int limit = next(break_fetch_after, static_cast<int>(frames.size()) + 1);
    const int damaged = next(damage_frame, -1);
    for (size_t i = request->from_frame(); i < frames.size(); ++i) {
      if (static_cast<int>(i - request->from_frame()) == limit) return broken();
      interloom::v1::FetchResponse response;
      *response.add_frame() = proto::to_proto(maybe_damaged(i, damaged));
      writer->Write(response);
    }
    return grpc::Status::OK;
  }

  grpc::Status Cancel(grpc::ServerContext*, const interloom::v1::CancelRequest*,
                      interloom::v1::CancelResponse* response) override {
    const std::lock_guard lock(mutex_);
    ++cancels;
    if (std::exchange(hold_until_cancel, false))
      add_state(JobState::kCancelled, make_status(StatusCode::kCancelled, "the client cancelled"));
    changed_.notify_all();
    response->set_state(interloom::v1::CANCELLED);
    return grpc::Status::OK;
  }

  grpc::Status Get(grpc::ServerContext*, const interloom::v1::GetRequest* request, interloom::v1::Job* job) override {
    if (const auto failure = next_failure()) return *failure;
    job->set_job_id(request->job_id());
    job->set_state(interloom::v1::FAILED);
    *job->mutable_status() = proto::to_proto(invalid_argument("node 'h': no"));
    return grpc::Status::OK;
  }

  grpc::Status HasParts(grpc::ServerContext*, const interloom::v1::HasPartsRequest* request,
                        interloom::v1::HasPartsResponse* response) override {
    for (const std::string& hash : request->hash())
      if (!parts.contains(hash)) response->add_missing(hash);
    return grpc::Status::OK;
  }

  grpc::Status PutPart(grpc::ServerContext*, grpc::ServerReader<interloom::v1::PutPartRequest>* reader,
                       interloom::v1::PutPartResponse*) override {
    interloom::v1::PutPartRequest request;
    std::string hash, bytes;
    while (reader->Read(&request)) {
      if (request.has_head()) hash = request.head().hash();
      if (const auto failure = next_failure()) return *failure;
      for (interloom::v1::Frame& message : *request.mutable_frame()) {
        const auto frame = proto::from_proto(std::move(message));
        if (!frame.ok() || frame->offset != bytes.size()) return {grpc::StatusCode::DATA_LOSS, "a bad frame"};
        bytes.resize(bytes.size() + frame->raw_size);
        if (!decode_frame(*frame, reinterpret_cast<std::byte*>(bytes.data() + frame->offset)).ok())
          return {grpc::StatusCode::DATA_LOSS, "bytes"};
      }
    }
    if (sha256_hex(bytes) != hash) return {grpc::StatusCode::DATA_LOSS, "another hash"};
    put_hashes.push_back(hash);
    parts[hash] = std::move(bytes);
    return grpc::Status::OK;
  }

 private:
  static grpc::Status broken() { return {grpc::StatusCode::UNAVAILABLE, "the connection broke"}; }

  static int next(std::deque<int>& script, int otherwise) {
    if (script.empty()) return otherwise;
    const int value = script.front();
    script.pop_front();
    return value;
  }
  std::optional<grpc::Status> next_failure() {
    if (fail_next.empty()) return std::nullopt;
    const grpc::Status status = fail_next.front();
    fail_next.pop_front();
    if (status.ok()) return std::nullopt;  // this call passes
    return status;
  }
  void note_spec(const interloom::v1::JobSpec& spec) {
    last_spec = spec;
    run_keys.push_back(spec.idempotency_key());
  }
  Frame maybe_damaged(size_t index, int damaged) const {
    Frame frame = frames[index];
    if (static_cast<int>(index) == damaged) frame.data[frame.data.size() / 2] ^= 1;
    return frame;
  }
  // Sends events from `seq` on, at most `limit`; false where the stream is to break.
  template <class Write>
  bool play(grpc::ServerContext* context, uint64_t seq, int limit, const Write& write) {
    constexpr auto kLook = std::chrono::milliseconds(5);  // gRPC tells nobody that a call was cancelled
    for (;; ++seq, --limit) {
      std::unique_lock lock(mutex_);
      if (seq > events.size() && hold_until_cancel) {
        holding_ = true;
        changed_.notify_all();
        while (hold_until_cancel && !context->IsCancelled()) changed_.wait_for(lock, kLook);
      }
      if (seq > events.size()) return !context->IsCancelled();
      if (limit == 0) return false;
      write(events[seq - 1]);
    }
  }

  int port_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool holding_ = false;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace interloom::client
