#include <algorithm>
#include <deque>
#include <unordered_map>

#include "worker/lang/torch/op_entry.h"

namespace interloom::lang_torch {
namespace {

ParamKind scalar_kind(const c10::TypePtr& type) {
  switch (type->kind()) {
    case c10::TypeKind::TensorType:
      return ParamKind::kTensor;
    case c10::TypeKind::NumberType:
      return ParamKind::kScalar;
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType:
      return ParamKind::kInt;
    case c10::TypeKind::FloatType:
      return ParamKind::kFloat;
    case c10::TypeKind::BoolType:
      return ParamKind::kBool;
    case c10::TypeKind::StringType:
      return ParamKind::kStr;
    case c10::TypeKind::ComplexType:
      return ParamKind::kComplex;
    case c10::TypeKind::ScalarTypeType:
      return ParamKind::kDType;
    case c10::TypeKind::LayoutType:
      return ParamKind::kLayout;
    case c10::TypeKind::DeviceObjType:
      return ParamKind::kDevice;
    case c10::TypeKind::MemoryFormatType:
      return ParamKind::kMemoryFormat;
    case c10::TypeKind::GeneratorType:
      return ParamKind::kGenerator;
    default:
      return ParamKind::kUnsupported;
  }
}

ParamKind list_kind(const c10::TypePtr& element) {
  if (element->kind() == c10::TypeKind::OptionalType) return ParamKind::kOptionalTensorList;
  switch (scalar_kind(element)) {
    case ParamKind::kTensor:
      return ParamKind::kTensorList;
    case ParamKind::kInt:
      return ParamKind::kIntList;
    case ParamKind::kFloat:
      return ParamKind::kFloatList;
    case ParamKind::kBool:
      return ParamKind::kBoolList;
    case ParamKind::kScalar:
      return ParamKind::kScalarList;
    case ParamKind::kStr:
      return ParamKind::kStrList;
    default:
      return ParamKind::kUnsupported;
  }
}

// Where PyTorch's parser takes a Python number for a tensor: the operators.
bool takes_numbers(std::string_view bare) {
  static constexpr std::string_view kNames[] = {"add",
                                                "sub",
                                                "subtract",
                                                "mul",
                                                "multiply",
                                                "div",
                                                "divide",
                                                "true_divide",
                                                "floor_divide",
                                                "remainder",
                                                "fmod",
                                                "pow",
                                                "float_power",
                                                "eq",
                                                "ne",
                                                "not_equal",
                                                "lt",
                                                "less",
                                                "le",
                                                "less_equal",
                                                "gt",
                                                "greater",
                                                "ge",
                                                "greater_equal",
                                                "bitwise_and",
                                                "bitwise_or",
                                                "bitwise_xor",
                                                "bitwise_left_shift",
                                                "bitwise_right_shift",
                                                "__and__",
                                                "__or__",
                                                "__xor__",
                                                "__lshift__",
                                                "__rshift__",
                                                "where",
                                                "index_put",
                                                "rsub",
                                                "copysign",
                                                "xlogy",
                                                "atan2",
                                                "arctan2",
                                                "result_type"};
  if (bare.ends_with("_") && !bare.ends_with("__")) bare.remove_suffix(1);
  return std::find(std::begin(kNames), std::end(kNames), bare) != std::end(kNames);
}

Param make_param(const c10::Argument& argument, std::string_view bare) {
  Param param;
  param.name = argument.name();
  c10::TypePtr type = argument.real_type();
  if (type->kind() == c10::TypeKind::OptionalType) {
    param.optional = true;
    type = type->containedTypes().at(0);
  }
  param.kind = type->kind() == c10::TypeKind::ListType ? list_kind(type->containedTypes().at(0)) : scalar_kind(type);
  param.keyword_only = argument.kwarg_only();
  param.list_size = argument.N().value_or(0);
  if (argument.default_value()) {
    param.has_default = true;
    param.default_value = *argument.default_value();
  }
  param.writes = argument.alias_info() && argument.alias_info()->isWrite();
  param.out = param.writes && param.keyword_only;
  param.number_as_tensor = param.kind == ParamKind::kTensor && !param.writes && takes_numbers(bare);
  return param;
}

OpEntry make_entry(const c10::OperatorHandle& handle) {
  const c10::FunctionSchema& schema = handle.schema();
  OpEntry entry{.handle = handle,
                .schema = &schema,
                .name = schema.name(),
                .bare_name = {},
                .params = {},
                .traits = {},
                .return_names = {}};
  entry.bare_name = entry.name.substr(entry.name.find("::") + 2);
  if (!schema.overload_name().empty()) entry.name += "." + schema.overload_name();
  entry.denial = op_denial(schema);
  for (const c10::Argument& argument : schema.arguments()) {
    entry.params.push_back(make_param(argument, entry.bare_name));
    const Param& param = entry.params.back();
    if (!param.keyword_only) ++entry.positional;
    entry.has_out = entry.has_out || param.out;
    entry.writes = entry.writes || param.writes;
  }
  const size_t first = !entry.params.empty() && entry.params[0].name == "self" ? 1 : 0;
  if (entry.positional == first + 1 && entry.params[first].kind == ParamKind::kIntList) entry.params[first].varargs = true;
  if (entry.params.size() > kMaxParams) entry.denial = Denial::kArgument;
  if (entry.denial == Denial::kNone) {
    entry.traits = op_traits(schema, handle.hasTag(at::Tag::nondeterministic_seeded));
    entry.checked = entry.traits.guard != 0 || entry.traits.view_list;
  }
  for (const c10::Argument& result : schema.returns()) {
    if (!result.name().empty()) entry.return_names.push_back(result.name());
  }
  if (schema.returns().size() < 2 || entry.return_names.size() != schema.returns().size() || entry.has_out)
    entry.return_names.clear();
  return entry;
}

// The dispatcher's ops, read once: they are all registered while LibTorch is loaded.
class OpTable {
 public:
  OpTable() {
    std::vector<c10::OperatorName> names = c10::Dispatcher::singleton().getAllOpNames();
    std::sort(names.begin(), names.end(),
              [](const auto& a, const auto& b) { return std::tie(a.name, a.overload_name) < std::tie(b.name, b.overload_name); });
    for (const c10::OperatorName& name : names) {
      if (!name.name.starts_with("aten::")) continue;
      if (auto handle = c10::Dispatcher::singleton().findSchema(name)) add(make_entry(*handle));
    }
    for (auto& [bare, family] : families_) {
      std::stable_sort(family.overloads.begin(), family.overloads.end(),
                       [](const OpEntry* a, const OpEntry* b) { return a->has_out < b->has_out; });
    }
  }

