#include "worker/lang/modules/math_int.h"

#include <algorithm>
#include <bit>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstring>
#include <numeric>

#include "worker/lang/bigint.h"
#include "worker/lang/number.h"

namespace interloom::lang::modules {
namespace {

using Big = boost::multiprecision::cpp_int;

uint64_t magnitude(int64_t value) { return value < 0 ? ~static_cast<uint64_t>(value) + 1 : static_cast<uint64_t>(value); }

Value from_unsigned(Heap& heap, uint64_t value) {
  if (value <= uint64_t{INT64_MAX}) return Value::integer(static_cast<int64_t>(value));
  auto object = heap.make_sized<BigIntObject>(8, false, uint64_t{1});
  object->limbs()[0] = value;
  return Value::object(std::move(object));
}

Big magnitude_of(const Value& value) {
  if (value.is_int_or_bool()) return Big(magnitude(value.as_int()));
  const auto& object = *static_cast<const BigIntObject*>(value.object());
  Big big;
  big.backend().resize(static_cast<unsigned>(object.limb_count), static_cast<unsigned>(object.limb_count));
  std::memcpy(big.backend().limbs(), object.limbs(), object.limb_count * 8);
  big.backend().normalize();
  return big;
}

Value from_magnitude(Heap& heap, const Big& big) {
  const auto& limbs = big.backend();
  if (limbs.size() == 1) return from_unsigned(heap, limbs.limbs()[0]);
  auto object = heap.make_sized<BigIntObject>(limbs.size() * 8, false, uint64_t{limbs.size()});
  std::memcpy(object->limbs(), limbs.limbs(), limbs.size() * 8);
  return Value::object(std::move(object));
}

uint64_t limbs_of(const Value& value) {
  const auto* object = value.as<BigIntObject>();
  return object ? object->limb_count : 1;
}

int sign_of(const Value& value) {
  if (const auto* big = value.as<BigIntObject>()) return big->negative ? -1 : 1;
  return value.as_int() < 0 ? -1 : value.as_int() > 0;
}

// One operation of an algorithm on ints; errors stay in `interp` and every later operation gives the sentinel too.
class Calculator {
 public:
  explicit Calculator(Interpreter& interp) : interp_(interp) {}
  Value operator()(BinaryOp op, const Value& a, const Value& b) {
    if (a.is_error() || b.is_error() || !interp_.charge_steps(1)) return Value::error();
    return number_binary(interp_, op, a, b);
  }
  Value add(const Value& a, int64_t b) { return (*this)(BinaryOp::kAdd, a, Value::integer(b)); }
  Value sub(const Value& a, const Value& b) { return (*this)(BinaryOp::kSub, a, b); }
  Value mul(const Value& a, const Value& b) { return (*this)(BinaryOp::kMul, a, b); }
  Value div(const Value& a, const Value& b) { return (*this)(BinaryOp::kFloorDiv, a, b); }
  Value shift(const Value& a, int64_t by) {
    return by < 0 ? (*this)(BinaryOp::kRShift, a, Value::integer(-by)) : (*this)(BinaryOp::kLShift, a, Value::integer(by));
  }
  Interpreter& interp() { return interp_; }

