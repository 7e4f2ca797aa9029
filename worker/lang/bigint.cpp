#include "worker/lang/bigint.h"

#include <algorithm>
#include <bit>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstring>

#include "worker/lang/interpreter.h"

namespace interloom::lang {
namespace {

using Big = boost::multiprecision::cpp_int;
static_assert(sizeof(boost::multiprecision::limb_type) == 8);

Big to_big(const Value& value) {
  if (value.is_int_or_bool()) return Big(value.as_int());
  const auto& object = *static_cast<const BigIntObject*>(value.object());
  Big big;
  big.backend().resize(object.limb_count, object.limb_count);
  std::memcpy(big.backend().limbs(), object.limbs(), object.limb_count * 8);
  big.backend().normalize();
  if (object.negative) big.backend().negate();
  return big;
}

Value from_big(Heap& heap, const Big& big) {
  const auto& limbs = big.backend();
  const bool negative = limbs.sign();
  if (limbs.size() == 1) {
    const uint64_t low = limbs.limbs()[0];
    if (low <= uint64_t{INT64_MAX}) return Value::integer(negative ? -static_cast<int64_t>(low) : static_cast<int64_t>(low));
    if (negative && low == uint64_t{1} << 63) return Value::integer(INT64_MIN);
  }
  auto object = heap.make_sized<BigIntObject>(limbs.size() * 8, negative, uint64_t{limbs.size()});
  std::memcpy(object->limbs(), limbs.limbs(), limbs.size() * 8);
  return Value::object(std::move(object));
}

uint64_t limbs_of(const Value& value) {
  const auto* object = value.as<BigIntObject>();
  return object ? object->limb_count : 1;
}

// The value of `magnitude` * 2^exponent plus something below when sticky, rounded half to even.
bool round_to_double(Big magnitude, int64_t exponent, bool sticky, double* out) {
  if (magnitude == 0) {
    *out = 0;
    return true;
  }
  const int64_t bits = static_cast<int64_t>(msb(magnitude)) + 1;
  const int64_t keep = std::clamp<int64_t>(bits + exponent + 1074, 0, 53);
  const int64_t drop = bits - keep;
  if (drop > 0) {
    const Big low = magnitude & ((Big(1) << static_cast<unsigned>(drop)) - 1);
    const Big half = Big(1) << static_cast<unsigned>(drop - 1);
    magnitude >>= static_cast<unsigned>(drop);
    exponent += drop;
    if (low > half || (low == half && (sticky || bit_test(magnitude, 0)))) ++magnitude;
  }
  const double mantissa = static_cast<double>(static_cast<uint64_t>(magnitude));
  if (exponent > 2000) return false;
  *out = std::ldexp(mantissa, static_cast<int>(exponent));
  return std::isfinite(*out);
}

Value too_large(Interpreter& interp) { return interp.raise(ExceptionKind::kMemoryError); }

Value shift_left(Interpreter& interp, const Value& left, const Value& right) {
  if (left.is_int_or_bool() && left.as_int() == 0) return Value::integer(0);
  if (!right.is_int_or_bool()) return interp.raise(ExceptionKind::kOverflowError, "too many digits in integer");
  if (big_bit_length(left) + static_cast<uint64_t>(right.as_int()) > kMaxIntBits) return too_large(interp);
  if (!interp.charge_steps(right.as_int() / 512)) return Value::error();
  return from_big(interp.heap(), to_big(left) << static_cast<unsigned>(right.as_int()));
}

Value shift_right(Interpreter& interp, const Value& left, const Value& right) {
  const Big value = to_big(left);
  const bool all = !right.is_int_or_bool() || static_cast<uint64_t>(right.as_int()) >= big_bit_length(left);
  if (all) return Value::integer(value < 0 ? -1 : 0);
  const unsigned count = static_cast<unsigned>(right.as_int());
  if (value >= 0) return from_big(interp.heap(), value >> count);
  return from_big(interp.heap(), -((-value - 1) >> count) - 1);
}

Value shift(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  const auto* big = right.as<BigIntObject>();
  if (big ? big->negative : right.as_int() < 0) return interp.raise(ExceptionKind::kValueError, "negative shift count");
  return op == BinaryOp::kLShift ? shift_left(interp, left, right) : shift_right(interp, left, right);
}

Value power(Interpreter& interp, const Value& left, const Value& right) {
  if (left.is_int_or_bool() && left.as_int() >= -1 && left.as_int() <= 1) {
    const bool odd = right.is_int_or_bool() ? (right.as_int() & 1) : (right.as<BigIntObject>()->limbs()[0] & 1);
    const bool zero = right.is_int_or_bool() && right.as_int() == 0;
    return Value::integer(zero ? 1 : left.as_int() == -1 ? (odd ? -1 : 1) : left.as_int());
  }
  if (!right.is_int_or_bool()) return too_large(interp);
  const uint64_t exponent = static_cast<uint64_t>(right.as_int());
  uint64_t bits;
  if (__builtin_mul_overflow(big_bit_length(left), exponent, &bits) || bits > kMaxIntBits) return too_large(interp);
  const uint64_t limbs = bits / 64 + 1;
  if (!interp.heap().fits(limbs * 8)) interp.heap().fail_over_quota();
  if (!interp.charge_steps(limbs * limbs / 8)) return Value::error();
  return from_big(interp.heap(), pow(to_big(left), static_cast<unsigned>(exponent)));
}

Value divide(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  if (right.is_int_or_bool() && right.as_int() == 0) {
    return interp.raise(ExceptionKind::kZeroDivisionError,
                        op == BinaryOp::kMod ? "integer modulo by zero" : "integer division or modulo by zero");
  }
  const Big a = to_big(left), b = to_big(right);
  Big quotient, remainder;
  divide_qr(a, b, quotient, remainder);
  if (remainder != 0 && (remainder < 0) != (b < 0)) {
    --quotient;
    remainder += b;
  }
  return from_big(interp.heap(), op == BinaryOp::kMod ? remainder : quotient);
}

// Two's complement by -x-1 == ~x, so that only magnitudes meet.
Big bitwise(BinaryOp op, const Big& a, const Big& b) {
  const bool na = a < 0, nb = b < 0;
  const Big x = na ? Big(-a - 1) : a, y = nb ? Big(-b - 1) : b;
  auto and_not = [](const Big& p, const Big& q) { return Big(p ^ (p & q)); };  // p & ~q
  auto inverted = [](const Big& p) { return Big(-p - 1); };
  switch (op) {
    case BinaryOp::kAnd:
      if (na && nb) return inverted(x | y);
      return na ? and_not(y, x) : nb ? and_not(x, y) : Big(x & y);
    case BinaryOp::kOr:
      if (na && nb) return inverted(x & y);
      return na ? inverted(and_not(x, y)) : nb ? inverted(and_not(y, x)) : Big(x | y);
    default:
      return na != nb ? inverted(x ^ y) : Big(x ^ y);
  }
}

}  // namespace

Value big_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  const uint64_t a = limbs_of(left), b = limbs_of(right);
  const bool product = op == BinaryOp::kMul || op == BinaryOp::kFloorDiv || op == BinaryOp::kMod;
  if (product && (a + b) * 64 > kMaxIntBits) return too_large(interp);
  if (!interp.charge_steps(product ? a * b / 8 : (a + b) / 8)) return Value::error();
  if (!interp.heap().fits((a + b) * 8)) interp.heap().fail_over_quota();
  Heap& heap = interp.heap();
  switch (op) {
    case BinaryOp::kAdd:
      return from_big(heap, to_big(left) + to_big(right));
    case BinaryOp::kSub:
      return from_big(heap, to_big(left) - to_big(right));
    case BinaryOp::kMul:
      return from_big(heap, to_big(left) * to_big(right));
    case BinaryOp::kFloorDiv:
    case BinaryOp::kMod:
      return divide(interp, op, left, right);
    case BinaryOp::kPow:
      return power(interp, left, right);
    case BinaryOp::kLShift:
    case BinaryOp::kRShift:
      return shift(interp, op, left, right);
    case BinaryOp::kAnd:
    case BinaryOp::kOr:
    case BinaryOp::kXor:
      return from_big(heap, bitwise(op, to_big(left), to_big(right)));
    default:
      return Value::not_implemented();
  }
}

