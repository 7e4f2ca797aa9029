#include "worker/lang/number.h"

#include <bit>
#include <cmath>

#include "worker/lang/bigint.h"
#include "worker/lang/class.h"
#include "worker/lang/complex.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"

namespace interloom::lang {
namespace {

constexpr int64_t kExactDouble = int64_t{1} << 53;

Value zero_division(Interpreter& interp, std::string_view text) { return interp.raise(ExceptionKind::kZeroDivisionError, text); }

Value int_true_divide(Interpreter& interp, const Value& left, const Value& right) {
  if (right.is_int_or_bool() && right.as_int() == 0) return zero_division(interp, "division by zero");
  if (left.is_int_or_bool() && right.is_int_or_bool()) {
    const int64_t a = left.as_int(), b = right.as_int();
    if (a >= -kExactDouble && a <= kExactDouble && b >= -kExactDouble && b <= kExactDouble) {
      return Value::real(static_cast<double>(a) / static_cast<double>(b));
    }
  }
  for (const Value* side : {&left, &right}) {
    const auto* big = side->as<BigIntObject>();
    if (big && !interp.charge_steps(big->limb_count)) return Value::error();
  }
  double out;
  if (big_true_divide(left, right, &out)) return Value::real(out);
  return interp.raise(ExceptionKind::kOverflowError, "integer division result too large for a float");
}

Value float_pow(Interpreter& interp, double a, double b);

Value int_pow(Interpreter& interp, const Value& left, const Value& right) {
  const auto* big = right.as<BigIntObject>();
  if (big ? big->negative : right.as_int() < 0) {
    double a, b;
    if (!to_double(interp, left, &a) || !to_double(interp, right, &b)) return Value::error();
    return float_pow(interp, a, b);
  }
  if (left.is_int_or_bool() && right.is_int_or_bool() && right.as_int() < 64) {
    int64_t result = 1, base = left.as_int();
    bool overflow = false;
    for (int64_t e = right.as_int(); e > 0 && !overflow; e >>= 1) {
      if (e & 1) overflow = __builtin_mul_overflow(result, base, &result);
      if (e > 1) overflow = overflow || __builtin_mul_overflow(base, base, &base);
    }
    if (!overflow) return Value::integer(result);
  }
  return big_binary(interp, BinaryOp::kPow, left, right);
}

Value small_shift(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  const int64_t a = left.as_int(), n = right.as_int();
  if (n >= 0 && op == BinaryOp::kRShift) return Value::integer(n > 63 ? (a < 0 ? -1 : 0) : a >> n);
  if (n >= 0 && n < 63) {
    const int64_t shifted = static_cast<int64_t>(static_cast<uint64_t>(a) << n);
    if (shifted >> n == a) return Value::integer(shifted);
  }
  return big_binary(interp, op, left, right);
}

Value small_divide(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  const int64_t a = left.as_int(), b = right.as_int();
  if (b == 0)
    return zero_division(interp, op == BinaryOp::kMod ? "integer modulo by zero" : "integer division or modulo by zero");
  if (b == -1) {  // INT64_MIN / -1 does not fit
    return op == BinaryOp::kMod ? Value::integer(0) : number_unary(interp, UnaryOp::kNeg, Value::integer(a));
  }
  int64_t quotient = a / b, remainder = a % b;
  if (remainder != 0 && (remainder < 0) != (b < 0)) {
    --quotient;
    remainder += b;
  }
  return Value::integer(op == BinaryOp::kMod ? remainder : quotient);
}

Value small_bitwise(BinaryOp op, const Value& left, const Value& right) {
  const int64_t a = left.as_int(), b = right.as_int();
  const int64_t out = op == BinaryOp::kAnd ? a & b : op == BinaryOp::kOr ? a | b : a ^ b;
  return left.is_bool() && right.is_bool() ? Value::boolean(out) : Value::integer(out);
}

Value int_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  if (op == BinaryOp::kTrueDiv) return int_true_divide(interp, left, right);
  if (op == BinaryOp::kPow) return int_pow(interp, left, right);
  if (!left.is_int_or_bool() || !right.is_int_or_bool()) return big_binary(interp, op, left, right);
  int64_t out;
  switch (op) {
    case BinaryOp::kAdd:
      if (!__builtin_add_overflow(left.as_int(), right.as_int(), &out)) return Value::integer(out);
      break;
    case BinaryOp::kSub:
      if (!__builtin_sub_overflow(left.as_int(), right.as_int(), &out)) return Value::integer(out);
      break;
    case BinaryOp::kMul:
      if (!__builtin_mul_overflow(left.as_int(), right.as_int(), &out)) return Value::integer(out);
      break;
    case BinaryOp::kFloorDiv:
    case BinaryOp::kMod:
      return small_divide(interp, op, left, right);
    case BinaryOp::kLShift:
    case BinaryOp::kRShift:
      return small_shift(interp, op, left, right);
    case BinaryOp::kAnd:
    case BinaryOp::kOr:
    case BinaryOp::kXor:
      return small_bitwise(op, left, right);
    default:
      return Value::not_implemented();
  }
  return big_binary(interp, op, left, right);
}

// The remainder with the divisor's sign and the floored quotient: CPython's float_divmod.
void float_divmod(double a, double b, double* quotient, double* remainder) {
  double mod = std::fmod(a, b), div = (a - mod) / b;
  if (mod != 0) {
    if ((b < 0) != (mod < 0)) {
      mod += b;
      div -= 1.0;
    }
  } else {
    mod = std::copysign(0.0, b);
  }
  if (div != 0) {
    double whole = std::floor(div);
    if (div - whole > 0.5) whole += 1.0;
    div = whole;
  } else {
    div = std::copysign(0.0, a / b);
  }
  *quotient = div;
  *remainder = mod;
}

Value float_pow(Interpreter& interp, double a, double b) {
  if (b == 0 || a == 1) return Value::real(1);
  if (std::isnan(a) || std::isnan(b)) return Value::real(std::nan(""));
  if (std::isinf(b)) return Value::real(std::pow(std::fabs(a), b));
  if (a == 0 && b < 0) return zero_division(interp, "0.0 cannot be raised to a negative power");
  if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b)) return complex_pow(interp, {a, 0}, {b, 0});
  const double out = std::pow(a, b);
  if (std::isinf(out) && std::isfinite(a) && std::isfinite(b)) {
    auto args = make_tuple(interp.heap(), 2);
    args->items()[0] = Value::integer(34);
    args->items()[1] = str_value(interp.heap(), "Numerical result out of range");
    return interp.raise_value(make_exception(interp.heap(), exception_type(ExceptionKind::kOverflowError), std::move(args)));
  }
  return Value::real(out);
}

