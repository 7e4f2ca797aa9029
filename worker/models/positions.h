// What a pass derives from its attention mask, as transformers does. Any thread. Throws c10::Error.
#pragma once

#include <ATen/core/Tensor.h>

namespace interloom::models {

// True when a token of the mask [batch, positions] is masked. REQUIRES: defined.
bool has_padding(const at::Tensor& attention_mask);

// Positions of the last `seq` tokens as generate computes them: [batch, seq], counted from the first token that is
// no padding (padding itself: 0); undefined mask: `past` onwards for each of `batch` rows.
at::Tensor generation_positions(const at::Tensor& attention_mask, int64_t batch, int64_t seq, int64_t past, at::Device device);

// [1, seq]: past, past + 1, …
at::Tensor plain_positions(int64_t seq, int64_t past, at::Device device);

// Who may see whom: bool [batch, 1, seq, past + seq]; undefined where sdpa's own causal rule says the same. A mask that
// has four dimensions is taken as it is.
at::Tensor causal_mask(const at::Tensor& attention_mask, int64_t batch, int64_t seq, int64_t past, at::Device device);

}  // namespace interloom::models
