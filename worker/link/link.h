// The worker's side of the gateway: dials in, takes work, streams events and results back.
//
// run() connects, registers what the engines hold and serves until drained or stopped; a broken link cancels what runs
// (the gateway gives it to another attempt and refuses late answers) and is dialled again with backoff. Events of a job
// leave in the order in which its engine gave them; small results travel in the final message, large ones frame by frame
// on a stream of their own from a delivery thread, so the engine goes on. Engines are borrowed and must outlive the Link.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/log.h"
#include "common/status.h"
#include "worker/engine/engine.h"

namespace interloom::link {

struct LinkOptions {
  std::string address;    // "HOST:PORT" or "unix:PATH"
  std::string worker_id;  // unique to the process
  std::string version;
  std::string secret;     // shared with the gateway; may be empty
  uint32_t slots = 2;     // jobs the gateway may send at a time per model: one runs, one is ready
  std::chrono::milliseconds min_backoff{100}, max_backoff{5000};
  std::function<void()> on_registered;  // called each time, from run()'s thread
};

class Link {
 public:
  Link(LinkOptions options, std::vector<engine::Engine*> engines, Logger logger);
  ~Link();  // REQUIRES: run() has returned or was never called

  // Serves until drain() has finished or stop() was called: OK. kPermissionDenied / kInvalidArgument when the gateway
  // refuses this worker for good.
  Status run();

  // From any thread, also a signal-handling one. drain: takes no more work, ends when what runs has ended.
  void drain();
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace interloom::link
