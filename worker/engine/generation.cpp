#include "worker/engine/generation.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace interloom::engine {
namespace {

constexpr double kFiltered = -std::numeric_limits<double>::infinity();
constexpr int64_t kDefaultMaxLength = 20;  // transformers' own: then it counts new tokens

// Each follows the class of transformers with its name.
at::Tensor repetition_penalty(double penalty, const at::Tensor& scores, const at::Tensor& ids, const at::Tensor& prompt_mask) {
  const int64_t vocab = scores.size(1);
  at::Tensor seen_ids = ids;
  if (prompt_mask.defined()) {
    // Padding does not count: its ids go to one column too many.
    const at::Tensor padding = prompt_mask.ne(0).to(at::kInt).argmax(1);
    const at::Tensor positions = at::arange(ids.size(1), ids.options());
    seen_ids = ids.masked_fill(positions.unsqueeze(0).lt(padding.unsqueeze(1)), vocab);
  }
  at::Tensor seen = at::zeros({scores.size(0), vocab + 1}, scores.options().dtype(at::kBool));
  seen.scatter_(1, seen_ids, true);
  const at::Tensor penalized = at::where(scores.lt(0), scores * penalty, scores / penalty);
  return at::where(seen.slice(1, 0, vocab), penalized, scores);
}

void suppress(const std::vector<int64_t>& ids, at::Tensor& scores) {
  for (int64_t id : ids) {
    if (id >= 0 && id < scores.size(1)) scores.select(1, id).fill_(kFiltered);
  }
}

at::Tensor keep_top_k(int64_t k, const at::Tensor& scores) {
  const at::Tensor top = std::get<0>(at::topk(scores, std::min(k, scores.size(1))));
  return scores.masked_fill(scores.lt(top.slice(1, top.size(1) - 1)), kFiltered);
}

at::Tensor keep_top_p(double p, const at::Tensor& scores) {
  auto [sorted, indices] = at::sort(scores, -1, /*descending=*/false);
  at::Tensor remove = sorted.softmax(-1).cumsum(-1).le(1 - p);
  remove.slice(1, remove.size(1) - 1).fill_(false);
  return scores.masked_fill(remove.scatter(1, indices, remove), kFiltered);
}

at::Tensor keep_min_p(double min_p, const at::Tensor& scores) {
  const at::Tensor probabilities = at::softmax(scores, -1);
  at::Tensor remove = probabilities.lt(probabilities.amax({-1}, true) * min_p);
  remove.scatter_(-1, std::get<1>(at::topk(probabilities, 1)), false);
  return scores.masked_fill(remove, kFiltered);
}

Status check_range(const char* name, double value, bool ok, const char* accepted) {
  return ok ? OkStatus() : invalid_argument("generation: ", name, " is ", value, ", it has to be ", accepted);
}

Status check_plan(const GenerationPlan& plan, int64_t vocab_size) {
  RETURN_IF_ERROR(check_range("temperature", plan.temperature,
                              !plan.do_sample || (plan.temperature > 0 && std::isfinite(plan.temperature)),
                              "above 0 (for greedy decoding set do_sample to false)"));
  RETURN_IF_ERROR(check_range("top_p", plan.top_p, plan.top_p >= 0 && plan.top_p <= 1, "between 0 and 1"));
  RETURN_IF_ERROR(check_range("min_p", plan.min_p.value_or(0), plan.min_p.value_or(0) >= 0 && plan.min_p.value_or(0) <= 1,
                              "between 0 and 1"));
  RETURN_IF_ERROR(check_range("top_k", static_cast<double>(plan.top_k), plan.top_k >= 0, "0 (off) or more"));
  RETURN_IF_ERROR(check_range("repetition_penalty", plan.repetition_penalty,
                              plan.repetition_penalty > 0 && std::isfinite(plan.repetition_penalty), "above 0"));
  RETURN_IF_ERROR(check_range("min_new_tokens", static_cast<double>(plan.min_new_tokens), plan.min_new_tokens >= 0, "0 or more"));
  return check_range("pad_token_id", static_cast<double>(plan.pad_token_id),
                     plan.pad_token_id >= 0 && plan.pad_token_id < vocab_size, "a token of the vocabulary");
}

}  // namespace

