// Arguments that decoder layers and their attention take, whatever the family.
#pragma once

#include <ATen/core/Tensor.h>

#include "worker/models/causal_lm.h"
#include "worker/models/rope.h"

namespace interloom::models {

struct DecoderArgs {
  at::Tensor hidden, mask, position_ids;  // [batch, seq, hidden]; bool [batch, 1, seq, keys] or undefined; [1 or batch, seq]
  bool use_cache = true;
  RotaryAngles angles;  // of families that rotate
};

inline IoValue cache_if(bool used) { return used ? CacheUse::cache() : IoValue(); }

// Attention returns (hidden, None): weights are not kept by the sdpa path.
struct AttentionOut {
  at::Tensor hidden;
};
inline IoValue pack_attention(const at::Tensor& hidden) { return IoValue::tuple({hidden, IoValue()}); }
inline AttentionOut unpack_attention(const IoValue& value, const std::string& path) {
  return {output_tensor(output_tuple(value, 2, path).items[0], path)};
}

// Keys and values of a layer [batch, kv_heads, seq, dim], with those that passed before them.
inline std::pair<at::Tensor, at::Tensor> with_past(Pass& pass, int64_t layer, at::Tensor k, at::Tensor v) {
  if (LayerKvCache* cache = pass.cache()) return cache->append(layer, k, v);
  return {std::move(k), std::move(v)};
}

}  // namespace interloom::models
