#include "common/job.h"

namespace interloom {

std::string_view job_state_name(JobState state) {
  switch (state) {
    case JobState::kReceived: return "RECEIVED";
    case JobState::kQueued: return "QUEUED";
    case JobState::kDispatched: return "DISPATCHED";
    case JobState::kRunning: return "RUNNING";
    case JobState::kCompleted: return "COMPLETED";
    case JobState::kFailed: return "FAILED";
    case JobState::kCancelled: return "CANCELLED";
    case JobState::kTimedOut: return "TIMED_OUT";
    case JobState::kWorkerLost: return "WORKER_LOST";
  }
  return "UNKNOWN";
}

bool is_final(JobState state) { return state >= JobState::kCompleted; }

}  // namespace interloom
