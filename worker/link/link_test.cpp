#include "worker/link/link.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "common/frame.h"
#include "common/hash.h"
#include "interloom/v1/worker.grpc.pb.h"
#include "proto/translate.h"
#include "worker/link/session.h"

namespace interloom::link {
namespace {

// A gateway that registers everybody, sends the work it is given and keeps what comes back.
class FakeGateway final : public pb::WorkerLink::Service {
 public:
  FakeGateway() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
    address_ = str_cat("127.0.0.1:", port);
  }
  ~FakeGateway() override { server_->Shutdown(std::chrono::system_clock::now()); }

  grpc::Status Link(grpc::ServerContext*, grpc::ServerReaderWriter<pb::GatewayMessage, pb::WorkerMessage>* stream) override {
    pb::WorkerMessage message;
    if (!stream->Read(&message) || !message.has_register_()) return {grpc::INVALID_ARGUMENT, "no registration"};
    if (message.register_().secret() == "wrong") return {grpc::PERMISSION_DENIED, "wrong secret"};
    pb::GatewayMessage hello;
    hello.mutable_registered()->set_lease_ms(30'000);
    stream->Write(hello);
    note(message);
    {
      const std::lock_guard lock(mutex_);
      stream_ = stream;
      ++links_;
    }
    changed_.notify_all();
    while (stream->Read(&message)) {
      note(message);
      if (hang_up_.exchange(false)) break;  // once
    }
    const std::lock_guard lock(mutex_);
    stream_ = nullptr;
    return grpc::Status::OK;
  }

  grpc::Status GetPart(grpc::ServerContext*, const pb::GetPartRequest* request, grpc::ServerWriter<pb::GetPartResponse>* writer) override {
    if (request->hash() != sha256_hex(part_)) return {grpc::NOT_FOUND, "no such part"};
    TensorMeta meta{.dtype = DType::kUInt8, .shape = {static_cast<int64_t>(part_.size())}};
    (void)encode_frames({HostTensor::copy_of(meta, part_)}, Compression::kFast, [&](Frame frame) {
      pb::GetPartResponse response;
      response.set_size(part_.size());
      *response.add_frame() = proto::to_proto(std::move(frame));
      if (damage_) response.mutable_frame(0)->set_checksum(1);
      writer->Write(response);
      return OkStatus();
    });
    return grpc::Status::OK;
  }

  grpc::Status PutResult(grpc::ServerContext*, grpc::ServerReader<pb::PutResultRequest>* reader, pb::PutResultResponse*) override {
    pb::PutResultRequest request;
    while (reader->Read(&request)) {
      const std::lock_guard lock(mutex_);
      if (put_job_.empty()) put_job_ = request.job_id();
      for (auto& frame : *request.mutable_frame()) frames_.push_back(*proto::from_proto(std::move(frame)));
    }
    return grpc::Status::OK;
  }

  void send(const pb::GatewayMessage& message) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stream_ != nullptr; });
    stream_->Write(message);
  }
  void send_work(const std::string& id, const std::string& model = "m", const std::function<void(pb::JobSpec&)>& edit = {}) {
    pb::GatewayMessage message;
    pb::Work& work = *message.mutable_work();
    work.set_job_id(id);
    work.set_attempt(3);
    work.mutable_spec()->set_model(model);
    work.mutable_spec()->mutable_graph();
    if (edit) edit(*work.mutable_spec());
    send(message);
  }
  // The first message for which `want` holds; all that came are kept.
  pb::WorkerMessage wait_for(const std::function<bool(const pb::WorkerMessage&)>& want) {
    std::unique_lock lock(mutex_);
    pb::WorkerMessage found;
    changed_.wait_for(lock, std::chrono::seconds(20), [&] {
      for (const auto& message : messages_)
        if (want(message)) { found = message; return true; }
      return false;
    });
    return found;
  }
  pb::Finished wait_finished(const std::string& id) {
    return wait_for([&](const auto& m) { return m.has_finished() && m.finished().job_id() == id; }).finished();
  }
  void wait_links(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return links_ >= count; });
    EXPECT_GE(links_, count);
  }

  std::string address_, part_, put_job_;
  bool damage_ = false;
  std::atomic<bool> hang_up_{false};
  std::vector<Frame> frames_;
  std::vector<pb::WorkerMessage> messages_;

 private:
  void note(const pb::WorkerMessage& message) {
    const std::lock_guard lock(mutex_);
    messages_.push_back(message);
    changed_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  grpc::ServerReaderWriter<pb::GatewayMessage, pb::WorkerMessage>* stream_ = nullptr;
  int links_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

// Runs each job with the function that a test gives, on a thread of its own.
class FakeEngine final : public engine::Engine {
 public:
  explicit FakeEngine(std::function<void(engine::JobRequest&)> body) : body_(std::move(body)) {
    info_.name = "m";
    info_.modules.push_back({});
  }
  ~FakeEngine() override {
    for (auto& thread : threads_) thread.join();
  }
  const ModelInfo& info() const override { return info_; }
  void submit(engine::JobRequest request) override {
    threads_.emplace_back([this, r = std::make_shared<engine::JobRequest>(std::move(request))] { body_(*r); });
  }
  void cancel(const std::string& id, Status reason) override {
    const std::lock_guard lock(mutex_);
    cancelled_.emplace(id, reason);
    changed_.notify_all();
  }
  Status wait_cancelled(const std::string& id) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return cancelled_.contains(id); });
    return cancelled_.contains(id) ? cancelled_[id] : OkStatus();
  }

 private:
  ModelInfo info_;
  std::function<void(engine::JobRequest&)> body_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Status> cancelled_;
};

