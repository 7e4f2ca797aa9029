#include "worker/models/layers.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "worker/models/config.h"
#include "worker/models/ops.h"

namespace interloom::models {

void Linear::build(const Builder& parent, const std::string& name, int64_t in, int64_t out, bool bias) {
  const Builder self = parent.child(name, *this, "Linear",
                                    str_cat("in_features=", in, ", out_features=", out, ", bias=", bias ? "True" : "False"));
  weight_ = self.weight("weight", {out, in});
  if (bias) bias_ = self.weight("bias", {out});
}

void Linear::build_tied(const Builder& parent, const std::string& name, const at::Tensor& weight) {
  if (!weight.defined()) return;  // an error is already noted
  parent.child(name, *this, "Linear", str_cat("in_features=", weight.size(1), ", out_features=", weight.size(0), ", bias=False"));
  weight_ = weight;
}

at::Tensor Linear::forward(Pass&, const at::Tensor& x) const { return linear(x, weight_, bias_); }

void Conv1D::build(const Builder& parent, const std::string& name, int64_t nf, int64_t nx) {
  const Builder self = parent.child(name, *this, "Conv1D", str_cat("nf=", nf, ", nx=", nx));
  weight_ = self.weights().take_transposed(self.path() + ".weight", {nx, nf});
  bias_ = self.weight("bias", {nf});
}

at::Tensor Conv1D::forward(Pass&, const at::Tensor& x) const { return linear(x, weight_, bias_); }

void Embedding::build(const Builder& parent, const std::string& name, int64_t count, int64_t size,
                      std::optional<int64_t> padding_idx) {
  const std::string padding = padding_idx ? str_cat(", padding_idx=", *padding_idx) : "";
  weight_ = parent.child(name, *this, "Embedding", str_cat(count, ", ", size, padding)).weight("weight", {count, size});
}

at::Tensor Embedding::forward(Pass&, const at::Tensor& ids) const { return at::embedding(weight_, ids); }

at::Tensor Embedding::unpack_args(const IoInputs& inputs) const {
  at::Tensor ids = TensorModule::unpack_args(inputs);
  TORCH_CHECK(ids.scalar_type() == at::kLong || ids.scalar_type() == at::kInt, path, ": ids must be int64 or int32, not ",
              ids.scalar_type());
  if (ids.numel() > 0) {
    const auto [low, high] = at::aminmax(ids);
    TORCH_CHECK_INDEX(low.item<int64_t>() >= 0 && high.item<int64_t>() < weight_.size(0), path, ": ids reach from ",
                      low.item<int64_t>(), " to ", high.item<int64_t>(), ", it has ", weight_.size(0), " rows");
  }
  return ids;
}

void LayerNorm::build(const Builder& parent, const std::string& name, int64_t size, double eps) {
  const Builder self =
      parent.child(name, *this, "LayerNorm", str_cat("(", size, ",), eps=", python_float(eps), ", elementwise_affine=True"));
  weight_ = self.weight("weight", {size});
  bias_ = self.weight("bias", {size});
  eps_ = eps;
}

at::Tensor LayerNorm::forward(Pass&, const at::Tensor& x) const {
  return std::get<0>(at::native_layer_norm(x, weight_.sizes(), weight_, bias_, eps_));
}

void RmsNorm::build(const Builder& parent, const std::string& name, const std::string& class_name, int64_t size, double eps) {
  weight_ = parent.child(name, *this, class_name, str_cat("(", size, ",), eps=", python_float(eps))).weight("weight", {size});
  eps_ = eps;
}

at::Tensor RmsNorm::forward(Pass&, const at::Tensor& x) const { return rms_norm(x, weight_, eps_); }

namespace {
std::string dropout_extra(const std::string& p) { return "p=" + p + ", inplace=False"; }
}  // namespace

void Dropout::build(const Builder& parent, const std::string& name, const std::string& p) {
  parent.child(name, *this, "Dropout", dropout_extra(p));
}
void Dropout::build_uncalled(const Builder& parent, const std::string& name, const std::string& p) {
  parent.uncalled(name, *this, "Dropout", dropout_extra(p));
}

namespace {

struct NamedActivation {
  const char *name, *class_name;
  Activation::Kind kind;
};
using Kind = Activation::Kind;
constexpr NamedActivation kActivations[] = {
    {"gelu", "GELUActivation", Kind::kGelu},
    {"gelu_python", "GELUActivation", Kind::kGelu},
    {"gelu_new", "NewGELUActivation", Kind::kGeluTanh},
    {"gelu_pytorch_tanh", "GELUTanh", Kind::kGeluTanh},
    {"gelu_python_tanh", "GELUTanh", Kind::kGeluTanh},
    {"gelu_fast", "FastGELUActivation", Kind::kGeluTanh},
    {"gelu_accurate", "AccurateGELUActivation", Kind::kGeluTanh},
    {"quick_gelu", "QuickGELUActivation", Kind::kQuickGelu},
    {"relu", "ReLU", Kind::kRelu},
    {"relu2", "ReLUSquaredActivation", Kind::kRelu2},
    {"relu6", "ReLU6", Kind::kRelu6},
    {"silu", "SiLUActivation", Kind::kSilu},
    {"swish", "SiLU", Kind::kSilu},
    {"tanh", "Tanh", Kind::kTanh},
    {"sigmoid", "Sigmoid", Kind::kSigmoid},
    {"mish", "MishActivation", Kind::kMish},
    {"linear", "LinearActivation", Kind::kLinear},
};

const NamedActivation* find_activation(const std::string& function) {
  for (const NamedActivation& activation : kActivations)
    if (function == activation.name) return &activation;
  return nullptr;
}

}  // namespace

Status Activation::check(const std::string& function) {
  if (find_activation(function)) return OkStatus();
  std::vector<std::string> names;
  for (const NamedActivation& activation : kActivations) names.emplace_back(activation.name);
  return make_status(StatusCode::kUnimplemented, "config.json: activation '", function, "' is not handled",
                     did_you_mean(function, names));
}

void Activation::build(const Builder& parent, const std::string& name, const std::string& function) {
  const NamedActivation& found = *find_activation(function);
  kind_ = found.kind;
  parent.child(name, *this, found.class_name);
}

at::Tensor Activation::forward(Pass&, const at::Tensor& x) const {
  switch (kind_) {
    case Kind::kGelu:
      return at::gelu(x);
    case Kind::kGeluTanh:
      return at::gelu(x, "tanh");
    case Kind::kQuickGelu:
      return x * at::sigmoid(1.702 * x);
    case Kind::kRelu:
      return at::relu(x);
    case Kind::kRelu2:
      return at::square(at::relu(x));
    case Kind::kRelu6:
      return at::relu6(x);
    case Kind::kSilu:
      return models::silu(x);
    case Kind::kTanh:
      return at::tanh(x);
    case Kind::kSigmoid:
      return at::sigmoid(x);
    case Kind::kMish:
      return at::mish(x);
    case Kind::kLinear:
      return x;
  }
  return x;
}

}  // namespace interloom::models
