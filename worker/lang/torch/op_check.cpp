// Validation of a call before the program runs.
#include <algorithm>
#include <initializer_list>

#include "worker/lang/torch/op_entry.h"

namespace interloom::lang_torch {
namespace {

bool kind_fits(const Param& param, StaticKind kind) {
  const auto any_of = [kind](std::initializer_list<StaticKind> kinds) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  };
  if (kind == StaticKind::kUnknown) return true;
  if (kind == StaticKind::kNone) return param.optional;
  using K = StaticKind;
  switch (param.kind) {
    case ParamKind::kTensor:
      return kind == K::kTensor || (param.number_as_tensor && any_of({K::kBool, K::kInt, K::kFloat, K::kComplex}));
    case ParamKind::kScalar:
    case ParamKind::kComplex:
      return any_of({K::kBool, K::kInt, K::kFloat, K::kComplex, K::kTensor});
    case ParamKind::kInt:
      return any_of({K::kInt, K::kTensor});
    case ParamKind::kFloat:
      return any_of({K::kBool, K::kInt, K::kFloat, K::kTensor});
    case ParamKind::kBool:
      return kind == K::kBool;
    case ParamKind::kStr:
      return kind == K::kStr;
    case ParamKind::kDType:
      return kind == K::kDType;
    case ParamKind::kLayout:
      return kind == K::kLayout;
    case ParamKind::kDevice:
      return any_of({K::kDevice, K::kStr});
    case ParamKind::kMemoryFormat:
      return kind == K::kMemoryFormat;
    case ParamKind::kIntList:
      return kind == K::kList || ((param.list_size > 0 || param.varargs) && any_of({K::kInt, K::kTensor}));
    case ParamKind::kGenerator:
    case ParamKind::kUnsupported:
      return false;
    default:
      return kind == K::kList;
  }
}

std::string_view static_kind_name(StaticKind kind) {
  static constexpr std::string_view kNames[] = {"unknown",     "NoneType",     "bool",         "int",
                                                "float",       "complex",      "str",          "Tensor",
                                                "torch.dtype", "torch.device", "torch.layout", "torch.memory_format",
                                                "list",        "another type"};
  return kNames[static_cast<size_t>(kind)];
}

using StaticKeywords = std::span<const std::pair<std::string, StaticKind>>;

Status wrong_kind(const OpEntry& entry, const Param& param, StaticKind kind) {
  return invalid_argument(entry.name, ": argument '", param.name, "' must be ", param_type_name(param), ", not ",
                          static_kind_name(kind));
}

Status check_entry(const OpEntry& entry, std::span<const StaticKind> positional, StaticKeywords keywords) {
  std::vector<bool> given(entry.params.size());
  for (size_t i = 0; i < positional.size(); ++i) {
    if (i > 0 && i >= entry.positional && entry.params[entry.positional - 1].varargs &&
        kind_fits(entry.params[entry.positional - 1], positional[i]))
      continue;
    if (i >= entry.positional)
      return invalid_argument(entry.name, ": takes ", entry.positional, " positional arguments but ", positional.size(),
                              " were given");
    if (!kind_fits(entry.params[i], positional[i])) return wrong_kind(entry, entry.params[i], positional[i]);
    given[i] = true;
  }
  for (const auto& [name, kind] : keywords) {
    const int at = find_param(entry, name);
    if (at < 0) {
      std::vector<std::string> valid;
      for (const Param& param : entry.params) valid.push_back(param.name);
      return invalid_argument(entry.name, ": unexpected keyword argument '", name, "'", did_you_mean(name, valid));
    }
    if (given[at]) return invalid_argument(entry.name, ": multiple values for argument '", name, "'");
    if (!kind_fits(entry.params[at], kind)) return wrong_kind(entry, entry.params[at], kind);
    given[at] = true;
  }
  for (size_t i = 0; i < given.size(); ++i) {
    if (!given[i] && !entry.params[i].has_default)
      return invalid_argument(entry.name, ": missing argument '", entry.params[i].name, "' (", param_type_name(entry.params[i]),
                              ")");
  }
  return OkStatus();
}

}  // namespace

std::string_view param_type_name(const Param& param) {
  switch (param.kind) {
    case ParamKind::kTensor:
      return "Tensor";
    case ParamKind::kScalar:
      return "Number";
    case ParamKind::kInt:
      return "int";
    case ParamKind::kFloat:
      return "float";
    case ParamKind::kBool:
      return "bool";
    case ParamKind::kStr:
      return "str";
    case ParamKind::kComplex:
      return "complex";
    case ParamKind::kDType:
      return "torch.dtype";
    case ParamKind::kLayout:
      return "torch.layout";
    case ParamKind::kDevice:
      return "torch.device";
    case ParamKind::kMemoryFormat:
      return "torch.memory_format";
    case ParamKind::kGenerator:
      return "torch.Generator";
    case ParamKind::kTensorList:
    case ParamKind::kOptionalTensorList:
      return "tuple of Tensors";
    case ParamKind::kIntList:
      return "tuple of ints";
    case ParamKind::kFloatList:
      return "tuple of floats";
    case ParamKind::kBoolList:
      return "tuple of bools";
    case ParamKind::kScalarList:
      return "tuple of Scalars";
    case ParamKind::kStrList:
      return "tuple of strs";
    case ParamKind::kUnsupported:
      return "unknown";
  }
  return "unknown";
}

Status check_call(const OpHandle& op, std::span<const StaticKind> positional, StaticKeywords keywords) {
  if (op.entry()) return check_entry(*op.entry(), positional, keywords);
  Status first;
  for (const OpEntry* entry : op.family()->overloads) {
    const Status status = check_entry(*entry, positional, keywords);
    if (status.ok()) return status;
    if (first.ok()) first = status;
  }
  return invalid_argument(op.name(), ": no overload takes these arguments; the first: ", message_of(first), "; there are:\n",
                          op.schema_text());
}

}  // namespace interloom::lang_torch