Value big_unary(Interpreter& interp, UnaryOp op, const Value& value) {
  if (op == UnaryOp::kPos) return value;
  if (op == UnaryOp::kNeg) return from_big(interp.heap(), -to_big(value));
  return from_big(interp.heap(), -to_big(value) - 1);
}

int big_compare(const Value& left, const Value& right) { return to_big(left).compare(to_big(right)); }

int big_compare_float(const Value& left, double right) {
  if (std::isinf(right)) return right > 0 ? -1 : 1;
  const Big a = to_big(left);
  const double whole = std::trunc(right);
  const int order = a.compare(Big(whole));
  if (order != 0) return order;
  return right > whole ? -1 : right < whole ? 1 : 0;
}

bool big_to_double(const Value& value, double* out) {
  const Big big = to_big(value);
  if (!round_to_double(abs(big), 0, false, out)) return false;
  if (big < 0) *out = -*out;
  return true;
}

bool big_true_divide(const Value& left, const Value& right, double* out) {
  const Big a = to_big(left), b = to_big(right);
  if (a == 0) {
    *out = b < 0 ? -0.0 : 0.0;
    return true;
  }
  Big x = abs(a), y = abs(b);
  const int64_t shift = 56 - (static_cast<int64_t>(msb(x)) - static_cast<int64_t>(msb(y)));
  if (shift > 0) x <<= static_cast<unsigned>(shift);
  if (shift < 0) y <<= static_cast<unsigned>(-shift);
  Big quotient, remainder;
  divide_qr(x, y, quotient, remainder);
  // The quotient has 56 or 57 bits, more than is kept, so the remainder only breaks ties.
  if (!round_to_double(quotient, -shift, remainder != 0, out)) return false;
  if ((a < 0) != (b < 0)) *out = -*out;
  return true;
}