struct Running {
  Running(FakeGateway& gateway, engine::Engine& engine, std::string secret = "")
      : link({.address = gateway.address_, .worker_id = "w", .version = "1", .secret = std::move(secret),
              .min_backoff = std::chrono::milliseconds(10)}, {&engine}, Logger()),
        thread([this] { end = link.run(); }) {}
  Status join() { thread.join(); return end; }
  ~Running() {
    link.stop();
    if (thread.joinable()) thread.join();
  }
  Link link;
  Status end;
  std::thread thread;
};

Payload payload_of(uint64_t bytes) {
  std::string data(bytes, '\0');
  for (size_t i = 0; i < data.size(); ++i) data[i] = static_cast<char>(i * 2654435761u >> 13);
  Payload payload;
  payload.value.kind = WireTensor{0};
  payload.tensors.push_back(HostTensor::copy_of({.dtype = DType::kUInt8, .shape = {static_cast<int64_t>(bytes)}}, data));
  return payload;
}

TEST(Link, DeliversEventsInOrderAndASmallResultInline) {
  FakeGateway gateway;
  FakeEngine engine([](engine::JobRequest& r) {
    r.sink->started();
    r.sink->log("hello");
    r.sink->finished(JobState::kCompleted, OkStatus(), payload_of(100));
  });
  Running running(gateway, engine);
  gateway.send_work("j1");
  const pb::Finished finished = gateway.wait_finished("j1");
  EXPECT_EQ(finished.state(), pb::COMPLETED);
  EXPECT_EQ(finished.attempt(), 3u);
  ASSERT_EQ(finished.result().inline_frame_size(), 1);
  EXPECT_EQ(finished.result().frame_count(), 1u);
  std::vector<std::string> kinds;
  for (const auto& m : gateway.messages_)
    if (m.has_progress()) kinds.push_back(m.progress().event().has_log() ? "log" : "state");
  EXPECT_THAT(kinds, testing::ElementsAre("state", "log"));
}

TEST(Link, StreamsALargeResultBeforeItsFinalMessage) {
  FakeGateway gateway;
  constexpr uint64_t kBytes = 5'000'000;
  FakeEngine engine([](engine::JobRequest& r) { r.sink->finished(JobState::kCompleted, OkStatus(), payload_of(kBytes)); });
  Running running(gateway, engine);
  gateway.send_work("j1");
  const pb::Finished finished = gateway.wait_finished("j1");
  EXPECT_EQ(finished.result().inline_frame_size(), 0);
  EXPECT_EQ(finished.result().frame_count(), gateway.frames_.size());
  EXPECT_EQ(gateway.put_job_, "j1");
  auto assembler = FrameAssembler::create({*proto::from_proto(finished.result().tensor(0))}, kBytes);
  for (const Frame& frame : gateway.frames_) ASSERT_TRUE(assembler->add(frame).ok());
  EXPECT_EQ((*std::move(*assembler).finish())[0].bytes(), payload_of(kBytes).tensors[0].bytes());
}

TEST(Link, AHugeTreeOfValuesIsRefusedWithItsSize) {
  FakeGateway gateway;
  FakeEngine engine([](engine::JobRequest& r) {
    Payload payload;
    payload.value.kind = std::string(4 << 20, 'x');
    r.sink->finished(JobState::kCompleted, OkStatus(), std::move(payload));
  });
  Running running(gateway, engine);
  gateway.send_work("j1");
  const pb::Finished finished = gateway.wait_finished("j1");
  EXPECT_EQ(finished.state(), pb::FAILED);
  EXPECT_EQ(finished.status().code(), static_cast<int>(StatusCode::kResourceExhausted));
}

TEST(Link, AnUnknownModelFailsTheJobByName) {
  FakeGateway gateway;
  FakeEngine engine([](engine::JobRequest&) { FAIL() << "not for this engine"; });
  Running running(gateway, engine);
  gateway.send_work("j1", "other");
  const pb::Finished finished = gateway.wait_finished("j1");
  EXPECT_EQ(finished.status().code(), static_cast<int>(StatusCode::kNotFound));
  EXPECT_THAT(finished.status().message(), testing::HasSubstr("other"));
}

