#include "worker/engine/job_run.h"

#include <ATen/ATen.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "worker/engine/batch.h"
#include "worker/engine/generate_loop.h"
#include "worker/engine/generation.h"
#include "worker/engine/saves.h"
#include "worker/engine/tokenizer_functions.h"
#include "worker/graph/compile.h"
#include "worker/graph/runtime.h"
#include "worker/lang/torch/convert.h"

namespace interloom::engine {
namespace {

using Clock = std::chrono::steady_clock;

uint64_t clamp_budget(uint64_t asked, uint64_t standard, uint64_t most) { return std::min(asked == 0 ? standard : asked, most); }

uint64_t run_timeout_ms(const EngineOptions& options, const JobSpec& spec) {
  return clamp_budget(spec.run_timeout_ms, options.default_run_timeout_ms, options.max_run_timeout_ms);
}

lang::Budget make_budget(const EngineOptions& options, const JobSpec& spec) {
  const JobBudget& standard = options.default_budget;
  const JobBudget& most = options.max_budget;
  lang::Budget budget;
  budget.max_steps = clamp_budget(spec.budget.max_steps, standard.max_steps, most.max_steps);
  budget.max_bytes = std::min(clamp_budget(spec.budget.max_bytes, standard.max_bytes, most.max_bytes), lang::Heap::kMaxQuota);
  budget.max_output_bytes = clamp_budget(spec.budget.max_output_bytes, standard.max_output_bytes, most.max_output_bytes);
  budget.deadline = Clock::now() + std::chrono::milliseconds(run_timeout_ms(options, spec));
  return budget;
}

// Members in the order in which they depend on each other: destroyed last to first.
class Run {
 public:
  Run(const EngineShared& shared, const graph::GraphTarget& target, ThreadResources& thread, const JobRequest& request,
      JobControl& control)
      : shared_(shared),
        target_(target),
        thread_(thread),
        spec_(request.spec),
        request_(request),
        control_(control),
        interp_(interpreter_options(shared, thread, request)),
        torch_(interp_, seed(thread, request.spec)) {
    control_.signal().deadline = interp_.budget().deadline;
    control_.attach(&interp_);
  }
  ~Run() { control_.attach(nullptr); }

  JobResult run() {
    JobResult result;
    Status error = guarded([this] { return prepare(); });
    if (error.ok()) error = guarded([this] { return execute(); });
    if (interleaver_ && interleaver_->failure()) error = graph::GraphRuntime::describe(*interleaver_->failure());
    if (error.ok()) error = outside_reason();
    if (!installed_) {
      result.status = std::move(error);
      return result;
    }
    Status save_error;
    const Generated generated = plan_ ? passes_->generated() : Generated{};
    Status collected = guarded([&] {
      result.saved = collect_saves(torch_, runtime_->saves(), plan_ ? &generated : nullptr, &save_error);
      return OkStatus();
    });
    if (error.ok()) error = save_error.ok() ? collected : save_error;
    result.status = std::move(error);
    return result;
  }

 private:
  static lang::InterpreterOptions interpreter_options(const EngineShared& shared, ThreadResources& thread,
                                                      const JobRequest& request) {
    lang::InterpreterOptions options;
    options.budget = make_budget(shared.options, request.spec);
    options.hash_seed = thread.seeds();
    options.output = [sink = request.sink.get()](std::string_view text) { sink->log(std::string(text)); };
    return options;
  }
  static uint64_t seed(ThreadResources& thread, const JobSpec& spec) {
    return spec.graph.generate && spec.graph.generate->seed ? *spec.graph.generate->seed : thread.seeds();
  }

  // Torch and the heap throw where they have no other way out.
  template <class Body>
  Status guarded(Body body) {
    try {
      return body();
    } catch (const lang::BudgetStop&) {
      return make_status(StatusCode::kResourceExhausted, "memory budget of ", interp_.heap().quota(), " bytes exceeded");
    } catch (const c10::Error& error) {
      return internal_error("torch: ", error.what_without_backtrace());
    } catch (const std::bad_alloc&) {
      return make_status(StatusCode::kResourceExhausted, "the worker is out of memory");
    }
  }

