#include "worker/link/link.h"

#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>
#include <utility>

#include "proto/grpc_status.h"
#include "worker/link/session.h"

namespace interloom::link {
namespace {

std::shared_ptr<grpc::Channel> dial(const std::string& address) {
  grpc::ChannelArguments args;
  args.SetMaxReceiveMessageSize(proto::kMaxMessageBytes);
  args.SetMaxSendMessageSize(proto::kMaxMessageBytes);
  args.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 20'000);
  args.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 10'000);
  args.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  args.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  args.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), args);
}

bool refused_for_good(const grpc::Status& status) {
  return status.error_code() == grpc::PERMISSION_DENIED || status.error_code() == grpc::INVALID_ARGUMENT;
}

}  // namespace

class Link::Impl {
 public:
  Impl(LinkOptions options, std::vector<engine::Engine*> engines, Logger logger)
      : options_(std::move(options)), engines_(std::move(engines)), logger_(std::move(logger)) {}

  Status run() {
    auto backoff = options_.min_backoff;
    while (true) {
      const auto session = begin_session();
      if (!session) return OkStatus();
      bool registered = false;
      std::jthread heart;
      const grpc::Status end = session->serve(registration(), [&](std::chrono::milliseconds lease) {
        registered = true;
        heart = std::jthread([this, session, lease](const std::stop_token& stop) { beat(*session, lease, stop); });
        logger_.info("registered", {{"gateway", options_.address}});
        if (options_.on_registered) options_.on_registered();
      });
      heart.request_stop();
      wake_.notify_all();
      if (refused_for_good(end)) return proto::from_grpc(end);
      {
        const std::lock_guard lock(mutex_);
        session_.reset();
        if (stopping_ || draining_) return OkStatus();
      }
      logger_.warn("link_broken", {{"gateway", options_.address}, {"error", end.error_message()}});
      backoff = registered ? options_.min_backoff : std::min(backoff * 2, options_.max_backoff);
      if (!pause(backoff)) return OkStatus();
    }
  }

  void drain() {
    std::shared_ptr<Session> session;
    {
      const std::lock_guard lock(mutex_);
      draining_ = true;
      session = session_;
    }
    wake_.notify_all();
    if (session) session->drain();
  }

  void stop() {
    std::shared_ptr<Session> session;
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      session = session_;
    }
    wake_.notify_all();
    if (session) session->abort();
  }

 private:
  std::shared_ptr<Session> begin_session() {
    const std::lock_guard lock(mutex_);
    if (stopping_ || draining_) return nullptr;
    session_ = std::make_shared<Session>(dial(options_.address), engines_, logger_);
    return session_;
  }

  pb::Register registration() const {
    pb::Register out;
    out.set_worker_id(options_.worker_id);
    out.set_version(options_.version);
    out.set_slots(options_.slots);
    out.set_secret(options_.secret);
    for (const engine::Engine* engine : engines_) {
      pb::ModelInfo& model = *out.add_model();
      model = proto::to_proto(engine->info());
      (*model.mutable_versions())["interloom"] = options_.version;
    }
    return out;
  }

  // Three beats a lease.
  void beat(Session& session, std::chrono::milliseconds lease, const std::stop_token& stop) {
    const auto period = std::max(lease / 3, std::chrono::milliseconds(10));
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
      if (wake_.wait_for(lock, stop, period, [&] { return stop.stop_requested(); })) return;
      lock.unlock();
      session.heartbeat();
      lock.lock();
    }
  }

  // Waits with jitter; false when the link is to end.
  bool pause(std::chrono::milliseconds backoff) {
    const auto jittered = backoff / 2 + backoff * (random_() % 1000) / 2000;
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, jittered, [&] { return stopping_ || draining_; });
    return !stopping_ && !draining_;
  }

  const LinkOptions options_;
  const std::vector<engine::Engine*> engines_;
  const Logger logger_;
  std::minstd_rand random_{std::random_device{}()};
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::shared_ptr<Session> session_;
  bool stopping_ = false, draining_ = false;
};

Link::Link(LinkOptions options, std::vector<engine::Engine*> engines, Logger logger)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(engines), std::move(logger))) {}
Link::~Link() = default;
Status Link::run() { return impl_->run(); }
void Link::drain() { impl_->drain(); }
void Link::stop() { impl_->stop(); }

}  // namespace interloom::link
