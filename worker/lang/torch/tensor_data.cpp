// Python numbers and nested lists to tensors and back.
#include <ATen/ATen.h>

#include <cstring>

#include "worker/lang/number.h"
#include "worker/lang/torch/dtype_object.h"
#include "worker/lang/torch/tensor_internal.h"

namespace interloom::lang_torch {

using lang::ExceptionKind;
using lang::Value;

namespace {

constexpr int kMaxDims = 64;

// The shape of nested sequences by their first items; false: raised.
bool infer_shape(TorchJob& job, const Value& data, std::vector<int64_t>* shape) {
  Value level = data;
  while (const auto items = sequence_items(level)) {
    if (shape->size() >= kMaxDims) {
      job.interp().raise(ExceptionKind::kValueError, "too many dimensions '", level.type_name(), "'");
      return false;
    }
    shape->push_back(static_cast<int64_t>(items->size()));
    if (items->empty()) break;
    level = (*items)[0];
  }
  return true;
}

at::ScalarType promote(at::ScalarType a, at::ScalarType b) { return a == at::ScalarType::Undefined ? b : at::promoteTypes(a, b); }

// The dtype torch.tensor() infers; Undefined: raised, or empty.
bool infer_dtype(TorchJob& job, const Value& data, at::ScalarType* out) {
  if (const auto items = sequence_items(data)) {
    if (!job.interp().check_native_stack() || !job.interp().charge_steps(items->size())) return false;
    for (const Value& item : *items) {
      if (!infer_dtype(job, item, out)) return false;
    }
    return true;
  }
  if (data.is_bool())
    *out = promote(*out, at::kBool);
  else if (lang::is_integer(data))
    *out = promote(*out, at::kLong);
  else if (data.is_float())
    *out = promote(*out, at::typeMetaToScalarType(at::get_default_dtype()));
  else if (data.is<lang::ComplexObject>())
    *out = promote(*out, at::typeMetaToScalarType(at::get_default_complex_dtype()));
  else if (TensorObject* t = as_tensor(data))
    *out = promote(*out, t->tensor.scalar_type());
  else {
    job.interp().raise(ExceptionKind::kRuntimeError, "Could not infer dtype of ", data.type_name());
    return false;
  }
  return true;
}

struct Filler {
  TorchJob& job;
  at::Tensor target;
  char* next;
  std::vector<int64_t> shape;
  at::Tensor element;  // 0-dim, of the target's dtype: converts one number

  bool fill(const Value& data, size_t depth) {
    const auto items = sequence_items(data);
    if (depth == shape.size()) return !items ? store(data) : wrong_depth(data);
    if (!items) {
      job.interp().raise(ExceptionKind::kTypeError, "not a sequence");
      return false;
    }
    if (static_cast<int64_t>(items->size()) != shape[depth]) {
      job.interp().raise(ExceptionKind::kValueError, "expected sequence of length ", shape[depth], " at dim ", depth, " (got ",
                         items->size(), ")");
      return false;
    }
    if (!job.interp().charge_steps(items->size())) return false;
    for (const Value& item : *items) {
      if (!fill(item, depth + 1)) return false;
    }
    return true;
  }

