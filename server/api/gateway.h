// The gateway's gRPC face: Jobs, Models, WorkerLink, health and reflection over a scheduler and its stores.
//
// All streams are reactors: thousands of waiting watchers cost no threads, and each holds at most one message that is being
// sent; frames are read from the store as the stream drains. A thread of its own calls Scheduler::tick().
// Ownership: borrows what it is given, which outlives it. shutdown() once, then destruction.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "common/clock.h"
#include "common/log.h"
#include "common/status.h"
#include "server/results/frame_store.h"
#include "server/scheduler/scheduler.h"

namespace interloom::api {

struct GatewayOptions {
  std::string listen = "127.0.0.1:50051";  // HOST:PORT; port 0 picks one
  std::string worker_listen;               // HOST:PORT or unix:PATH; "": workers use `listen`
  std::string worker_secret;               // "": none is asked for
  std::string version;
  uint64_t max_part_bytes = 64ull << 30;
  uint64_t max_result_bytes = 64ull << 30;  // as stored, of one job
};

// What every handler works with.
struct Services {
  GatewayOptions options;
  scheduler::Scheduler& scheduler;
  results::FrameStore& results;
  const Clock& clock;
  Logger logger;
  int64_t started_unix_ms = 0;
};

class Gateway {
 public:
  // kUnavailable names the address that cannot be listened on.
  static StatusOr<std::unique_ptr<Gateway>> start(GatewayOptions options, scheduler::Scheduler& scheduler,
                                                  results::FrameStore& results, const Clock& clock, Logger logger);
  ~Gateway();
  int port() const;  // of `listen`
  // Takes no more jobs, waits for running ones up to `grace`, ends all streams.
  void shutdown(std::chrono::milliseconds grace);

 private:
  class Impl;
  explicit Gateway(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace interloom::api
