#include "worker/graph/ops.h"

#include <c10/core/Device.h>
#include <c10/util/Exception.h>

#include <utility>
#include <vector>

#include "worker/lang/torch/convert.h"
#include "worker/lang/torch/dtype_object.h"
#include "worker/lang/torch/op_call.h"

namespace interloom::graph {
namespace {

using lang_torch::StaticKind;

StaticKind kind_of_constant(const WireValue& value) {
  struct Visitor {
    StaticKind operator()(const WireNone&) const { return StaticKind::kNone; }
    StaticKind operator()(bool) const { return StaticKind::kBool; }
    StaticKind operator()(int64_t) const { return StaticKind::kInt; }
    StaticKind operator()(const WireBigInt&) const { return StaticKind::kInt; }
    StaticKind operator()(double) const { return StaticKind::kFloat; }
    StaticKind operator()(const std::complex<double>&) const { return StaticKind::kComplex; }
    StaticKind operator()(const std::string&) const { return StaticKind::kStr; }
    StaticKind operator()(const WireTensor&) const { return StaticKind::kTensor; }
    StaticKind operator()(const WireDType&) const { return StaticKind::kDType; }
    StaticKind operator()(const WireDevice&) const { return StaticKind::kDevice; }
    StaticKind operator()(const WireList&) const { return StaticKind::kList; }
    StaticKind operator()(const WireTuple&) const { return StaticKind::kList; }
    StaticKind operator()(const WireBytes&) const { return StaticKind::kOther; }
    StaticKind operator()(const WireDict&) const { return StaticKind::kOther; }
    StaticKind operator()(const WireRecord&) const { return StaticKind::kOther; }
    StaticKind operator()(const WireOpaque&) const { return StaticKind::kOther; }
  };
  return std::visit(Visitor{}, value.kind);
}

StaticKind kind_of(const GraphArg& arg) {
  struct Visitor {
    StaticKind operator()(const WireValue& value) const { return kind_of_constant(value); }
    StaticKind operator()(const ArgRef&) const { return StaticKind::kUnknown; }
    StaticKind operator()(const ArgSlice&) const { return StaticKind::kOther; }
    StaticKind operator()(const ArgList&) const { return StaticKind::kList; }
    StaticKind operator()(const ArgTuple&) const { return StaticKind::kList; }
    StaticKind operator()(const ArgEllipsis&) const { return StaticKind::kOther; }
    StaticKind operator()(const ArgMemoryFormat&) const { return StaticKind::kMemoryFormat; }
    StaticKind operator()(const ArgLayout&) const { return StaticKind::kLayout; }
  };
  return std::visit(Visitor{}, arg.kind);
}

Status check_device(const std::string& name) {
  try {
    const c10::Device device(name);
    return device.type() == c10::DeviceType::CPU || device.type() == c10::DeviceType::CUDA
               ? OkStatus()
               : invalid_argument("device '", name, "' is not supported");
  } catch (const c10::Error&) {
    return invalid_argument("'", name, "' is no device");
  }
}

}  // namespace

Status check_op(const NodeOp& node) {
  ASSIGN_OR_RETURN(const lang_torch::OpHandle op, lang_torch::find_op(node.name));
  std::vector<StaticKind> positional;
  for (const GraphArg& arg : node.args) positional.push_back(kind_of(arg));
  std::vector<std::pair<std::string, StaticKind>> keywords;
  for (const auto& [name, arg] : node.kwargs) keywords.emplace_back(name, kind_of(arg));
  return lang_torch::check_call(op, positional, keywords);
}

Status check_named_constant(const GraphArg& arg) {
  if (const auto* format = std::get_if<ArgMemoryFormat>(&arg.kind)) {
    return lang_torch::memory_format_from_name(format->name) ? OkStatus()
                                                             : invalid_argument("there is no memory format '", format->name, "'");
  }
  if (const auto* layout = std::get_if<ArgLayout>(&arg.kind)) {
    return lang_torch::layout_from_name(layout->name) ? OkStatus() : invalid_argument("there is no layout '", layout->name, "'");
  }
  const auto* value = std::get_if<WireValue>(&arg.kind);
  if (const auto* device = value ? std::get_if<WireDevice>(&value->kind) : nullptr) return check_device(device->name);
  const auto* dtype = value ? std::get_if<WireDType>(&value->kind) : nullptr;
  if (dtype && lang_torch::to_scalar_type(dtype->dtype) == at::ScalarType::Undefined) return invalid_argument("an invalid dtype");
  return OkStatus();
}

}  // namespace interloom::graph