Value big_from_double(Heap& heap, double value) { return from_big(heap, Big(std::trunc(value))); }

uint64_t big_bit_length(const Value& value) {
  if (value.is_int_or_bool()) {
    const int64_t i = value.as_int();
    return std::bit_width(i < 0 ? ~static_cast<uint64_t>(i) + 1 : static_cast<uint64_t>(i));
  }
  const auto& object = *static_cast<const BigIntObject*>(value.object());
  return (object.limb_count - 1) * 64 + std::bit_width(object.limbs()[object.limb_count - 1]);
}

Value big_from_digits(Heap& heap, bool negative, std::string_view digits, int base) {
  Big big = 0;
  // Chunks that fit a limb keep the number of big multiplications small.
  for (size_t at = 0; at < digits.size();) {
    uint64_t chunk = 0, scale = 1;
    for (; at < digits.size() && scale <= UINT64_MAX / 36 / 36; ++at) {
      const char c = digits[at];
      const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
      chunk = chunk * base + digit;
      scale *= base;
    }
    big = big * scale + chunk;
  }
  return from_big(heap, negative ? Big(-big) : big);
}

std::string int_to_decimal(const Value& value) {
  return value.is_int_or_bool() ? std::to_string(value.as_int()) : to_big(value).str();
}

Value int_from_decimal(Heap& heap, std::string_view decimal) {
  const bool negative = !decimal.empty() && decimal[0] == '-';
  return big_from_digits(heap, negative, decimal.substr(negative ? 1 : 0), 10);
}

}  // namespace interloom::lang
