// Follows one job: its events in order, then its result, over as many streams as it takes. Internal to client/cpp.
#pragma once

#include <optional>
#include <string>

#include "client/cpp/client.h"
#include "client/cpp/rpc.h"
#include "common/frame.h"

namespace interloom::client {

// One job, one thread.
class JobFollower {
 public:
  JobFollower(const Connection& connection, const RunOptions& options);

  // Submits over Run and follows. Stopped or late: cancels the job and waits cancel_grace_ms for its end.
  StatusOr<JobResult> run(const pb::JobSpec& spec, Patience& patience);
  // Follows a job that was submitted before.
  StatusOr<JobResult> wait(std::string job_id, Patience& patience);

 private:
  using Clock = std::chrono::steady_clock;

  Status follow(const pb::JobSpec* spec, Patience& patience);
  Status one_stream(const pb::JobSpec* spec, Patience& patience);
  Status stream_run(const pb::JobSpec& spec, Patience& patience);
  Status stream_watch(Patience& patience);
  Status stream_fetch(Patience& patience);
  Status on_response(pb::RunResponse&& response, Patience& patience);
  Status on_event(pb::JobEvent&& event, Patience& patience);
  Status on_head(ResultHead head);
  Status on_frame(pb::Frame&& frame, Patience& patience);
  void report(const JobEvent& event);
  void note_state(const StateEvent& event);
  Status cancel_and_wait(const pb::JobSpec& spec, const Status& reason);
  bool has_all_frames() const { return !assembler_ || assembler_->frames_added() == frame_count_; }
  bool complete() const { return final_ && has_all_frames(); }
  StatusOr<JobResult> take_result();

  const Connection& connection_;
  const RunOptions& options_;
  std::string job_id_;
  bool sent_ = false;  // the server may know the job
  uint64_t last_seq_ = 0;
  std::optional<StateEvent> final_;
  std::optional<FrameAssembler> assembler_;
  WireValue value_;
  uint64_t frame_count_ = 0, bytes_total_ = 0, bytes_done_ = 0;
  Clock::time_point started_ = Clock::now();
  std::optional<Clock::time_point> running_since_;
  JobTimings timings_;
};

}  // namespace interloom::client
