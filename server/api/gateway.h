// The gateway's servers: clients' RPCs, workers' RPCs, health, reflection, and the thread that lets time pass.
//
// Threads: start() and shutdown() from one. Ownership: borrows what the context names, which outlives it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "common/clock.h"
#include "common/metrics.h"
#include "server/api/context.h"
#include "server/api/listen_address.h"

namespace grpc {
class Server;
}

namespace interloom::api {

struct GatewayOptions {
  ListenAddress listen;
  // For workers; empty: they dial the clients' address.
  std::vector<ListenAddress> worker_listen;
  std::chrono::milliseconds tick{100};
  std::chrono::milliseconds sweep_interval{60'000};
  std::chrono::milliseconds result_ttl{24 * 3600 * 1000};     // results and parts, since written or used
  std::chrono::milliseconds job_ttl{7 * 24 * 3600 * 1000};    // records of finished jobs
};

class Gateway {
 public:
  // Listening when it returns. kUnavailable names an address that cannot be had.
  static StatusOr<std::unique_ptr<Gateway>> start(GatewayOptions options, Context context, const Clock& clock, Metrics& metrics);
  ~Gateway();

  const std::string& address() const { return address_; }  // as clients dial it, with the real port
  const std::vector<std::string>& worker_addresses() const { return worker_addresses_; }

  // No new jobs; waits up to `drain` for running ones; then ends all streams. What is unfinished stays in the store.
  void shutdown(std::chrono::milliseconds drain);

 private:
  class Services;
  Gateway(GatewayOptions options, Context context, const Clock& clock, Metrics& metrics);
  Status listen();
  void tick_loop();
  void sweep();

  const GatewayOptions options_;
  const Context context_;
  const Clock& clock_;
  Metrics& metrics_;
  std::string address_;
  std::vector<std::string> worker_addresses_;
  std::unique_ptr<Services> services_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<grpc::Server> worker_server_;  // null: workers use server_

  std::mutex mutex_;
  std::condition_variable stop_changed_;
  bool stop_ = false;
  std::thread ticker_;
};

}  // namespace interloom::api
