// The leaf modules that families share: torch.nn's and transformers' small ones. Immutable once built; any thread.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>

#include "worker/models/builder.h"
#include "worker/models/pass.h"

namespace interloom::models {

// nn.Linear.
class Linear final : public TensorModule<Linear> {
 public:
  void build(const Builder& parent, const std::string& name, int64_t in, int64_t out, bool bias);
  // Over another module's weight (a tied head).
  void build_tied(const Builder& parent, const std::string& name, const at::Tensor& weight);
  at::Tensor forward(Pass& pass, const at::Tensor& x) const;
  std::string takes() const override { return takes_last(weight_.size(1)); }

 private:
  at::Tensor weight_, bias_;  // [out, in], [out] or undefined
};

// transformers' Conv1D: a Linear whose stored weight is [in, out]; here it is turned once, when it is loaded.
class Conv1D final : public TensorModule<Conv1D> {
 public:
  Conv1D() : TensorModule("x") {}
  void build(const Builder& parent, const std::string& name, int64_t nf, int64_t nx);
  at::Tensor forward(Pass& pass, const at::Tensor& x) const;
  std::string takes() const override { return takes_last(weight_.size(1)); }

 private:
  at::Tensor weight_, bias_;  // [nf, nx], [nf]
};

// nn.Embedding. Ids that come from a hook or a side call are checked.
class Embedding final : public TensorModule<Embedding> {
 public:
  void build(const Builder& parent, const std::string& name, int64_t count, int64_t size,
             std::optional<int64_t> padding_idx = {});
  at::Tensor forward(Pass& pass, const at::Tensor& ids) const;
  at::Tensor unpack_args(const IoInputs& inputs) const;
  std::string takes() const override { return "(input: Tensor of token ids below " + std::to_string(weight_.size(0)) + ")"; }
  const at::Tensor& weight() const { return weight_; }

 private:
  at::Tensor weight_;  // [count, size]
};

// nn.LayerNorm over the last dimension.
class LayerNorm final : public TensorModule<LayerNorm> {
 public:
  void build(const Builder& parent, const std::string& name, int64_t size, double eps);
  at::Tensor forward(Pass& pass, const at::Tensor& x) const;
  std::string takes() const override { return takes_last(weight_.size(0)); }

 private:
  at::Tensor weight_, bias_;  // [size]
  double eps_ = 0;
};

// LlamaRMSNorm and its likes.
class RmsNorm final : public TensorModule<RmsNorm> {
 public:
  RmsNorm() : TensorModule("hidden_states") {}
  void build(const Builder& parent, const std::string& name, const std::string& class_name, int64_t size, double eps);
  at::Tensor forward(Pass& pass, const at::Tensor& x) const;
  std::string takes() const override { return takes_last(weight_.size(0)); }

 private:
  at::Tensor weight_;  // [size]
  double eps_ = 0;
};

// nn.Dropout in evaluation: gives back its input, the same tensor. `p` is the rate as Python prints it.
class Dropout final : public TensorModule<Dropout> {
 public:
  void build(const Builder& parent, const std::string& name, const std::string& p);
  void build_uncalled(const Builder& parent, const std::string& name, const std::string& p);
  at::Tensor forward(Pass& pass, const at::Tensor& x) const { return x; }
  std::string takes() const override { return "(input: Tensor)"; }
};

// An activation of transformers' ACT2FN.
class Activation final : public TensorModule<Activation> {
 public:
  enum class Kind : uint8_t { kGelu, kGeluTanh, kQuickGelu, kRelu, kRelu2, kRelu6, kSilu, kTanh, kSigmoid, kMish, kLinear };
  // kUnimplemented names an activation that is not handled.
  static Status check(const std::string& function);
  // REQUIRES: check(function) is ok.
  void build(const Builder& parent, const std::string& name, const std::string& function);
  at::Tensor forward(Pass& pass, const at::Tensor& x) const;
  std::string takes() const override { return "(input: Tensor)"; }
  Kind kind() const { return kind_; }

 private:
  Kind kind_ = Kind::kLinear;
};

}  // namespace interloom::models
