// Generation as transformers' generate() does it: options resolved over the model's configuration, logits processed in
// transformers' order, a token chosen for every row. Reference: transformers 5.x, GenerationMixin._sample.
//
// With the same seed sampling draws the same tokens as transformers after torch.manual_seed(seed). One thread.
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "common/graph.h"
#include "common/status.h"
#include "worker/models/model.h"

namespace interloom::engine {

// What one generation follows, nothing left open.
struct GenerationPlan {
  int64_t prompt_length = 0;
  int64_t max_length = 0;  // prompt included
  int64_t min_length = 0;
  int64_t min_new_tokens = 0;
  bool do_sample = false;
  double temperature = 1.0, top_p = 1.0, repetition_penalty = 1.0;
  int64_t top_k = 0;  // 0: off
  std::optional<double> min_p;
  std::vector<int64_t> eos_token_ids;
  int64_t pad_token_id = 0;
};

// kInvalidArgument names the option, its value and what is accepted.
StatusOr<GenerationPlan> plan_generation(const GenerationOptions& options, const models::GenerationConfig& config,
                                         int64_t prompt_length, int64_t model_max_length, int64_t vocab_size,
                                         int64_t pad_token_id);

// Logits of the last position, processed. scores: [batch, vocab] float32; ids: [batch, length so far]; prompt_mask: [batch,
// prompt] or undefined. Returns scores, or a new tensor.
at::Tensor process_logits(const GenerationPlan& plan, at::Tensor scores, const at::Tensor& ids, const at::Tensor& prompt_mask);

// The next token of each row [batch]: argmax, or drawn from `generator`.
at::Tensor choose_tokens(const GenerationPlan& plan, const at::Tensor& scores, at::Generator& generator);

}  // namespace interloom::engine