 private:
  bool wrong_depth(const Value& data) {
    job.interp().raise(ExceptionKind::kTypeError, "must be real number, not ", data.type_name());
    return false;
  }
  bool store(const Value& data) {
    at::Scalar scalar;
    if (TensorObject* t = as_tensor(data)) {
      if (t->tensor.numel() != 1) {
        job.interp().raise(ExceptionKind::kValueError, "only one element tensors can be converted to Python scalars");
        return false;
      }
      scalar = t->tensor.item();
    } else if (!to_scalar(job.interp(), data, &scalar)) {
      if (!job.interp().has_error()) job.interp().raise(ExceptionKind::kTypeError, "must be real number, not ", data.type_name());
      return false;
    }
    const size_t size = target.element_size();
    element.fill_(scalar);
    std::memcpy(next, element.const_data_ptr(), size);
    next += size;
    return true;
  }
};

Value element_value(TorchJob& job, const char* data, at::ScalarType type) {
  const at::Scalar scalar = at::from_blob(const_cast<char*>(data), {}, at::TensorOptions().dtype(type)).item();
  if (scalar.isBoolean()) return Value::boolean(scalar.toBool());
  if (scalar.isComplex())
    return Value::object(job.heap().make<lang::ComplexObject>(std::complex<double>(scalar.toComplexDouble())));
  if (scalar.isFloatingPoint()) return Value::real(scalar.toDouble());
  if (scalar.type() == at::kUInt64) return lang::int_from_decimal(job.heap(), std::to_string(scalar.toUInt64()));
  return Value::integer(scalar.toLong());
}

template <class T, class Make>
bool fill_fast(const char* data, std::span<Value> out, Make&& make) {
  const T* typed = reinterpret_cast<const T*>(data);
  for (Value& value : out) value = make(*typed++);
  return true;
}

// The common dtypes without a tensor for each element.
void fill_row(TorchJob& job, const char* data, at::ScalarType type, std::span<Value> out) {
  switch (type) {
    case at::kFloat:
      fill_fast<float>(data, out, [](float x) { return Value::real(x); });
      return;
    case at::kDouble:
      fill_fast<double>(data, out, [](double x) { return Value::real(x); });
      return;
    case at::kLong:
      fill_fast<int64_t>(data, out, [](int64_t x) { return Value::integer(x); });
      return;
    case at::kInt:
      fill_fast<int32_t>(data, out, [](int32_t x) { return Value::integer(x); });
      return;
    case at::kBool:
      fill_fast<uint8_t>(data, out, [](uint8_t x) { return Value::boolean(x != 0); });
      return;
    case at::kBFloat16:
      fill_fast<at::BFloat16>(data, out, [](at::BFloat16 x) { return Value::real(static_cast<float>(x)); });
      return;
    case at::kHalf:
      fill_fast<at::Half>(data, out, [](at::Half x) { return Value::real(static_cast<float>(x)); });
      return;
    default:
      break;
  }
  for (Value& value : out) {
    value = element_value(job, data, type);
    data += c10::elementSize(type);
  }
}

Value list_of(TorchJob& job, const at::Tensor& dense, int64_t dim, const char** data) {
  const int64_t size = dense.size(dim);
  if (!job.interp().charge_steps(static_cast<uint64_t>(size))) return Value::error();
  lang::Ref<lang::ListObject> list = lang::make_list(job.heap());
  list->reserve(static_cast<uint64_t>(size));
  for (int64_t i = 0; i < size; ++i) list->append(Value::none());
  if (dim + 1 == dense.dim()) {
    fill_row(job, *data, dense.scalar_type(), list->span());
    *data += static_cast<size_t>(size) * dense.element_size();
    return Value::object(std::move(list));
  }
  for (Value& item : list->span()) {
    item = list_of(job, dense, dim + 1, data);
    if (item.is_error()) return item;
  }
  return Value::object(std::move(list));
}

}  // namespace

bool to_scalar(lang::Interpreter& interp, const Value& value, at::Scalar* out) {
  if (value.is_bool())
    *out = at::Scalar(value.as_bool());
  else if (value.is_int())
    *out = at::Scalar(value.as_int());
  else if (value.is_float())
    *out = at::Scalar(value.as_float());
  else if (auto* complex = value.as<lang::ComplexObject>())
    *out = at::Scalar(c10::complex<double>(complex->value));
  else if (auto* big = value.as<lang::BigIntObject>()) {
    if (big->negative || big->limb_count > 1) {
      interp.raise(ExceptionKind::kRuntimeError, "Overflow when unpacking long long");
      return false;
    }
    *out = at::Scalar(big->limbs()[0]);
  } else {
    return false;
  }
  return true;
}

at::Tensor tensor_from_data(TorchJob& job, const Value& data, at::ScalarType dtype) {
  at::Tensor result;
  const Value done = guarded(job, [&]() -> Value {
    std::vector<int64_t> shape;
    if (!infer_shape(job, data, &shape)) return Value::error();
    if (dtype == at::ScalarType::Undefined) {
      if (!infer_dtype(job, data, &dtype)) return Value::error();
      if (dtype == at::ScalarType::Undefined) dtype = at::typeMetaToScalarType(at::get_default_dtype());
    }
    at::Tensor target = at::empty(shape, at::TensorOptions().dtype(dtype));
    Filler filler{job, target, target.numel() ? static_cast<char*>(target.mutable_data_ptr()) : nullptr, shape,
                  at::empty({}, at::TensorOptions().dtype(dtype))};
    if (!filler.fill(data, 0)) return Value::error();
    result = std::move(target);
    return Value::none();
  });
  return done.is_error() ? at::Tensor() : result;
}

Value tensor_item(TorchJob& job, const at::Tensor& tensor) {
  return guarded(job, [&]() -> Value {
    if (tensor.numel() != 1)
      return job.interp().raise(ExceptionKind::kRuntimeError, "a Tensor with ", tensor.numel(),
                                " elements cannot be converted to Scalar");
    const at::Tensor dense = tensor.detach().to(at::kCPU).resolve_conj().resolve_neg().contiguous();
    return element_value(job, static_cast<const char*>(dense.const_data_ptr()), dense.scalar_type());
  });
}

Value tensor_tolist(TorchJob& job, const at::Tensor& tensor) {
  if (tensor.dim() == 0) return tensor_item(job, tensor);
  return guarded(job, [&]() -> Value {
    const at::Tensor dense = tensor.detach().to(at::kCPU).resolve_conj().resolve_neg().contiguous();
    const char* data = static_cast<const char*>(dense.const_data_ptr());
    return list_of(job, dense, 0, &data);
  });
}

}  // namespace interloom::lang_torch
