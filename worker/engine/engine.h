// The engine: owns one hosted model and runs jobs on it.
//
// One engine thread a model runs the jobs; submit() and cancel() may be called from any thread. A job's spec is
// validated whole before it runs. No torch in this header: the link to the gateway includes it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/job.h"
#include "common/model_info.h"
#include "common/status.h"

namespace interloom::engine {

struct EngineOptions {
  std::string name;       // the model's name as hosted
  std::string directory;  // Hugging Face directory
  std::string dtype;      // "": the checkpoint's own
  std::string device = "cpu";
  int threads = 0;  // intra-op; 0: all cores
  JobBudget default_budget{50'000'000, 4ull << 30, 1 << 20};
  JobBudget max_budget{2'000'000'000, 16ull << 30, 64 << 20};
  uint64_t default_run_timeout_ms = 600'000;
  uint64_t max_run_timeout_ms = 3'600'000;
};

// Where a job's events go. All calls come from the engine's thread, finished() exactly once and last.
class JobSink {
 public:
  virtual ~JobSink() = default;
  virtual void started() = 0;
  virtual void log(std::string text) = 0;
  virtual void tokens(TokensEvent event) = 0;
  // `state` is COMPLETED, FAILED, CANCELLED or TIMED_OUT; what had been saved comes along also when it failed. The tensors
  // share memory with nothing that lives on.
  virtual void finished(JobState state, Status status, Payload saved) = 0;
};

struct JobRequest {
  std::string job_id;
  JobSpec spec;
  // The raw tensor of a GraphTensor that names a part; called on the engine's thread while the job starts.
  std::function<StatusOr<HostTensor>(const GraphTensor&)> fetch_part;
  std::unique_ptr<JobSink> sink;
};

class Engine {
 public:
  virtual ~Engine() = default;  // cancels what runs, joins the thread
  virtual const ModelInfo& info() const = 0;
  virtual void submit(JobRequest request) = 0;
  // kCancelled or kDeadlineExceeded as reason; unknown and finished jobs are ignored.
  virtual void cancel(const std::string& job_id, Status reason) = 0;
};

// Loads the model and its tokenizer and starts the thread.
StatusOr<std::unique_ptr<Engine>> make_engine(const EngineOptions& options);

}  // namespace interloom::engine
