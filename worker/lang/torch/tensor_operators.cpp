// Operators of Tensor: PyTorch's ops through the same calls as client code makes, so promotion and messages are the same.
#include <array>

#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/torch/op_call.h"
#include "worker/lang/torch/tensor_internal.h"

namespace interloom::lang_torch {

using lang::Args;
using lang::BinaryOp;
using lang::CompareOp;
using lang::ExceptionKind;
using lang::Interpreter;
using lang::Object;
using lang::Value;

namespace {

OpHandle op(const char* name) { return find_op(name).value(); }

struct OperatorOps {
  OpHandle forward;  // tensor op any; also any op tensor when null is not in `reflected`
  OpHandle inplace;
};

const OperatorOps& operator_ops(BinaryOp op_kind) {
  static const std::array<OperatorOps, lang::kBinaryOpCount> table = {{
      {op("aten::add.Tensor"), op("aten::add_.Tensor")},
      {op("aten::sub.Tensor"), op("aten::sub_.Tensor")},
      {op("aten::mul.Tensor"), op("aten::mul_.Tensor")},
      {op("aten::div.Tensor"), op("aten::div_.Tensor")},
      {op("aten::floor_divide"), op("aten::floor_divide_.Tensor")},
      {op("aten::remainder"), op("aten::remainder_")},
      {op("aten::pow"), op("aten::pow_")},
      {op("aten::matmul"), OpHandle()},
      {op("aten::__lshift__"), op("aten::__ilshift__")},
      {op("aten::__rshift__"), op("aten::__irshift__")},
      {op("aten::__and__"), op("aten::__iand__")},
      {op("aten::__or__"), op("aten::__ior__")},
      {op("aten::__xor__"), op("aten::__ixor__")},
  }};
  return table[static_cast<size_t>(op_kind)];
}

Value call2(TorchJob& job, const OpHandle& handle, const Value& a, const Value& b) {
  const std::array<Value, 2> values = {a, b};
  return handle.call(job, Args(values));
}

bool is_operand(const Value& v) { return v.is<TensorObject>() || lang::is_number(v); }

// number op tensor, as torch/_tensor.py reflects.
Value reflected(TorchJob& job, BinaryOp op_kind, const Value& number, const Value& tensor) {
  switch (op_kind) {
    case BinaryOp::kAdd:
    case BinaryOp::kMul:
    case BinaryOp::kAnd:
    case BinaryOp::kOr:
    case BinaryOp::kXor:
      return call2(job, operator_ops(op_kind).forward, tensor, number);
    case BinaryOp::kSub: {
      static const OpHandle rsub = op("aten::rsub");
      return call2(job, rsub, tensor, number);
    }
    case BinaryOp::kTrueDiv: {  // reciprocal() * number
      static const OpHandle reciprocal = op("aten::reciprocal");
      const Value inverse = reciprocal.call(job, Args({&tensor, 1}));
      return inverse.is_error() ? inverse : call2(job, operator_ops(BinaryOp::kMul).forward, inverse, number);
    }
    case BinaryOp::kMatMul:
      return Value::not_implemented();
    case BinaryOp::kLShift:
    case BinaryOp::kRShift: {
      static const OpHandle left = op("aten::bitwise_left_shift"), right = op("aten::bitwise_right_shift");
      return call2(job, op_kind == BinaryOp::kLShift ? left : right, number, tensor);
    }
    case BinaryOp::kFloorDiv:
    case BinaryOp::kMod:
    case BinaryOp::kPow:
      return call2(job, operator_ops(op_kind).forward, number, tensor);
  }
  return Value::not_implemented();
}

OpHandle compare_handle(CompareOp op_kind) {
  static const std::array<OpHandle, 6> table = {op("aten::lt"), op("aten::le"), op("aten::eq"),
                                                op("aten::ne"), op("aten::gt"), op("aten::ge")};
  return table[static_cast<size_t>(op_kind)];
}

}  // namespace

Value tensor_binary(Interpreter&, BinaryOp op_kind, const Value& left, const Value& right) {
  if (!is_operand(left) || !is_operand(right)) return Value::not_implemented();
  if (TensorObject* self = as_tensor(left)) {
    if (op_kind == BinaryOp::kMatMul && !right.is<TensorObject>()) return Value::not_implemented();
    return call2(*self->job, operator_ops(op_kind).forward, left, right);
  }
  return reflected(*as_tensor(right)->job, op_kind, left, right);
}

Value tensor_inplace(Interpreter& interp, BinaryOp op_kind, const Value& self, const Value& other) {
  if (!self.is<TensorObject>() || !is_operand(other)) return Value::not_implemented();
  if (op_kind == BinaryOp::kMatMul) return tensor_binary(interp, op_kind, self, other);
  return call2(*as_tensor(self)->job, operator_ops(op_kind).inplace, self, other);
}

Value tensor_unary(Interpreter& interp, lang::UnaryOp op_kind, Object* self) {
  if (op_kind == lang::UnaryOp::kInvert && !at::isIntegralType(tensor_of(self).tensor.scalar_type(), true))
    return interp.raise(ExceptionKind::kTypeError, "~ (operator.invert) is only implemented on integer and Boolean-type tensors");
  static const OpHandle neg = op("aten::neg"), positive = op("aten::positive"), bitwise_not = op("aten::bitwise_not");
  const OpHandle& handle = op_kind == lang::UnaryOp::kNeg ? neg : op_kind == lang::UnaryOp::kPos ? positive : bitwise_not;
  const Value value = Value::share(self);
  return handle.call(*tensor_of(self).job, Args({&value, 1}));
}

Value tensor_compare(Interpreter&, CompareOp op_kind, const Value& left, const Value& right) {
  if (!is_operand(left) || !is_operand(right)) return Value::not_implemented();
  if (TensorObject* self = as_tensor(left)) return call2(*self->job, compare_handle(op_kind), left, right);
  return call2(*as_tensor(right)->job, compare_handle(lang::reflected(op_kind)), right, left);
}

int tensor_contains(Interpreter& interp, Object* self, const Value& item) {
  if (!is_operand(item)) {
    interp.raise(ExceptionKind::kRuntimeError, "Tensor.__contains__ only supports Tensor or scalar, but you passed in a <class '",
                 item.type_name(), "'>.");
    return -1;
  }
  static const OpHandle any = op("aten::any");
  TorchJob& job = *tensor_of(self).job;
  const Value equal = call2(job, compare_handle(CompareOp::kEq), item.is<TensorObject>() ? item : Value::share(self),
                            item.is<TensorObject>() ? Value::share(self) : item);
  if (equal.is_error()) return -1;
  const Value found = any.call(job, Args({&equal, 1}));
  return found.is_error() ? -1 : lang::truth(interp, found);
}

}  // namespace interloom::lang_torch
