// A batch: the rows of all invokes of a job as the model takes them, left-padded as transformers pads for generation.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "common/graph.h"
#include "common/status.h"
#include "worker/interleaver/rows.h"
#include "worker/models/model.h"
#include "worker/tokenizer/tokenizer.h"

namespace interloom::engine {

inline constexpr int64_t kMaxBatchRows = 4096;

struct Batch {
  at::Tensor input_ids;                 // [rows, length] int64; undefined: the graph has no rows
  at::Tensor attention_mask;            // [rows, length]; undefined: no padding
  std::vector<interleaver::Rows> rows;  // of each invoke
  int64_t row_count = 0;
  int64_t length = 0;
  bool narrow = false;  // two or more invokes have rows
};

// The id that padding and finished rows get: the generation config's, the tokenizer's, an end-of-text id, or 0.
int64_t padding_id(const models::GenerationConfig& config, const tokenizer::SpecialTokens& special);

// Tokenizes prompts and pads on the left. kInvalidArgument names the invoke and the row: not UTF-8, no tokens, an id outside the
// vocabulary, longer than the model's positions. `tokenizer` may be null when no invoke has prompts.
StatusOr<Batch> make_batch(const Graph& graph, const tokenizer::Tokenizer* tokenizer, const models::Model& model, int64_t pad_id);

}  // namespace interloom::engine
