// Shortcuts of the instruction loop: arithmetic and comparisons of int and float that need neither objects nor errors.
#pragma once

#include <cstring>

#include "worker/lang/value.h"

namespace interloom::lang::vm {

// Moves a value's bytes: `from` is then as good as never constructed.
inline void relocate(Value* to, Value* from) { std::memcpy(static_cast<void*>(to), static_cast<const void*>(from), sizeof(Value)); }

inline bool both_ints(const Value& a, const Value& b) { return a.is_int() && b.is_int(); }
inline bool both_floats(const Value& a, const Value& b) { return a.is_float() && b.is_float(); }

// left op right into *left. False: take the general way.
inline bool fast_add(Value* left, const Value& right) {
  if (both_ints(*left, right)) [[likely]] {
    int64_t result;
    if (__builtin_add_overflow(left->as_int(), right.as_int(), &result)) return false;
    new (left) Value(Value::integer(result));
    return true;
  }
  if (!both_floats(*left, right)) return false;
  new (left) Value(Value::real(left->as_float() + right.as_float()));
  return true;
}
inline bool fast_sub(Value* left, const Value& right) {
  if (both_ints(*left, right)) [[likely]] {
    int64_t result;
    if (__builtin_sub_overflow(left->as_int(), right.as_int(), &result)) return false;
    new (left) Value(Value::integer(result));
    return true;
  }
  if (!both_floats(*left, right)) return false;
  new (left) Value(Value::real(left->as_float() - right.as_float()));
  return true;
}
inline bool fast_mul(Value* left, const Value& right) {
  if (both_ints(*left, right)) [[likely]] {
    int64_t result;
    if (__builtin_mul_overflow(left->as_int(), right.as_int(), &result)) return false;
    new (left) Value(Value::integer(result));
    return true;
  }
  if (!both_floats(*left, right)) return false;
  new (left) Value(Value::real(left->as_float() * right.as_float()));
  return true;
}

// The operators that have no instruction of their own, and mixed int and float.
inline bool fast_binary(BinaryOp op, Value* left, const Value& right) {
  if (both_ints(*left, right)) {
    const int64_t a = left->as_int(), b = right.as_int();
    int64_t result;
    switch (op) {
      case BinaryOp::kAdd:
        return fast_add(left, right);
      case BinaryOp::kSub:
        return fast_sub(left, right);
      case BinaryOp::kMul:
        return fast_mul(left, right);
      case BinaryOp::kFloorDiv:
        if (b <= 0) return false;
        result = a / b - (a % b < 0);
        break;
      case BinaryOp::kMod:
        if (b <= 0) return false;
        result = a % b;
        if (result < 0) result += b;
        break;
      case BinaryOp::kAnd:
        result = a & b;
        break;
      case BinaryOp::kOr:
        result = a | b;
        break;
      case BinaryOp::kXor:
        result = a ^ b;
        break;
      case BinaryOp::kRShift:
        if (b < 0 || b > 63) return false;
        result = a >> b;
        break;
      case BinaryOp::kLShift:
        if (b < 0 || b > 30 || a > INT32_MAX || a < INT32_MIN) return false;
        result = a * (int64_t{1} << b);
        break;
      default:
        return false;
    }
    new (left) Value(Value::integer(result));
    return true;
  }
  if (!both_floats(*left, right)) return false;
  const double a = left->as_float(), b = right.as_float();
  switch (op) {
    case BinaryOp::kAdd:
      new (left) Value(Value::real(a + b));
      return true;
    case BinaryOp::kSub:
      new (left) Value(Value::real(a - b));
      return true;
    case BinaryOp::kMul:
      new (left) Value(Value::real(a * b));
      return true;
    case BinaryOp::kTrueDiv:
      if (b == 0) return false;
      new (left) Value(Value::real(a / b));
      return true;
    default:
      return false;
  }
}

template <class T>
inline bool compare_numbers(CompareOp op, T a, T b) {
  switch (op) {
    case CompareOp::kLt:
      return a < b;
    case CompareOp::kLe:
      return a <= b;
    case CompareOp::kEq:
      return a == b;
    case CompareOp::kNe:
      return a != b;
    case CompareOp::kGt:
      return a > b;
    default:
      return a >= b;
  }
}

// 1 or 0; -1: take the general way.
inline int fast_compare(CompareOp op, const Value& left, const Value& right) {
  if (both_ints(left, right)) [[likely]]
    return compare_numbers(op, left.as_int(), right.as_int());
  if (both_floats(left, right)) return compare_numbers(op, left.as_float(), right.as_float());
  return -1;
}

}  // namespace interloom::lang::vm
