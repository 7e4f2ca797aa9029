#include "worker/engine/engine.h"

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "worker/engine/job_run.h"
#include "worker/engine/model_engine.h"
#include "worker/lang/torch/quota_allocator.h"

namespace interloom::engine {
namespace {

class ModelEngine final : public Engine {
 public:
  explicit ModelEngine(EngineShared shared)
      : shared_(std::move(shared)), target_(shared_.model->info(), shared_.order), thread_([this] { serve(); }) {}

  ~ModelEngine() override {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
      for (auto& [id, control] : controls_) control->cancel(make_status(StatusCode::kCancelled, "the worker is shutting down"));
    }
    wake_.notify_all();
    thread_.join();
  }

  const ModelInfo& info() const override { return shared_.model->info(); }

  void submit(JobRequest request) override {
    {
      const std::lock_guard lock(mutex_);
      auto control = std::make_shared<JobControl>();
      if (closing_) control->cancel(make_status(StatusCode::kCancelled, "the worker is shutting down"));
      controls_[request.job_id] = control;
      queue_.push_back({std::move(request), std::move(control)});
    }
    wake_.notify_one();
  }

  void cancel(const std::string& job_id, Status reason) override {
    const std::lock_guard lock(mutex_);
    const auto found = controls_.find(job_id);
    if (found != controls_.end()) found->second->cancel(std::move(reason));
  }

 private:
  struct Queued {
    JobRequest request;
    std::shared_ptr<JobControl> control;
  };

  // Runs jobs one after another until the engine closes and the queue is empty: each gets its finished().
  void serve() {
    if (shared_.options.threads > 0) at::set_num_threads(shared_.options.threads);
    c10::InferenceMode inference;
    for (;;) {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return closing_ || !queue_.empty(); });
      if (queue_.empty()) return;
      Queued job = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      run(job);
    }
  }

  void run(Queued& job) {
    JobResult result;
    result.status = job.control->reason();
    if (result.status.ok()) result = run_job(shared_, target_, resources_, job.request, *job.control);
    {
      const std::lock_guard lock(mutex_);
      const auto found = controls_.find(job.request.job_id);
      if (found != controls_.end() && found->second == job.control) controls_.erase(found);
    }
    const JobState state = final_state(result.status, job.control->reason());
    job.request.sink->finished(state, std::move(result.status), std::move(result.saved));
  }

  const EngineShared shared_;
  const graph::GraphTarget target_;
  ThreadResources resources_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Queued> queue_;
  std::map<std::string, std::shared_ptr<JobControl>> controls_;  // of jobs that have not finished
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace

StatusOr<std::unique_ptr<Engine>> make_engine_of(std::shared_ptr<const models::Model> model,
                                                 std::shared_ptr<const tokenizer::Tokenizer> tokenizer,
                                                 const EngineOptions& options) {
  EngineShared shared;
  ASSIGN_OR_RETURN(shared.order, interleaver::ExecutionOrder::learn(*model));
  shared.model = std::move(model);
  shared.tokenizer = std::move(tokenizer);
  shared.options = options;
  return std::unique_ptr<Engine>(std::make_unique<ModelEngine>(std::move(shared)));
}

StatusOr<std::unique_ptr<Engine>> make_engine(const EngineOptions& options) {
  lang_torch::install_quota_allocator();
  models::LoadOptions load;
  load.name = options.name;
  load.device = options.device;
  if (!options.dtype.empty()) {
    load.dtype = dtype_from_name(options.dtype);
    if (load.dtype == DType::kInvalid) return invalid_argument("model '", options.name, "': '", options.dtype, "' is no dtype");
  }
  ASSIGN_OR_RETURN(std::shared_ptr<const models::Model> model, models::load_model(options.directory, load));
  StatusOr<std::shared_ptr<const tokenizer::Tokenizer>> tokenizer = tokenizer::load_tokenizer(options.directory);
  if (!tokenizer.ok() && tokenizer.status().code() != StatusCode::kNotFound) return tokenizer.status();
  return make_engine_of(std::move(model), tokenizer.ok() ? *std::move(tokenizer) : nullptr, options);
}

}  // namespace interloom::engine
