// Values as arguments of an op: whether they fit, and as IValues.
#include <algorithm>
#include <cstring>

#include "worker/lang/number.h"
#include "worker/lang/torch/dtype_object.h"
#include "worker/lang/torch/op_entry.h"
#include "worker/lang/torch/tensor_object.h"

namespace interloom::lang_torch {

using lang::Value;

namespace {

constexpr int kExact = 0, kWiden = 1, kBroadcast = 2, kFromTensor = 4, kAsTensor = 8, kNoMatch = -1;

bool is_python_number(const Value& v) { return lang::is_number(v); }

// A tensor that stands for a number.
int tensor_as_number_cost(const TensorObject& object, bool integral) {
  const at::Tensor& t = object.tensor;
  if (t.dim() != 0 || t.requires_grad()) return kNoMatch;
  return !integral || at::isIntegralType(t.scalar_type(), true) ? kFromTensor : kNoMatch;
}

int int_cost(const Value& v) {
  if (v.is_int()) return kExact;
  if (TensorObject* t = as_tensor(v)) return tensor_as_number_cost(*t, true);
  return kNoMatch;
}

int float_cost(const Value& v) {
  if (v.is_float()) return kExact;
  if (lang::is_integer(v)) return kWiden;
  if (TensorObject* t = as_tensor(v)) return t->tensor.is_complex() ? kNoMatch : tensor_as_number_cost(*t, false);
  return kNoMatch;
}

std::span<const Value> items_of(const Value& v) { return sequence_items(v).value_or(std::span<const Value>{}); }

template <class Cost>
int list_cost(const Value& v, Cost&& cost) {
  const auto items = sequence_items(v);
  if (!items) return kNoMatch;
  int worst = kExact;
  for (const Value& item : *items) {
    const int c = cost(item);
    if (c < 0) return kNoMatch;
    worst = std::max(worst, c);
  }
  return worst;
}

int tensor_cost(const Param& param, const Value& v) {
  if (v.is<TensorObject>()) return kExact;
  return param.number_as_tensor && is_python_number(v) ? kAsTensor : kNoMatch;
}

int int_list_cost(const Param& param, const Value& v) {
  if (const int single = int_cost(v); single >= 0) return param.list_size > 0 ? kBroadcast : kNoMatch;
  return list_cost(v, int_cost);
}

int64_t int_of(const Value& v) {
  if (TensorObject* t = as_tensor(v)) return t->tensor.item().toLong();
  return v.as_int();
}

bool double_of(TorchJob& job, const Value& v, double* out) {
  if (TensorObject* t = as_tensor(v)) {
    *out = t->tensor.item().toDouble();
    return true;
  }
  return lang::to_double(job.interp(), v, out);
}

bool scalar_of(TorchJob& job, const Value& v, at::Scalar* out) {
  if (TensorObject* t = as_tensor(v)) {
    *out = t->tensor.item();
    return true;
  }
  return to_scalar(job.interp(), v, out);
}

bool device_of(TorchJob& job, const Value& v, c10::IValue* out) {
  if (auto* device = v.as<DeviceObject>())
    *out = device->device;
  else if (auto* text = v.as<lang::StrObject>())
    *out = at::Device(std::string(text->view()));
  else
    return job.interp().raise(lang::ExceptionKind::kTypeError, "a device must be a torch.device or str"), false;
  return true;
}

bool tensor_list(const Value& v, bool optional, c10::IValue* out) {
  const auto items = items_of(v);
  if (optional) {
    c10::List<std::optional<at::Tensor>> list;
    for (const Value& item : items) list.push_back(item.is_none() ? std::nullopt : std::optional(as_tensor(item)->tensor));
    *out = std::move(list);
  } else {
    c10::List<at::Tensor> list;
    list.reserve(items.size());
    for (const Value& item : items) list.push_back(as_tensor(item)->tensor);
    *out = std::move(list);
  }
  return true;
}

bool int_list(const Param& param, const Value& v, c10::IValue* out) {
  std::vector<int64_t> ints;
  if (const auto items = sequence_items(v)) {
    for (const Value& item : *items) ints.push_back(int_of(item));
  } else {
    ints.assign(static_cast<size_t>(param.list_size), int_of(v));
  }
  *out = c10::List<int64_t>(at::IntArrayRef(ints));
  return true;
}

template <class T, class Convert>
bool other_list(const Value& v, c10::IValue* out, Convert&& convert) {
  c10::List<T> list;
  for (const Value& item : items_of(v)) {
    T element{};
    if (!convert(item, &element)) return false;
    list.push_back(std::move(element));
  }
  *out = std::move(list);
  return true;
}

bool scalar_list(TorchJob& job, const Value& v, c10::IValue* out) {
  c10::impl::GenericList list(c10::NumberType::get());
  for (const Value& item : items_of(v)) {
    at::Scalar scalar;
    if (!scalar_of(job, item, &scalar)) return false;
    list.push_back(c10::IValue(scalar));
  }
  *out = std::move(list);
  return true;
}

}  // namespace

int match_cost(const Param& param, const Value& v) {
  if (v.is_none()) return param.optional ? kExact : kNoMatch;
  switch (param.kind) {
    case ParamKind::kTensor:
      return tensor_cost(param, v);
    case ParamKind::kScalar:
      if (is_python_number(v)) return kWiden;
      return as_tensor(v) ? tensor_as_number_cost(*as_tensor(v), false) : kNoMatch;
    case ParamKind::kInt:
      return int_cost(v);
    case ParamKind::kFloat:
      return float_cost(v);
    case ParamKind::kComplex:
      return is_python_number(v) ? kWiden : kNoMatch;
    case ParamKind::kBool:
      return v.is_bool() ? kExact : kNoMatch;
    case ParamKind::kStr:
      return v.is<lang::StrObject>() ? kExact : kNoMatch;
    case ParamKind::kDType:
      return v.is<DTypeObject>() ? kExact : kNoMatch;
    case ParamKind::kLayout:
      return v.is<LayoutObject>() ? kExact : kNoMatch;
    case ParamKind::kDevice:
      return v.is<DeviceObject>() || v.is<lang::StrObject>() ? kExact : kNoMatch;
    case ParamKind::kMemoryFormat:
      return v.is<MemoryFormatObject>() ? kExact : kNoMatch;
    case ParamKind::kGenerator:
      return v.is<GeneratorObject>() ? kExact : kNoMatch;
    case ParamKind::kTensorList:
      return list_cost(v, [](const Value& i) { return i.is<TensorObject>() ? kExact : kNoMatch; });
    case ParamKind::kOptionalTensorList:
      return list_cost(v, [](const Value& i) { return i.is<TensorObject>() || i.is_none() ? kExact : kNoMatch; });
    case ParamKind::kIntList:
      return int_list_cost(param, v);
    case ParamKind::kFloatList:
      return list_cost(v, float_cost);
    case ParamKind::kBoolList:
      return list_cost(v, [](const Value& i) { return i.is_bool() ? kExact : kNoMatch; });
    case ParamKind::kScalarList:
      return list_cost(v, [](const Value& i) { return is_python_number(i) ? kWiden : kNoMatch; });
    case ParamKind::kStrList:
      return list_cost(v, [](const Value& i) { return i.is<lang::StrObject>() ? kExact : kNoMatch; });
    case ParamKind::kUnsupported:
      return kNoMatch;
  }
  return kNoMatch;
}

bool stands_for_int(const Value& value) { return int_cost(value) >= 0; }

bool convert_argument(TorchJob& job, const Param& param, const Value& v, c10::IValue* out) {
  if (v.is_none()) {
    *out = param.kind == ParamKind::kGenerator ? c10::IValue(job.generator()) : c10::IValue();
    return true;
  }
  at::Scalar scalar;
  double real = 0;
  switch (param.kind) {
    case ParamKind::kTensor:
      if (TensorObject* t = as_tensor(v)) {
        *out = t->tensor;
        return true;
      }
      if (!scalar_of(job, v, &scalar)) return false;
      *out = at::scalar_tensor(scalar, at::device(at::kCPU).dtype(scalar.type()));
      out->toTensor().unsafeGetTensorImpl()->set_wrapped_number(true);
      return true;
    case ParamKind::kScalar:
      if (!scalar_of(job, v, &scalar)) return false;
      *out = scalar;
      return true;
    case ParamKind::kComplex:
      if (!scalar_of(job, v, &scalar)) return false;
      *out = scalar.toComplexDouble();
      return true;
    case ParamKind::kInt:
      *out = int_of(v);
      return true;
    case ParamKind::kFloat:
      if (!double_of(job, v, &real)) return false;
      *out = real;
      return true;
    case ParamKind::kBool:
      *out = v.as_bool();
      return true;
    case ParamKind::kStr:
      *out = std::string(v.as<lang::StrObject>()->view());
      return true;
    case ParamKind::kDType:
      *out = v.as<DTypeObject>()->dtype;
      return true;
    case ParamKind::kLayout:
      *out = v.as<LayoutObject>()->layout;
      return true;
    case ParamKind::kDevice:
      return device_of(job, v, out);
    case ParamKind::kMemoryFormat:
      *out = v.as<MemoryFormatObject>()->format;
      return true;
    case ParamKind::kGenerator:
      *out = v.as<GeneratorObject>()->generator;
      return true;
    case ParamKind::kTensorList:
      return tensor_list(v, false, out);
    case ParamKind::kOptionalTensorList:
      return tensor_list(v, true, out);
    case ParamKind::kIntList:
      return int_list(param, v, out);
    case ParamKind::kFloatList:
      return other_list<double>(v, out, [&](const Value& i, double* d) { return double_of(job, i, d); });
    case ParamKind::kBoolList:
      return other_list<bool>(v, out, [](const Value& i, bool* b) { return *b = i.as_bool(), true; });
    case ParamKind::kStrList:
      return other_list<std::string>(v, out,
                                     [](const Value& i, std::string* s) { return *s = i.as<lang::StrObject>()->view(), true; });
    case ParamKind::kScalarList:
      return scalar_list(job, v, out);
    case ParamKind::kUnsupported:
      break;
  }
  job.interp().raise(lang::ExceptionKind::kTypeError, "argument '", param.name, "' cannot be given here");
  return false;
}

}  // namespace interloom::lang_torch