 private:
  Interpreter& interp_;
};

// Work on a result of so many bits: charged first, refused when no int can be that large.
bool check_size(Interpreter& interp, double bits) {
  const double limbs = bits / 64;
  const double steps = std::min(limbs * limbs / 64 + limbs, 4e18);
  if (!interp.charge_steps(static_cast<uint64_t>(steps))) return false;
  if (bits <= static_cast<double>(kMaxIntBits)) return true;
  interp.raise(ExceptionKind::kMemoryError);
  return false;
}

// first * (first + 1) * ... * last, halves multiplied so that factors stay alike in size. Null bounds: first + i.
Value range_product(Calculator& calc, const Value& first, int64_t count) {
  if (!calc.interp().check_native_stack()) return Value::error();
  if (count <= 4) {
    Value out = first;
    for (int64_t i = 1; i < count; ++i) out = calc.mul(out, calc.add(first, i));
    return out;
  }
  const int64_t half = count / 2;
  Value low = range_product(calc, first, half);
  if (low.is_error()) return low;
  return calc.mul(low, range_product(calc, calc.add(first, half), count - half));
}

double log2_of(const Value& n) {
  int64_t exponent;
  return sign_of(n) <= 0 ? 0 : std::log2(int_frexp(n, &exponent)) + static_cast<double>(exponent);
}

// C(n, k) where every step fits 64 bits; false: it does not.
bool small_comb(uint64_t n, uint64_t k, uint64_t* out) {
  unsigned __int128 result = 1;
  for (uint64_t i = 1; i <= k; ++i) {
    result = result * (n - k + i) / i;
    if (result > UINT64_MAX) return false;
  }
  *out = static_cast<uint64_t>(result);
  return true;
}

// C(n, k) = C(n, j) * C(n-j, k-j) / C(k, j).
Value comb_parts(Calculator& calc, const Value& n, uint64_t k) {
  if (k == 0) return Value::integer(1);
  if (k == 1) return n;
  uint64_t small;
  if (n.is_int() && k < 64 && small_comb(static_cast<uint64_t>(n.as_int()), k, &small)) return from_unsigned(calc.interp().heap(), small);
  const uint64_t j = k / 2;
  const Value below = comb_parts(calc, n, j);
  if (below.is_error()) return below;
  const Value above = comb_parts(calc, calc.sub(n, Value::integer(static_cast<int64_t>(j))), k - j);
  if (above.is_error()) return above;
  const Value divisor = comb_parts(calc, Value::integer(static_cast<int64_t>(k)), j);
  return calc.div(calc.mul(below, above), divisor);
}

}  // namespace

bool index_of(Interpreter& interp, const Value& value, Value* out) {
  if (is_integer(value)) {
    *out = value.is_bool() ? Value::integer(value.as_int()) : value;
    return true;
  }
  if (value.is_object() && value.type()->to_index) {
    *out = value.type()->to_index(interp, value.object());
    return !out->is_error();
  }
  interp.raise(ExceptionKind::kTypeError, "'", value.type_name(), "' object cannot be interpreted as an integer");
  return false;
}

Value int_gcd(Interpreter& interp, const Value& a, const Value& b) {
  if (a.is_int() && b.is_int())
    return from_unsigned(interp.heap(), std::gcd(magnitude(a.as_int()), magnitude(b.as_int())));
  if (sign_of(a) == 0 || sign_of(b) == 0) return sign_of(a) == 0 ? number_unary(interp, UnaryOp::kAbs, b) : number_unary(interp, UnaryOp::kAbs, a);
  const uint64_t x = limbs_of(a), y = limbs_of(b);
  if (!interp.charge_steps(x * y / 4 + x + y)) return Value::error();
  if (!interp.heap().fits((x + y) * 16)) interp.heap().fail_over_quota();
  return from_magnitude(interp.heap(), boost::multiprecision::gcd(magnitude_of(a), magnitude_of(b)));
}

Value int_lcm(Interpreter& interp, const Value& a, const Value& b) {
  if (sign_of(a) == 0 || sign_of(b) == 0) return Value::integer(0);
  Calculator calc(interp);
  const Value divisor = int_gcd(interp, a, b);
  const Value product = calc.mul(calc.div(a, divisor), b);
  return product.is_error() ? product : number_unary(interp, UnaryOp::kAbs, product);
}

// Newton's iteration with a precision that doubles: each step has one division of half the final size at most.
Value int_isqrt(Interpreter& interp, const Value& n) {
  if (sign_of(n) < 0) return interp.raise(ExceptionKind::kValueError, "isqrt() argument must be nonnegative");
  if (sign_of(n) == 0) return Value::integer(0);
  Calculator calc(interp);
  const int64_t c = static_cast<int64_t>(big_bit_length(n) - 1) / 2;
  Value a = Value::integer(1);
  int64_t d = 0;
  for (int s = std::bit_width(static_cast<uint64_t>(c)) - 1; s >= 0; --s) {
    const int64_t e = d;
    d = c >> s;
    a = calc(BinaryOp::kAdd, calc.shift(a, d - e - 1), calc.div(calc.shift(n, -(2 * c - e - d + 1)), a));
  }
  const Value square = calc.mul(a, a);
  if (square.is_error()) return square;
  return big_compare(square, n) > 0 ? calc.add(a, -1) : a;
}

Value int_factorial(Interpreter& interp, const Value& n) {
  if (sign_of(n) < 0) return interp.raise(ExceptionKind::kValueError, "factorial() not defined for negative values");
  if (!n.is_int()) {
    return interp.raise(ExceptionKind::kOverflowError, "factorial() argument should not exceed 9223372036854775807");
  }
  if (n.as_int() < 2) return Value::integer(1);
  const double x = static_cast<double>(n.as_int());
  if (!check_size(interp, x * std::log2(x / 2.718281828459045))) return Value::error();
  Calculator calc(interp);
  return range_product(calc, Value::integer(1), n.as_int());
}

Value int_comb(Interpreter& interp, const Value& n, const Value& k) {
  Calculator calc(interp);
  if (sign_of(n) < 0) return interp.raise(ExceptionKind::kValueError, "n must be a non-negative integer");
  if (sign_of(k) < 0) return interp.raise(ExceptionKind::kValueError, "k must be a non-negative integer");
  const Value other = calc.sub(n, k);
  if (other.is_error()) return other;
  if (sign_of(other) < 0) return Value::integer(0);
  const Value least = big_compare(other, k) < 0 ? other : k;
  if (!least.is_int()) {
    return interp.raise(ExceptionKind::kOverflowError, "min(n - k, k) must not exceed 9223372036854775807");
  }
  const double terms = static_cast<double>(least.as_int());
  if (terms > 1 && !check_size(interp, terms * (log2_of(n) - std::log2(terms)))) return Value::error();
  return comb_parts(calc, n, static_cast<uint64_t>(least.as_int()));
}

Value int_perm(Interpreter& interp, const Value& n, const Value& k) {
  if (sign_of(n) < 0) return interp.raise(ExceptionKind::kValueError, "n must be a non-negative integer");
  if (sign_of(k) < 0) return interp.raise(ExceptionKind::kValueError, "k must be a non-negative integer");
  if (big_compare(n, k) < 0) return Value::integer(0);
  if (!k.is_int()) return interp.raise(ExceptionKind::kOverflowError, "k must not exceed 9223372036854775807");
  if (k.as_int() == 0) return Value::integer(1);
  Calculator calc(interp);
  const Value first = calc.add(calc.sub(n, k), 1);
  if (first.is_error()) return first;
  const double terms = static_cast<double>(k.as_int());
  if (terms > 1 && !check_size(interp, terms * std::max(log2_of(first), log2_of(n) - 2))) return Value::error();
  return range_product(calc, first, k.as_int());
}

double int_frexp(const Value& value, int64_t* exponent) {
  const int64_t bits = static_cast<int64_t>(big_bit_length(value));
  *exponent = bits;
  if (value.is_int_or_bool() && bits <= 53) return std::ldexp(static_cast<double>(value.as_int()), static_cast<int>(-bits));
  // The upper 64 bits, the lowest of them set when anything below is.
  uint64_t top;
  if (value.is_int_or_bool()) {
    top = static_cast<uint64_t>(value.as_int()) << (64 - bits);
  } else {
    const auto& big = *static_cast<const BigIntObject*>(value.object());
    const uint64_t* limbs = big.limbs();
    const uint64_t last = big.limb_count - 1;
    const int shift = std::countl_zero(limbs[last]);
    top = limbs[last] << shift;
    bool sticky = false;
    if (last > 0) {
      if (shift > 0) top |= limbs[last - 1] >> (64 - shift);
      sticky = (limbs[last - 1] << shift) != 0;
      for (uint64_t i = 0; i + 1 < last && !sticky; ++i) sticky = limbs[i] != 0;
    }
    top |= sticky;
  }
  const uint64_t low = top & 0x7FF, kept = top >> 11;
  const double rounded = static_cast<double>(kept + (low > 0x400 || (low == 0x400 && (kept & 1))));
  double fraction = std::ldexp(rounded, -53);
  if (fraction == 1.0) {
    fraction = 0.5;
    ++*exponent;
  }
  return fraction;
}

}  // namespace interloom::lang::modules
