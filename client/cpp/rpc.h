// What every call needs: the channel with its stubs, and patience (retries, deadline, stop). Internal to client/cpp.
#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <optional>
#include <random>
#include <stop_token>
#include <string>

#include "client/cpp/client.h"
#include "common/status.h"
#include "interloom/v1/jobs.grpc.pb.h"
#include "interloom/v1/models.grpc.pb.h"

namespace interloom::client {

namespace pb = interloom::v1;

// Immutable; any thread.
struct Connection {
  Connection(std::string address, ClientOptions options);

  std::string address;
  ClientOptions options;
  std::shared_ptr<grpc::Channel> channel;
  std::unique_ptr<pb::Jobs::Stub> jobs;
  std::unique_ptr<pb::Models::Stub> models;

  bool is_local() const;
};

// The same code and message; kUnavailable says which server.
Status from_grpc(const grpc::Status& status, const std::string& address);

// How long one call of the user's goes on: over several attempts, until its deadline, unless it is stopped. One thread.
class Patience {
 public:
  using Clock = std::chrono::steady_clock;

  Patience(const ClientOptions& options, uint64_t timeout_ms, std::stop_token stop);

  // OK after the wait when another attempt is due; else the error that the caller returns: the failure itself, kCancelled
  // when stopped, kDeadlineExceeded.
  Status retry_after(const Status& failure);
  // An attempt got somewhere: failures are counted anew.
  void made_progress() { failures_ = 0; }

  bool stopped() const { return stop_.stop_requested(); }
  // gRPC's timer and ours may differ by some milliseconds.
  bool expired() const { return deadline_ && Clock::now() + std::chrono::milliseconds(20) >= *deadline_; }
  const std::stop_token& stop() const { return stop_; }
  std::optional<std::chrono::system_clock::time_point> grpc_deadline(uint64_t call_timeout_ms) const;

 private:
  void wait(std::chrono::milliseconds time) const;

  const ClientOptions& options_;
  std::stop_token stop_;
  uint64_t timeout_ms_;
  std::optional<Clock::time_point> deadline_;
  int failures_ = 0;
  std::minstd_rand random_;
};

// A ClientContext of one attempt: with the deadline, cancelled when the call is stopped. call_timeout_ms 0: none of its own.
class CallContext {
 public:
  CallContext(const Patience& patience, uint64_t call_timeout_ms) : on_stop_(patience.stop(), [this] { context_.TryCancel(); }) {
    if (const auto deadline = patience.grpc_deadline(call_timeout_ms)) context_.set_deadline(*deadline);
  }
  grpc::ClientContext* get() { return &context_; }

 private:
  grpc::ClientContext context_;
  std::stop_callback<std::function<void()>> on_stop_;
};

// A short call, until it succeeds or patience ends.
template <class Stub, class Request, class Response>
StatusOr<Response> call(const Connection& connection, Patience& patience, Stub& stub,
                        grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request) {
  while (true) {
    CallContext context(patience, connection.options.call_timeout_ms);
    Response response;
    const Status status = from_grpc((stub.*method)(context.get(), request, &response), connection.address);
    if (status.ok()) return response;
    RETURN_IF_ERROR(patience.retry_after(status));
  }
}

}  // namespace interloom::client