Value float_binary(Interpreter& interp, BinaryOp op, double a, double b) {
  double quotient, remainder;
  switch (op) {
    case BinaryOp::kAdd:
      return Value::real(a + b);
    case BinaryOp::kSub:
      return Value::real(a - b);
    case BinaryOp::kMul:
      return Value::real(a * b);
    case BinaryOp::kTrueDiv:
      return b == 0 ? zero_division(interp, "float division by zero") : Value::real(a / b);
    case BinaryOp::kFloorDiv:
      if (b == 0) return zero_division(interp, "float floor division by zero");
      float_divmod(a, b, &quotient, &remainder);
      return Value::real(quotient);
    case BinaryOp::kMod:
      if (b == 0) return zero_division(interp, "float modulo");
      float_divmod(a, b, &quotient, &remainder);
      return Value::real(remainder);
    case BinaryOp::kPow:
      return float_pow(interp, a, b);
    default:
      return Value::not_implemented();
  }
}

Value absolute(Interpreter& interp, const Value& value) {
  if (value.is_float()) return Value::real(std::fabs(value.as_float()));
  if (const auto* complex = value.as<ComplexObject>()) {
    const double size = std::hypot(complex->value.real(), complex->value.imag());
    const bool finite = std::isfinite(complex->value.real()) && std::isfinite(complex->value.imag());
    if (std::isinf(size) && finite) return interp.raise(ExceptionKind::kOverflowError, "absolute value too large");
    return Value::real(size);
  }
  const auto* big = value.as<BigIntObject>();
  const bool negative = big ? big->negative : value.as_int() < 0;
  return number_unary(interp, negative ? UnaryOp::kNeg : UnaryOp::kPos, value);
}

int small_compare_float(int64_t a, double b) {
  if (a >= -kExactDouble && a <= kExactDouble) {
    const double exact = static_cast<double>(a);
    return exact < b ? -1 : exact > b ? 1 : 0;
  }
  return big_compare_float(Value::integer(a), b);
}

}  // namespace

Value number_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  if (!is_number(left) || !is_number(right)) return Value::not_implemented();
  if (left.is<ComplexObject>() || right.is<ComplexObject>()) return complex_binary(interp, op, left, right);
  if (!left.is_float() && !right.is_float()) return int_binary(interp, op, left, right);
  double a, b;
  if (!to_double(interp, left, &a) || !to_double(interp, right, &b)) return Value::error();
  return float_binary(interp, op, a, b);
}

Value number_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  if (!is_number(left) || !is_number(right)) return Value::not_implemented();
  if (left.is<ComplexObject>() || right.is<ComplexObject>()) {
    if (op != CompareOp::kEq && op != CompareOp::kNe) return Value::not_implemented();
    const auto *a = left.as<ComplexObject>(), *b = right.as<ComplexObject>();
    const bool real_only = (!a || a->value.imag() == 0) && (!b || b->value.imag() == 0);
    if (a && b) return Value::boolean((a->value == b->value) == (op == CompareOp::kEq));
    if (!real_only) return Value::boolean(op == CompareOp::kNe);
    return number_compare(interp, op, a ? Value::real(a->value.real()) : left, b ? Value::real(b->value.real()) : right);
  }
  if ((left.is_float() && std::isnan(left.as_float())) || (right.is_float() && std::isnan(right.as_float()))) {
    return Value::boolean(op == CompareOp::kNe);
  }
  for (const Value* side : {&left, &right}) {
    const auto* big = side->as<BigIntObject>();
    if (big && !interp.charge_steps(big->limb_count / 8)) return Value::error();
  }
  int order;
  if (left.is_float() && right.is_float()) {
    order = left.as_float() < right.as_float() ? -1 : left.as_float() > right.as_float();
  } else if (right.is_float()) {
    order =
        left.is_int_or_bool() ? small_compare_float(left.as_int(), right.as_float()) : big_compare_float(left, right.as_float());
  } else if (left.is_float()) {
    order = right.is_int_or_bool() ? -small_compare_float(right.as_int(), left.as_float())
                                   : -big_compare_float(right, left.as_float());
  } else if (left.is_int_or_bool() && right.is_int_or_bool()) {
    order = left.as_int() < right.as_int() ? -1 : left.as_int() > right.as_int();
  } else {
    order = big_compare(left, right);
  }
  return Value::boolean(order_matches(op, order));
}

