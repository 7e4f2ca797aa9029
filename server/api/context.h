// What the gateway's RPC handlers work on. Borrowed by all of them; outlives the server.
#pragma once

#include <cstdint>
#include <string>

#include "common/log.h"
#include "server/results/frame_store.h"
#include "server/scheduler/scheduler.h"
#include "server/store/job_store.h"

namespace interloom::api {

struct Limits {
  uint64_t max_spec_bytes = 3 << 20;    // below the message limit of every channel
  uint64_t max_part_bytes = 16ull << 30;
  uint32_t max_list = 1000;
};

struct Context {
  scheduler::Scheduler& scheduler;
  store::JobStore& store;
  results::FrameStore& results;
  Logger logger;
  Limits limits;
  std::string worker_secret;  // "": none is asked for
  std::string version;
};

}  // namespace interloom::api
