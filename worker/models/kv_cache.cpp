#include "worker/models/kv_cache.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>

namespace interloom::models {

LayerKvCache::LayerKvCache(int64_t layers, int64_t kv_heads, int64_t head_dim, at::TensorOptions options)
    : layers_(static_cast<size_t>(layers)), kv_heads_(kv_heads), head_dim_(head_dim), options_(options) {}

void LayerKvCache::grow(Layer& layer, int64_t batch, int64_t needed) {
  constexpr int64_t kFirst = 64;
  if (layer.k.defined() && layer.k.size(2) >= needed) return;
  const int64_t capacity = std::max({needed, kFirst, layer.k.defined() ? 2 * layer.k.size(2) : 0});
  for (at::Tensor* t : {&layer.k, &layer.v}) {
    at::Tensor larger = at::empty({batch, kv_heads_, capacity, head_dim_}, options_);
    if (t->defined()) larger.narrow(2, 0, layer.length).copy_(t->narrow(2, 0, layer.length));
    *t = std::move(larger);
  }
}

void LayerKvCache::begin() {
  for (Layer& layer : layers_) layer.pending = 0;
}

void LayerKvCache::advance(int64_t seq) {
  length_ += seq;
  for (Layer& layer : layers_) layer.length += std::exchange(layer.pending, 0);
}

std::pair<at::Tensor, at::Tensor> LayerKvCache::append(int64_t index, const at::Tensor& k, const at::Tensor& v) {
  Layer& layer = layers_.at(static_cast<size_t>(index));
  TORCH_CHECK(k.dim() == 4 && k.sizes() == v.sizes() && k.size(1) == kv_heads_ && k.size(3) == head_dim_ &&
                  (layer.length == 0 || k.size(0) == layer.k.size(0)),
              "the KV cache of layer ", index, " does not take keys of shape ", k.sizes());
  if (layer.length == 0 && layer.k.defined() && layer.k.size(0) != k.size(0)) layer = {};
  const int64_t seq = k.size(2), end = layer.length + seq;
  const bool recorded = at::GradMode::is_enabled() && (k.requires_grad() || v.requires_grad());
  std::pair<at::Tensor, at::Tensor> all;
  if (recorded && layer.length > 0)
    all = {at::cat({layer.k.narrow(2, 0, layer.length), k}, 2), at::cat({layer.v.narrow(2, 0, layer.length), v}, 2)};
  else if (recorded)
    all = {k, v};
  {
    // Normal tensors, whatever mode the pass runs in: the next pass may run in another.
    const c10::InferenceMode normal(false);
    const at::NoGradGuard no_grad;
    grow(layer, k.size(0), end);
    layer.k.narrow(2, layer.length, seq).copy_(k);
    layer.v.narrow(2, layer.length, seq).copy_(v);
  }
  layer.pending = seq;
  if (recorded) return all;
  return {layer.k.narrow(2, 0, end), layer.v.narrow(2, 0, end)};
}

}  // namespace interloom::models
