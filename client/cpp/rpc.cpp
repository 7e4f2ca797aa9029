#include "client/cpp/rpc.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "proto/grpc_status.h"
#include "proto/translate.h"

namespace interloom::client {

namespace {

std::shared_ptr<grpc::Channel> make_channel(const std::string& address, const ClientOptions& options) {
  constexpr int kKeepaliveMs = 360'000;  // servers refuse pings more often than every 5 minutes unless told otherwise
  constexpr int kConnectTimeoutMs = 5000;
  grpc::ChannelArguments args;
  args.SetMaxReceiveMessageSize(proto::kMaxMessageBytes);
  args.SetMaxSendMessageSize(proto::kMaxMessageBytes);
  args.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, static_cast<int>(options.first_backoff_ms));
  args.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kConnectTimeoutMs);  // which is how long one dial may take
  args.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, static_cast<int>(options.max_backoff_ms));
  args.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  // Clients of one process stay apart: one that is stuck does not hold up another.
  args.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), args);
}

bool is_retryable(const Status& status) {
  return status.code() == StatusCode::kUnavailable || status.code() == StatusCode::kDataLoss;
}

}  // namespace

Connection::Connection(std::string address_arg, ClientOptions options_arg)
    : address(std::move(address_arg)),
      options(std::move(options_arg)),
      channel(make_channel(address, options)),
      jobs(pb::Jobs::NewStub(channel)),
      models(pb::Models::NewStub(channel)) {}

bool Connection::is_local() const {
  const auto starts_with = [this](std::string_view prefix) { return address.compare(0, prefix.size(), prefix) == 0; };
  return starts_with("127.") || starts_with("localhost:") || starts_with("[::1]:") || starts_with("unix:");
}

Status from_grpc(const grpc::Status& status, const std::string& address) {
  if (status.ok()) return OkStatus();
  const Status out = proto::from_grpc(status);
  return out.code() == StatusCode::kUnavailable ? annotate(out, str_cat("no answer from ", address)) : out;
}

Patience::Patience(const ClientOptions& options, uint64_t timeout_ms, std::stop_token stop)
    : options_(options), stop_(std::move(stop)), timeout_ms_(timeout_ms), random_(std::random_device{}()) {
  if (timeout_ms != 0) deadline_ = Clock::now() + std::chrono::milliseconds(timeout_ms);
}

Status Patience::retry_after(const Status& failure) {
  if (stopped()) return make_status(StatusCode::kCancelled, "stopped by the caller");
  const auto expired_error = [&] {
    return make_status(StatusCode::kDeadlineExceeded, "no result within ", timeout_ms_, " ms; last: ", message_of(failure));
  };
  if (expired()) return expired_error();
  if (!is_retryable(failure) || ++failures_ >= options_.max_failures) return failure;
  const uint64_t longest = std::min(options_.max_backoff_ms, options_.first_backoff_ms << std::min(failures_ - 1, 20));
  wait(std::chrono::milliseconds(longest - std::uniform_int_distribution<uint64_t>(0, longest / 2)(random_)));
  if (stopped()) return make_status(StatusCode::kCancelled, "stopped by the caller");
  return expired() ? expired_error() : OkStatus();
}

void Patience::wait(std::chrono::milliseconds time) const {
  auto until = Clock::now() + time;
  if (deadline_) until = std::min(until, *deadline_);
  std::mutex mutex;
  std::condition_variable_any stop_wakes;
  std::unique_lock lock(mutex);
  stop_wakes.wait_until(lock, stop_, until, [] { return false; });
}

std::optional<std::chrono::system_clock::time_point> Patience::grpc_deadline(uint64_t call_timeout_ms) const {
  std::optional<Clock::time_point> deadline = deadline_;
  if (call_timeout_ms != 0) {
    const auto own = Clock::now() + std::chrono::milliseconds(call_timeout_ms);
    deadline = deadline ? std::min(*deadline, own) : own;
  }
  if (!deadline) return std::nullopt;
  return std::chrono::system_clock::now() +
         std::chrono::duration_cast<std::chrono::system_clock::duration>(*deadline - Clock::now());
}

}  // namespace interloom::client
