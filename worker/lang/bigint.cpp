#include "worker/lang/bigint.h"

#include <algorithm>
#include <bit>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstring>
#include <vector>

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

// The int of these limbs, least significant first; leading zeros are dropped.
template <class Limb>
Value from_limbs(Heap& heap, bool negative, uint64_t count, Limb limb) {
  while (count > 0 && limb(count - 1) == 0) --count;
  if (count == 0) return Value::integer(0);
  if (count == 1) {
    const uint64_t low = limb(0);
    if (low <= uint64_t{INT64_MAX}) return Value::integer(negative ? -static_cast<int64_t>(low) : static_cast<int64_t>(low));
    if (negative && low == uint64_t{1} << 63) return Value::integer(INT64_MIN);
  }
  auto object = heap.make_sized<BigIntObject>(count * 8, negative, count);
  for (uint64_t i = 0; i < count; ++i) object->limbs()[i] = limb(i);
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
  // The last squaring and multiplication are as long as all before them.
  if (!interp.charge_steps(3 * multiply_steps(limbs, limbs))) return Value::error();
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
  const bool division = op == BinaryOp::kFloorDiv || op == BinaryOp::kMod;
  const uint64_t steps = op == BinaryOp::kMul ? multiply_steps(a, b) : division ? (a > b ? a - b + 1 : 1) * b / 8 : (a + b) / 8;
  if (!interp.charge_steps(steps)) return Value::error();
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

// Long products are computed by Karatsuba's method.
uint64_t multiply_steps(uint64_t left_limbs, uint64_t right_limbs) {
  constexpr double kExponent = 1.585;  // log2(3)
  constexpr uint64_t kSchoolbook = 40;
  const uint64_t small = std::min(left_limbs, right_limbs), large = std::max(left_limbs, right_limbs);
  if (small <= kSchoolbook) return small * large / 8;
  const double pieces = static_cast<double>(large) / static_cast<double>(small);
  const double piece = std::pow(static_cast<double>(small) / kSchoolbook, kExponent) * kSchoolbook * kSchoolbook;
  return static_cast<uint64_t>(pieces * piece / 4);
}

Value big_unary(Interpreter& interp, UnaryOp op, const Value& value) {
  if (!interp.charge_steps(limbs_of(value) / 8)) return Value::error();
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

std::string big_to_power_of_two(const Value& value, int bits) {
  const uint64_t length = std::max<uint64_t>((big_bit_length(value) + bits - 1) / bits, 1);
  std::string out(length, '0');
  uint64_t small = 0, count = 1;
  const uint64_t* limbs = &small;
  if (const auto* big = value.as<BigIntObject>()) {
    limbs = big->limbs();
    count = big->limb_count;
  } else {
    const int64_t i = value.as_int();
    small = i < 0 ? ~static_cast<uint64_t>(i) + 1 : static_cast<uint64_t>(i);
  }
  for (uint64_t i = 0; i < length; ++i) {
    const uint64_t at = i * bits, limb = at / 64, offset = at % 64;
    uint64_t digit = limb < count ? limbs[limb] >> offset : 0;
    if (offset + bits > 64 && limb + 1 < count) digit |= limbs[limb + 1] << (64 - offset);
    out[length - 1 - i] = "0123456789abcdef"[digit & ((uint64_t{1} << bits) - 1)];
  }
  return out;
}

void big_to_little_endian(const Value& value, std::string& bytes) {
  const auto* big = value.as<BigIntObject>();
  const uint64_t count = big ? big->limb_count : 1;
  for (uint64_t i = 0; i < bytes.size(); ++i) {
    const uint64_t limb = i / 8 < count ? (big ? big->limbs()[i / 8] : static_cast<uint64_t>(value.as_int())) : 0;
    bytes[i] = static_cast<char>(limb >> i % 8 * 8);
  }
}

Value big_from_little_endian(Heap& heap, std::string_view bytes) {
  return from_limbs(heap, false, (bytes.size() + 7) / 8, [&](uint64_t i) {
    uint64_t limb = 0;
    for (uint64_t k = 0; k < 8 && i * 8 + k < bytes.size(); ++k) {
      limb |= uint64_t{static_cast<unsigned char>(bytes[i * 8 + k])} << k * 8;
    }
    return limb;
  });
}

namespace {

int digit_value(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

// Base 2^bits: each digit goes to its place.
Value from_power_of_two(Heap& heap, bool negative, std::string_view digits, int bits) {
  std::vector<uint64_t> limbs(digits.size() * bits / 64 + 2);
  uint64_t at = 0;
  for (size_t i = digits.size(); i-- > 0; at += bits) {
    const uint64_t digit = static_cast<uint64_t>(digit_value(digits[i]));
    limbs[at / 64] |= digit << at % 64;
    if (at % 64 + bits > 64) limbs[at / 64 + 1] |= digit >> (64 - at % 64);
  }
  return from_limbs(heap, negative, limbs.size(), [&](uint64_t i) { return limbs[i]; });
}

}  // namespace

Value big_from_digits(Heap& heap, bool negative, std::string_view digits, int base) {
  if (std::has_single_bit(static_cast<unsigned>(base)))
    return from_power_of_two(heap, negative, digits, std::countr_zero(static_cast<unsigned>(base)));
  Big big = 0;
  // Chunks that fit a limb keep the number of big multiplications small.
  for (size_t at = 0; at < digits.size();) {
    uint64_t chunk = 0, scale = 1;
    for (; at < digits.size() && scale <= UINT64_MAX / 36 / 36; ++at) {
      chunk = chunk * base + digit_value(digits[at]);
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

namespace {

// x with base * x == 1 modulo m, by Euclid's extended algorithm. False: there is none.
bool invert(const Big& base, const Big& m, Big* out) {
  Big a = base % m, b = m, x = 1, y = 0;
  if (a < 0) a += m;
  while (b != 0) {
    const Big q = a / b;
    Big next = a - q * b;
    a = b;
    b = next;
    next = x - q * y;
    x = y;
    y = next;
  }
  *out = x % m;
  return a == 1;
}

}  // namespace

Value number_pow_mod(Interpreter& interp, const Value& base, const Value& exponent, const Value& modulus) {
  if (!is_integer(base) || !is_integer(exponent) || !is_integer(modulus))
    return interp.raise(ExceptionKind::kTypeError, "pow() 3rd argument not allowed unless all arguments are integers");
  if (modulus.is_int_or_bool() && modulus.as_int() == 0)
    return interp.raise(ExceptionKind::kValueError, "pow() 3rd argument cannot be 0");
  const uint64_t limbs = std::max(limbs_of(modulus), limbs_of(base));
  if (!interp.charge_steps(limbs * limbs / 4)) return Value::error();
  const Big sign_modulus = to_big(modulus), m = abs(sign_modulus);
  Big b = to_big(base) % m, e = to_big(exponent);
  if (b < 0) b += m;
  if (e < 0) {
    if (!interp.charge_steps(limbs * limbs * 4)) return Value::error();
    if (!invert(b, m, &b)) return interp.raise(ExceptionKind::kValueError, "base is not invertible for the given modulus");
    if (b < 0) b += m;
    e = -e;
  }
  Big result = Big(1) % m;
  const uint64_t modulus_limbs = limbs_of(modulus);
  for (uint64_t bit = e == 0 ? 0 : msb(e) + 1; bit-- > 0;) {
    if (!interp.charge_steps(1 + modulus_limbs * modulus_limbs / 4)) return Value::error();
    result = result * result % m;
    if (bit_test(e, static_cast<unsigned>(bit))) result = result * b % m;
  }
  if (sign_modulus < 0 && result != 0) result += sign_modulus;
  return from_big(interp.heap(), result);
}

}  // namespace interloom::lang
