// JobRun: one job from its spec to its result, on the engine's thread.
//
// Everything mutable of a job lies here or below and is gone when run_job() returns; the model, tokenizer and target are
// shared and immutable. The control may be used from other threads meanwhile.
#pragma once

#include <memory>
#include <mutex>
#include <random>

#include "common/job.h"
#include "common/status.h"
#include "worker/engine/engine.h"
#include "worker/graph/check.h"
#include "worker/interleaver/interleaver.h"
#include "worker/lang/fiber.h"
#include "worker/models/model.h"
#include "worker/tokenizer/tokenizer.h"

namespace interloom::engine {

struct EngineShared {
  std::shared_ptr<const models::Model> model;
  std::shared_ptr<const tokenizer::Tokenizer> tokenizer;  // null: the directory has none
  interleaver::ExecutionOrder order;
  EngineOptions options;
};

// What the engine's thread keeps from job to job.
struct ThreadResources {
  lang::StackPool stacks;
  std::mt19937_64 seeds{std::random_device{}()};  // a random_device per job costs more than a small job
};

// Ends a job from any thread: between modules, inside client code, or before it starts. The first reason wins.
class JobControl {
 public:
  void cancel(Status reason);
  Status reason() const;  // OK: not cancelled
  interleaver::StopSignal& signal() { return signal_; }

  // The interpreter that runs for the job now, or null. Called by the engine's thread.
  void attach(lang::Interpreter* interp);

 private:
  mutable std::mutex mutex_;
  Status reason_;
  lang::Interpreter* interp_ = nullptr;
  interleaver::StopSignal signal_;
};

struct JobResult {
  Status status;  // kCancelled and kDeadlineExceeded: ended from outside
  Payload saved;
};

// Calls sink.started() first, log() and tokens() as they come, finished() never.
JobResult run_job(const EngineShared& shared, const graph::GraphTarget& target, ThreadResources& thread,
                  const JobRequest& request, JobControl& control);

// COMPLETED, FAILED, CANCELLED or TIMED_OUT.
JobState final_state(const Status& status, const Status& cancel_reason);

}  // namespace interloom::engine