StatusOr<GenerationPlan> plan_generation(const GenerationOptions& options, const models::GenerationConfig& config,
                                         int64_t prompt_length, int64_t model_max_length, int64_t vocab_size,
                                         int64_t pad_token_id) {
  GenerationPlan plan;
  plan.prompt_length = prompt_length;
  plan.do_sample = options.do_sample.value_or(config.do_sample);
  plan.temperature = options.temperature.value_or(config.temperature);
  plan.top_p = options.top_p.value_or(config.top_p);
  plan.top_k = options.top_k.value_or(config.top_k);
  plan.min_p = options.min_p ? options.min_p : config.min_p;
  plan.repetition_penalty = options.repetition_penalty.value_or(config.repetition_penalty);
  plan.eos_token_ids = options.eos_token_ids.empty() ? config.eos_token_ids : options.eos_token_ids;
  plan.pad_token_id = options.pad_token_id.value_or(pad_token_id);

  const std::optional<int64_t> max_new = options.max_new_tokens ? options.max_new_tokens : config.max_new_tokens;
  if (max_new) {
    if (*max_new < 1) return invalid_argument("generation: max_new_tokens is ", *max_new, ", it has to be 1 or more");
    if (*max_new > model_max_length) {
      return invalid_argument("generation: max_new_tokens is ", *max_new, ", the model holds ", model_max_length, " positions");
    }
    plan.max_length = prompt_length + *max_new;
  } else if (options.max_length || config.max_length != kDefaultMaxLength) {
    plan.max_length = options.max_length.value_or(config.max_length);
    if (plan.max_length <= prompt_length) {
      return invalid_argument("generation: max_length is ", plan.max_length, ", the prompt alone has ", prompt_length, " tokens");
    }
  } else {
    plan.max_length = std::min(prompt_length + kDefaultMaxLength, std::max(model_max_length, prompt_length + 1));
  }
  const std::optional<int64_t> min_new = options.min_new_tokens ? options.min_new_tokens : config.min_new_tokens;
  plan.min_new_tokens = min_new.value_or(0);
  plan.min_length = options.min_length.value_or(config.min_length);
  if (plan.max_length - 1 > model_max_length) {
    return invalid_argument("generation: the prompt has ", prompt_length, " tokens and with up to ",
                            plan.max_length - prompt_length, " new ones exceeds the model's ", model_max_length, " positions");
  }
  RETURN_IF_ERROR(check_plan(plan, vocab_size));
  return plan;
}

at::Tensor process_logits(const GenerationPlan& plan, at::Tensor scores, const at::Tensor& ids, const at::Tensor& prompt_mask) {
  const int64_t length = ids.size(1);
  if (plan.repetition_penalty != 1.0) scores = repetition_penalty(plan.repetition_penalty, scores, ids, prompt_mask);
  if (length < plan.min_length || length - plan.prompt_length < plan.min_new_tokens) {
    scores = scores.clone();
    suppress(plan.eos_token_ids, scores);
  }
  if (!plan.do_sample) return scores;
  if (plan.temperature != 1.0) scores = scores / plan.temperature;
  if (plan.top_k != 0) scores = keep_top_k(plan.top_k, scores);
  if (plan.top_p < 1.0) scores = keep_top_p(plan.top_p, scores);
  if (plan.min_p) scores = keep_min_p(*plan.min_p, scores);
  return scores;
}

at::Tensor choose_tokens(const GenerationPlan& plan, const at::Tensor& scores, at::Generator& generator) {
  if (!plan.do_sample) return scores.argmax(-1);
  return at::multinomial(at::softmax(scores, -1), 1, false, generator).squeeze(1);
}

}  // namespace interloom::engine