  Status prepare() {
    install_tokenizer_functions(interp_, shared_.tokenizer);
    ASSIGN_OR_RETURN(program_, graph::compile_graph(spec_.graph, target_, interp_));
    ASSIGN_OR_RETURN(std::vector<at::Tensor> tensors, fetch_tensors());
    const models::Model& model = *shared_.model;
    const int64_t pad_id =
        padding_id(model.generation_config(), shared_.tokenizer ? shared_.tokenizer->special() : tokenizer::SpecialTokens{});
    ASSIGN_OR_RETURN(batch_, make_batch(spec_.graph, shared_.tokenizer.get(), model, pad_id));
    if (spec_.graph.generate) {
      ASSIGN_OR_RETURN(plan_, plan_generation(*spec_.graph.generate, model.generation_config(), batch_.length,
                                              model.info().max_length, model.vocab_size(), pad_id));
    }
    interleaver_.emplace(interleaver::Interleaver::Setup{interp_, model.info(), shared_.order, thread_.stacks, &control_.signal(),
                                                         batch_.row_count, batch_.narrow});
    runtime_.emplace(program_, model, torch_, *interleaver_, std::move(tensors));
    RETURN_IF_ERROR(runtime_->install(batch_.rows));
    passes_.emplace(Passes::Setup{shared_, batch_, *interleaver_, torch_, program_.has_hooks,
                                  spec_.stream_tokens && plan_ ? request_.sink.get() : nullptr});
    installed_ = true;
    return outside_reason();
  }

  StatusOr<std::vector<at::Tensor>> fetch_tensors() {
    std::vector<at::Tensor> tensors;
    for (size_t i = 0; i < spec_.graph.tensors.size(); ++i) {
      const GraphTensor& constant = spec_.graph.tensors[i];
      const std::string label = str_cat("tensor ", i);
      StatusOr<HostTensor> host = constant.inline_tensor ? StatusOr<HostTensor>(*constant.inline_tensor)
                                  : request_.fetch_part  ? request_.fetch_part(constant)
                                                         : StatusOr<HostTensor>(invalid_argument("its part is not here"));
      if (!host.ok()) return annotate(host.status(), label);
      StatusOr<at::Tensor> tensor = lang_torch::from_host_tensor(*std::move(host), lang_torch::HostOwnership::kShared, &torch_);
      if (!tensor.ok()) return annotate(tensor.status(), label);
      tensors.push_back(*std::move(tensor));
    }
    return tensors;
  }

  Status execute() {
    interleaver_->start();
    if (interleaver_->ended()) return OkStatus();
    if (plan_) {
      RETURN_IF_ERROR(passes_->generate(*plan_));
    } else if (batch_.row_count > 0) {
      RETURN_IF_ERROR(passes_->trace());
    }
    if (!interleaver_->ended() && outside_reason().ok()) interleaver_->finish();
    return OkStatus();
  }

  // Why the job has been ended from outside; OK when it has not.
  Status outside_reason() const {
    Status reason = control_.reason();
    if (!reason.ok() || !control_.signal().raised()) return reason;
    return make_status(StatusCode::kDeadlineExceeded, "the job ran longer than ", run_timeout_ms(shared_.options, spec_), " ms");
  }

  const EngineShared& shared_;
  const graph::GraphTarget& target_;
  ThreadResources& thread_;
  const JobSpec& spec_;
  const JobRequest& request_;
  JobControl& control_;
  lang::Interpreter interp_;
  lang_torch::TorchJob torch_;
  graph::Program program_;
  Batch batch_;
  std::optional<GenerationPlan> plan_;
  std::optional<interleaver::Interleaver> interleaver_;
  std::optional<graph::GraphRuntime> runtime_;
  std::optional<Passes> passes_;
  bool installed_ = false;
};

}  // namespace

void JobControl::cancel(Status reason) {
  const std::lock_guard lock(mutex_);
  if (!reason_.ok()) return;
  reason_ = std::move(reason);
  signal_.requested.store(true, std::memory_order_relaxed);
  if (interp_) interp_->request_stop(reason_);
}

Status JobControl::reason() const {
  const std::lock_guard lock(mutex_);
  return reason_;
}

void JobControl::attach(lang::Interpreter* interp) {
  const std::lock_guard lock(mutex_);
  interp_ = interp;
  if (interp_ && !reason_.ok()) interp_->request_stop(reason_);
}

JobResult run_job(const EngineShared& shared, const graph::GraphTarget& target, ThreadResources& thread,
                  const JobRequest& request, JobControl& control) {
  request.sink->started();
  return Run(shared, target, thread, request, control).run();
}

JobState final_state(const Status& status, const Status& cancel_reason) {
  if (status.ok()) return JobState::kCompleted;
  if (status.code() == StatusCode::kCancelled && !cancel_reason.ok()) return JobState::kCancelled;
  if (status.code() == StatusCode::kDeadlineExceeded) return JobState::kTimedOut;
  return JobState::kFailed;
}

}  // namespace interloom::engine