  const OpEntry* entry(const std::string& name) const {
    const auto at = by_name_.find(name);
    return at == by_name_.end() ? nullptr : at->second;
  }
  const OpFamily* family(const std::string& bare) const {
    const auto at = families_.find(bare);
    return at == families_.end() ? nullptr : &at->second;
  }
  const std::deque<OpEntry>& entries() const { return entries_; }
  std::vector<std::string> callable_names() const {
    std::vector<std::string> names;
    for (const auto& [bare, family] : families_) {
      if (!family.overloads.empty()) names.push_back("aten::" + bare);
    }
    return names;
  }

 private:
  void add(OpEntry entry) {
    const OpEntry& kept = entries_.emplace_back(std::move(entry));
    by_name_[kept.name] = &kept;
    OpFamily& family = families_[kept.bare_name];
    family.bare_name = kept.bare_name;
    family.all_overloads.push_back(kept.name);
    if (kept.denial == Denial::kNone) {
      family.overloads.push_back(&kept);
    } else if (family.denial == Denial::kNone) {
      family.denial = kept.denial;
    }
  }

  std::deque<OpEntry> entries_;
  std::unordered_map<std::string, const OpEntry*> by_name_;
  std::unordered_map<std::string, OpFamily> families_;
};

const OpTable& table() {
  static const OpTable instance;
  return instance;
}

Status denied(std::string_view name, Denial denial) {
  return invalid_argument("op '", name, "' cannot be called from client code: ", denial_reason(denial));
}

Status unknown_overload(std::string_view name, const OpFamily& family) {
  std::vector<std::string> callable;
  std::string list;
  for (const OpEntry* entry : family.overloads) {
    callable.push_back(entry->name);
    list += (list.empty() ? "" : ", ") + entry->name;
  }
  return invalid_argument("op '", name, "': no such overload", did_you_mean(name, callable), "; there are ", list);
}

}  // namespace

StatusOr<OpHandle> find_op(std::string_view name) {
  std::string full(name);
  const size_t colons = full.find("::");
  if (colons == std::string::npos)
    full.insert(0, "aten::");
  else if (full.substr(0, colons) != "aten")
    return invalid_argument("op '", name, "': only ops of the namespace aten can be called",
                            did_you_mean("aten" + full.substr(colons), table().callable_names()));
  const size_t dot = full.find('.');
  const std::string bare = full.substr(6, dot == std::string::npos ? std::string::npos : dot - 6);
  const OpFamily* family = table().family(bare);
  if (!family) return invalid_argument("unknown op '", name, "'", did_you_mean("aten::" + bare, table().callable_names()));
  if (family->overloads.empty()) return denied(name, family->denial);
  if (dot == std::string::npos) {
    if (family->overloads.size() == 1) return OpHandle(family->overloads.front());
    return OpHandle(family);
  }
  const OpEntry* entry = table().entry(full);
  if (!entry) return unknown_overload(name, *family);
  if (entry->denial != Denial::kNone) return denied(name, entry->denial);
  return OpHandle(entry);
}

const OpFamily* find_family(std::string_view bare_name) {
  const OpFamily* family = table().family(std::string(bare_name));
  return family && !family->overloads.empty() ? family : nullptr;
}

std::vector<OpInfo> list_ops() {
  std::vector<OpInfo> all;
  for (const OpEntry& entry : table().entries())
    all.push_back({entry.name, entry.denial == Denial::kNone, std::string(denial_reason(entry.denial))});
  return all;
}

}  // namespace interloom::lang_torch
