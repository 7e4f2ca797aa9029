#include "worker/lang/number.h"
#include "worker/lang/torch/dtype_object.h"
#include "worker/lang/torch/op_entry.h"
#include "worker/lang/torch/tensor_object.h"

namespace interloom::lang_torch {

using lang::Value;

namespace {

// A result that is one of the arguments is that argument's object (in-place ops, contiguous()); one that shares memory
// with a read-only argument is read-only.
class TensorWrapper {
 public:
  TensorWrapper(TorchJob& job, const OpEntry& entry, const Bound& bound) : job_(job), entry_(entry), bound_(bound) {}

  Value wrap(const at::Tensor& tensor) const {
    if (!tensor.defined()) return Value::none();
    bool read_only = false;
    for (size_t i = 0; i < entry_.params.size(); ++i) {
      if (!bound_.values[i]) continue;
      if (const Value* same = look_at(*bound_.values[i], tensor, &read_only)) return *same;
    }
    return make_tensor(job_, tensor, read_only);
  }

 private:
  static const Value* look_at(const Value& argument, const at::Tensor& tensor, bool* read_only) {
    if (TensorObject* object = as_tensor(argument)) {
      if (object->tensor.is_same(tensor)) return &argument;
      if (object->read_only && object->tensor.is_alias_of(tensor)) *read_only = true;
      return nullptr;
    }
    if (!argument.is_object()) return nullptr;
    if (const auto items = sequence_items(argument)) {
      for (const Value& item : *items) {
        if (!as_tensor(item)) return nullptr;  // tensor lists hold nothing else
        if (const Value* same = look_at(item, tensor, read_only)) return same;
      }
    }
    return nullptr;
  }

  TorchJob& job_;
  const OpEntry& entry_;
  const Bound& bound_;
};

Value number_value(TorchJob& job, const at::Scalar& scalar) {
  if (scalar.isBoolean()) return Value::boolean(scalar.toBool());
  if (scalar.isComplex())
    return Value::object(job.heap().make<lang::ComplexObject>(std::complex<double>(scalar.toComplexDouble())));
  if (scalar.isFloatingPoint()) return Value::real(scalar.toDouble());
  if (scalar.type() == at::kUInt64) return lang::int_from_decimal(job.heap(), std::to_string(scalar.toUInt64()));
  return Value::integer(scalar.toLong());
}

Value one_result(TorchJob& job, const TensorWrapper& wrapper, const c10::IValue& result, bool is_dtype);

Value list_result(TorchJob& job, const TensorWrapper& wrapper, c10::ArrayRef<c10::IValue> items) {
  lang::Ref<lang::TupleObject> tuple = lang::make_tuple(job.heap(), items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    tuple->items()[i] = one_result(job, wrapper, items[i], false);
    if (tuple->items()[i].is_error()) return Value::error();
  }
  return Value::object(std::move(tuple));
}

Value one_result(TorchJob& job, const TensorWrapper& wrapper, const c10::IValue& result, bool is_dtype) {
  if (result.isTensor()) return wrapper.wrap(result.toTensor());
  if (result.isNone()) return Value::none();
  if (result.isInt()) return is_dtype ? job.dtype(static_cast<at::ScalarType>(result.toInt())) : Value::integer(result.toInt());
  if (result.isBool()) return Value::boolean(result.toBool());
  if (result.isDouble()) return Value::real(result.toDouble());
  if (result.isScalar()) return number_value(job, result.toScalar());
  if (result.isString()) return Value::object(lang::make_str_lossy(job.heap(), result.toStringRef()));
  if (result.isDevice()) return job.device(result.toDevice());
  if (result.isIntList()) return make_size(job.heap(), result.toIntVector());
  if (result.isList()) {
    const c10::List<c10::IValue> list = result.toList();
    return list_result(job, wrapper, list.vec());
  }
  return job.interp().raise(lang::ExceptionKind::kTypeError, "the operation returned a value of type ", result.tagKind(),
                            ", which has no form here");
}

lang::Ref<lang::TupleObject> empty_tuple(TorchJob& job, const OpEntry& entry, size_t size) {
  if (entry.return_names.size() != size) return lang::make_tuple(job.heap(), size);
  lang::Ref<lang::TupleObject> names = lang::make_tuple(job.heap(), size);
  for (size_t i = 0; i < size; ++i) names->items()[i] = Value::share(job.interp().intern(entry.return_names[i]));
  return make_named_result(job.heap(), std::move(names));
}

}  // namespace

Value results_to_value(TorchJob& job, const OpEntry& entry, const Bound& bound, c10::ArrayRef<c10::IValue> results) {
  const TensorWrapper wrapper(job, entry, bound);
  const auto is_dtype = [&](size_t i) { return entry.schema->returns()[i].real_type()->kind() == c10::TypeKind::ScalarTypeType; };
  if (results.empty()) return Value::none();
  if (results.size() == 1) return one_result(job, wrapper, results[0], results[0].isInt() && is_dtype(0));
  lang::Ref<lang::TupleObject> tuple = empty_tuple(job, entry, results.size());
  for (size_t i = 0; i < results.size(); ++i) {
    tuple->items()[i] = one_result(job, wrapper, results[i], results[i].isInt() && is_dtype(i));
    if (tuple->items()[i].is_error()) return Value::error();
  }
  return Value::object(std::move(tuple));
}

}  // namespace interloom::lang_torch
