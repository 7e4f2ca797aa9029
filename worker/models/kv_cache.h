// The KvCache of models with one key and one value tensor a layer, [batch, kv_heads, capacity, head_dim].
//
// A pass appends layer by layer and advances at its end: a pass that was stopped leaves the length as it was. A layer that
// a hook skipped keeps fewer positions than the rest, as in transformers: nothing unwritten is ever read. Capacity doubles,
// so that a decode step copies nothing. One pass at a time.
#pragma once

#include <ATen/core/Tensor.h>

#include <utility>
#include <vector>

#include "worker/models/model.h"

namespace interloom::models {

class LayerKvCache final : public KvCache {
 public:
  LayerKvCache(int64_t layers, int64_t kv_heads, int64_t head_dim, at::TensorOptions options);

  int64_t length() const override { return length_; }

  // A pass begins: what an earlier one left unfinished is forgotten.
  void begin();

  // Adds k and v [batch, kv_heads, seq, head_dim] after the positions of this layer and returns all of them, as
  // views; as new tensors that carry the gradient when autograd records. Throws c10::Error when a shape does not fit.
  std::pair<at::Tensor, at::Tensor> append(int64_t layer, const at::Tensor& k, const at::Tensor& v);

  // The pass is through: its `seq` positions are now past.
  void advance(int64_t seq);

 private:
  struct Layer {
    at::Tensor k, v;
    int64_t length = 0;   // positions of finished passes
    int64_t pending = 0;  // of the pass that runs
  };
  void grow(Layer& layer, int64_t batch, int64_t needed);

  std::vector<Layer> layers_;
  int64_t kv_heads_, head_dim_, length_ = 0;
  at::TensorOptions options_;
};

}  // namespace interloom::models
