// int(t), float(t) and t as an index: Tensor.__int__, __float__ and __index__.
#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"
#include "worker/lang/torch/tensor_internal.h"
#include "worker/lang/torch/tensor_object.h"

namespace interloom::lang_torch {
using lang::ExceptionKind;
using lang::Interpreter;
using lang::Object;
using lang::Value;

Value tensor_to_int(Interpreter& interp, Object* self) {
  const auto& tensor = *static_cast<TensorObject*>(self);
  const Value item = tensor_item(*tensor.job, tensor.tensor);
  if (item.is_error() || item.is_int()) return item;
  if (item.is_bool()) return Value::integer(item.as_bool());
  if (item.is_float()) return lang::int_from_double(interp, item.as_float());
  if (lang::is_integer(item)) return item;
  return interp.raise(ExceptionKind::kRuntimeError, "value cannot be converted to type int64_t without overflow");
}

Value tensor_to_float(Interpreter& interp, Object* self) {
  const auto& tensor = *static_cast<TensorObject*>(self);
  const Value item = tensor_item(*tensor.job, tensor.tensor);
  if (item.is_error()) return item;
  double number = 0;
  if (!lang::to_double(interp, item, &number)) return Value::error();
  return Value::real(number);
}

Value tensor_to_index(Interpreter& interp, Object* self) {
  const auto& tensor = *static_cast<TensorObject*>(self);
  if (tensor.tensor.numel() != 1 || !at::isIntegralType(tensor.tensor.scalar_type(), /*includeBool=*/true))
    return interp.raise(ExceptionKind::kTypeError, "only integer tensors of a single element can be converted to an index");
  return tensor_to_int(interp, self);
}

}  // namespace interloom::lang_torch