TEST(Link, FetchesAPartAndChecksIt) {
  FakeGateway gateway;
  gateway.part_ = std::string(3'000'000, 'p');
  StatusOr<HostTensor> good, missing, misfit;
  FakeEngine engine([&](engine::JobRequest& r) {
    GraphTensor tensor{.meta = {.dtype = DType::kFloat32, .shape = {750'000}}, .part_hash = sha256_hex(gateway.part_)};
    good = r.fetch_part(tensor);
    tensor.meta.shape = {10};
    misfit = r.fetch_part(tensor);
    tensor.part_hash = std::string(64, 'a');
    missing = r.fetch_part(tensor);
    r.sink->finished(JobState::kCompleted, OkStatus(), {});
  });
  Running running(gateway, engine);
  gateway.send_work("j1");
  gateway.wait_finished("j1");
  ASSERT_TRUE(good.ok()) << good.status();
  EXPECT_EQ(good->bytes(), gateway.part_);
  EXPECT_EQ(good->meta.dtype, DType::kFloat32);
  EXPECT_EQ(missing.status().code(), StatusCode::kNotFound);
  EXPECT_EQ(misfit.status().code(), StatusCode::kInvalidArgument) << misfit.status();
}

TEST(Link, ADamagedPartIsDataLoss) {
  FakeGateway gateway;
  gateway.part_ = std::string(1000, 'p');
  gateway.damage_ = true;
  StatusOr<HostTensor> part;
  FakeEngine engine([&](engine::JobRequest& r) {
    part = r.fetch_part({.meta = {.dtype = DType::kUInt8, .shape = {1000}}, .part_hash = sha256_hex(gateway.part_)});
    r.sink->finished(JobState::kCompleted, OkStatus(), {});
  });
  Running running(gateway, engine);
  gateway.send_work("j1");
  gateway.wait_finished("j1");
  EXPECT_EQ(part.status().code(), StatusCode::kDataLoss);
  EXPECT_EQ(check_part(std::string(64, 'a'), HostTensor{}).code(), StatusCode::kDataLoss);
}

TEST(Link, CancelReachesTheEngineOnlyForTheRightAttempt) {
  FakeGateway gateway;
  FakeEngine* self = nullptr;
  FakeEngine engine([&](engine::JobRequest& r) {
    r.sink->started();
    const Status reason = self->wait_cancelled("j1");
    r.sink->finished(JobState::kTimedOut, reason, {});
  });
  self = &engine;
  Running running(gateway, engine);
  gateway.send_work("j1");
  gateway.wait_for([](const auto& m) { return m.has_progress(); });
  pb::GatewayMessage cancel;
  cancel.mutable_cancel()->set_job_id("j1");
  cancel.mutable_cancel()->set_attempt(2);
  *cancel.mutable_cancel()->mutable_reason() = proto::to_proto(make_status(StatusCode::kCancelled, "stale"));
  gateway.send(cancel);
  cancel.mutable_cancel()->set_attempt(3);
  *cancel.mutable_cancel()->mutable_reason() = proto::to_proto(make_status(StatusCode::kDeadlineExceeded, "too long"));
  gateway.send(cancel);
  EXPECT_EQ(gateway.wait_finished("j1").status().message(), "too long");
}

TEST(Link, ABrokenLinkCancelsWhatRunsAndIsDialledAgain) {
  FakeGateway gateway;
  FakeEngine* self = nullptr;
  FakeEngine engine([&](engine::JobRequest& r) {
    EXPECT_EQ(self->wait_cancelled("j1").code(), StatusCode::kCancelled);
    r.sink->finished(JobState::kCancelled, OkStatus(), {});
  });
  self = &engine;
  Running running(gateway, engine);
  gateway.send_work("j1");
  gateway.hang_up_ = true;
  gateway.send_work("j0", "other");  // its answer is the message after which the gateway hangs up
  gateway.wait_links(2);
  EXPECT_EQ(self->wait_cancelled("j1").code(), StatusCode::kCancelled);
}

TEST(Link, DrainEndsWhenTheLastJobHasEnded) {
  FakeGateway gateway;
  std::mutex gate;
  gate.lock();
  FakeEngine engine([&](engine::JobRequest& r) {
    r.sink->started();
    const std::lock_guard wait(gate);
    r.sink->finished(JobState::kCompleted, OkStatus(), {});
  });
  Running running(gateway, engine);
  gateway.send_work("j1");
  gateway.wait_for([](const auto& m) { return m.has_progress(); });
  running.link.drain();
  EXPECT_TRUE(gateway.wait_for([](const auto& m) { return m.has_leaving(); }).has_leaving());
  gate.unlock();
  EXPECT_TRUE(running.join().ok());
  EXPECT_EQ(gateway.wait_finished("j1").state(), pb::COMPLETED);
}

TEST(Link, ARefusedWorkerEndsWithTheReason) {
  FakeGateway gateway;
  FakeEngine engine([](engine::JobRequest&) {});
  Running running(gateway, engine, "wrong");
  EXPECT_EQ(running.join().code(), StatusCode::kPermissionDenied);
}

}  // namespace
}  // namespace interloom::link
