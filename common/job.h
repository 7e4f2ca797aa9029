// A job as every layer but proto sees it: what was asked for, its states, its events, its result.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "common/frame.h"
#include "common/graph.h"
#include "common/status.h"

namespace interloom {

enum class JobState : uint8_t {
  kReceived = 1, kQueued, kDispatched, kRunning, kCompleted, kFailed, kCancelled, kTimedOut, kWorkerLost,
};
std::string_view job_state_name(JobState state);  // "RECEIVED", …
bool is_final(JobState state);

// What a job may use on the worker; 0: the worker's default. Above the worker's maximum is clamped to it.
struct JobBudget {
  uint64_t max_steps = 0;         // VM instructions
  uint64_t max_bytes = 0;         // objects and tensors of client code, together
  uint64_t max_output_bytes = 0;  // print and logs
};

struct JobSpec {
  std::string model;
  Graph graph;
  int32_t priority = 0;              // higher runs first
  uint64_t queue_timeout_ms = 0;     // 0: none
  uint64_t run_timeout_ms = 0;       // 0: the worker's default
  bool exclusive = false;            // alone in its forward pass
  bool stream_tokens = false;        // TokensEvent for every generation step
  std::string idempotency_key;       // the same key of the same caller names the same job
  std::map<std::string, std::string> client_versions;  // package → version
  JobBudget budget;
};

struct StateEvent {
  JobState state = JobState::kReceived;
  uint32_t position = 0;     // QUEUED: 1 is next
  uint64_t estimate_ms = 0;  // QUEUED: until it starts; 0 unknown
  Status status;             // FAILED, CANCELLED, TIMED_OUT, WORKER_LOST: why
};
struct LogEvent { std::string text; };
// New tokens of generation step `step`, one entry a row of the batch; -1 for a row that had ended.
struct TokensEvent { uint64_t step = 0; std::vector<int64_t> ids; std::vector<std::string> text; };

// The head of a result: the tree of saved values and what tensors belong to it. Bytes follow as frames, or lie here.
struct ResultHead {
  WireValue value;
  std::vector<TensorMeta> tensors;
  uint64_t frame_count = 0;          // in all
  std::vector<Frame> inline_frames;  // all of them when the result is small, else empty
};
struct ResultEvent { ResultHead head; };

struct JobEvent {
  uint64_t seq = 0;  // from 1, gapless within a job
  std::variant<StateEvent, LogEvent, TokensEvent, ResultEvent> kind;
};

}  // namespace interloom
