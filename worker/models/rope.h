// Rotary positions: the frequencies that a configuration asks for, and the module that turns positions into angles.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <utility>

#include "worker/models/builder.h"
#include "worker/models/config.h"
#include "worker/models/pass.h"

namespace interloom::models {

// rope_parameters, or rope_scaling with rope_theta, as older files have them; transformers' default, linear and llama3.
// Errors go to the config: kUnimplemented names another type or key.
at::Tensor rope_frequencies(Config& config, int64_t head_dim);  // [head_dim / 2] float32

struct RotaryArgs {
  at::Tensor x, position_ids;
};  // x: for its dtype; position_ids [1 or batch, seq]
struct RotaryAngles {
  at::Tensor cos, sin;
};  // [1 or batch, seq, head_dim], of x's dtype, new in every pass

class RotaryEmbedding final : public Module<RotaryEmbedding, RotaryArgs, RotaryAngles> {
 public:
  void build(const Builder& parent, const std::string& name, const std::string& class_name, at::Tensor frequencies);
  RotaryAngles forward(Pass& pass, const RotaryArgs& args) const;
  IoInputs pack_args(const RotaryArgs& args) const;
  RotaryArgs unpack_args(const IoInputs& inputs) const;
  IoValue pack(RotaryAngles out) const { return IoValue::tuple({out.cos, out.sin}); }
  RotaryAngles unpack(const IoValue& value) const;
  std::string takes() const override { return "(x: Tensor, position_ids: Tensor[batch, seq])"; }

 private:
  at::Tensor frequencies_;
};

}  // namespace interloom::models