Value number_unary(Interpreter& interp, UnaryOp op, const Value& value) {
  if (op == UnaryOp::kAbs) return absolute(interp, value);
  if (value.is_float()) {
    if (op == UnaryOp::kNeg) return Value::real(-value.as_float());
    return op == UnaryOp::kPos ? value : Value::not_implemented();
  }
  if (const auto* complex = value.as<ComplexObject>()) {
    if (op == UnaryOp::kNeg) return complex_value(interp.heap(), -complex->value);
    return op == UnaryOp::kPos ? value : Value::not_implemented();
  }
  if (!value.is_int_or_bool()) return big_unary(interp, op, value);
  const int64_t i = value.as_int();
  if (op == UnaryOp::kPos) return Value::integer(i);
  if (op == UnaryOp::kInvert) return Value::integer(~i);
  return i == INT64_MIN ? big_unary(interp, op, value) : Value::integer(-i);
}

bool to_double(Interpreter& interp, const Value& value, double* out) {
  if (value.is_float()) {
    *out = value.as_float();
    return true;
  }
  if (value.is_int_or_bool()) {
    *out = static_cast<double>(value.as_int());
    return true;
  }
  if (!value.is<BigIntObject>()) {
    const Type* type = value.is_object() ? value.type() : nullptr;
    const auto convert = !type ? nullptr : type->to_float ? type->to_float : type->to_index;
    if (!convert) {
      interp.raise(ExceptionKind::kTypeError, "must be real number, not ", value.type_name());
      return false;
    }
    const Value number = plain_number(convert(interp, value.object()));
    return !number.is_error() && to_double(interp, number, out);
  }
  if (!interp.charge_steps(value.as<BigIntObject>()->limb_count / 8)) return false;
  if (big_to_double(value, out)) return true;
  interp.raise(ExceptionKind::kOverflowError, "int too large to convert to float");
  return false;
}

bool to_int64(Interpreter& interp, const Value& value, int64_t* out) {
  if (value.is_int_or_bool()) {
    *out = value.as_int();
    return true;
  }
  if (!value.is<BigIntObject>() && value.is_object() && value.type()->to_index) {
    const Value index = value.type()->to_index(interp, value.object());
    return !index.is_error() && to_int64(interp, index, out);
  }
  if (value.is<BigIntObject>()) {
    interp.raise(ExceptionKind::kOverflowError, "Python int too large to convert to C ssize_t");
  } else {
    interp.raise(ExceptionKind::kTypeError, "'", value.type_name(), "' object cannot be interpreted as an integer");
  }
  return false;
}

Value number_divmod(Interpreter& interp, const Value& left, const Value& right) {
  const bool real = (is_integer(left) || left.is_float()) && (is_integer(right) || right.is_float());
  if (!real) return Value::not_implemented();
  auto out = make_tuple(interp.heap(), 2);
  if (left.is_float() || right.is_float()) {
    double a, b, quotient, remainder;
    if (!to_double(interp, left, &a) || !to_double(interp, right, &b)) return Value::error();
    if (b == 0) return zero_division(interp, "float divmod()");
    float_divmod(a, b, &quotient, &remainder);
    out->items()[0] = Value::real(quotient);
    out->items()[1] = Value::real(remainder);
    return Value::object(std::move(out));
  }
  if (right.is_int_or_bool() && right.as_int() == 0) return zero_division(interp, "integer division or modulo by zero");
  out->items()[0] = int_binary(interp, BinaryOp::kFloorDiv, left, right);
  out->items()[1] = int_binary(interp, BinaryOp::kMod, left, right);
  return out->items()[0].is_error() || out->items()[1].is_error() ? Value::error() : Value::object(std::move(out));
}

Value int_from_double(Interpreter& interp, double value) {
  if (std::isnan(value)) return interp.raise(ExceptionKind::kValueError, "cannot convert float NaN to integer");
  if (std::isinf(value)) return interp.raise(ExceptionKind::kOverflowError, "cannot convert float infinity to integer");
  if (value >= -0x1p63 && value < 0x1p63) return Value::integer(static_cast<int64_t>(value));
  return big_from_double(interp.heap(), value);
}

}  // namespace interloom::lang
