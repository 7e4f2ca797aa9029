// Builtin functions on numbers: abs, divmod, pow, round, bin, hex, oct.
#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

#include "worker/lang/builtins.h"
#include "worker/lang/class.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/range.h"

namespace interloom::lang {
namespace {

Value abs_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "abs", args, 1, 1)) return Value::error();
  const Value& x = args[0];
  if (is_number(x)) return number_unary(interp, UnaryOp::kAbs, x);
  if (x.is_object() && x.type()->unary) {
    Value out = x.type()->unary(interp, UnaryOp::kAbs, x.object());
    if (!out.is_not_implemented()) return out;
  }
  return interp.raise(ExceptionKind::kTypeError, "bad operand type for abs(): '", x.type_name(), "'");
}

// round(int, -n): to a multiple of 10^n, half to even.
Value round_int(Interpreter& interp, const Value& value, int64_t digits) {
  if (digits >= 0) return number_unary(interp, UnaryOp::kPos, value);
  const Value unit = binary_op(interp, BinaryOp::kPow, Value::integer(10), Value::integer(-digits));
  if (unit.is_error()) return unit;
  const Value remainder = binary_op(interp, BinaryOp::kMod, value, unit);
  const Value floor = binary_op(interp, BinaryOp::kSub, value, remainder);
  const Value half = binary_op(interp, BinaryOp::kFloorDiv, unit, Value::integer(2));
  const Value quotient = binary_op(interp, BinaryOp::kFloorDiv, value, unit);
  if (remainder.is_error() || floor.is_error() || half.is_error() || quotient.is_error()) return Value::error();
  const bool above = number_compare(interp, CompareOp::kGt, remainder, half).as_bool();
  const bool tie = number_compare(interp, CompareOp::kEq, remainder, half).as_bool();
  const bool odd = truth(interp, binary_op(interp, BinaryOp::kAnd, quotient, Value::integer(1))) == 1;
  return above || (tie && odd) ? binary_op(interp, BinaryOp::kAdd, floor, unit) : floor;
}

Value round_builtin(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"number", "ndigits"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "round", .names = kNames, .required = 1}, args, out)) return Value::error();
  const Value& x = *out[0];
  const Value* digits = out[1] && !out[1]->is_none() ? out[1] : nullptr;
  if (x.is_float()) return round_float(interp, x.as_float(), digits);
  if (is_integer(x)) {
    int64_t n = 0;
    if (digits && !to_int64(interp, *digits, &n)) return Value::error();
    return round_int(interp, x, n);
  }
  Value rounded = call_special(interp, x, "__round__", std::span<const Value>(digits, digits ? 1 : 0));
  if (!rounded.is_undefined()) return rounded;
  return interp.raise(ExceptionKind::kTypeError, "type ", x.type_name(), " doesn't define __round__ method");
}

// Both ends of a user class's say: left.__divmod__(right), then right.__rdivmod__(left).
Value divmod_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "divmod", args, 2, 2)) return Value::error();
  const Value &left = args[0], &right = args[1];
  if (is_number(left) && is_number(right) && !left.is<ComplexObject>() && !right.is<ComplexObject>()) {
    const bool by_zero = right.is_float() ? right.as_float() == 0 : right.is_int_or_bool() && right.as_int() == 0;
    if (by_zero && (left.is_float() || right.is_float())) return interp.raise(ExceptionKind::kZeroDivisionError, "float divmod()");
    const Value parts[] = {number_binary(interp, BinaryOp::kFloorDiv, left, right),
                           by_zero ? Value::error() : number_binary(interp, BinaryOp::kMod, left, right)};
    if (parts[0].is_error() || parts[1].is_error()) return Value::error();
    return Value::object(make_tuple(interp.heap(), parts));
  }
  Value out = call_special(interp, left, "__divmod__", std::span(&right, 1));
  if (!out.is_undefined() && !out.is_not_implemented()) return out;
  out = call_special(interp, right, "__rdivmod__", std::span(&left, 1));
  if (!out.is_undefined() && !out.is_not_implemented()) return out;
  return interp.raise(ExceptionKind::kTypeError, "unsupported operand type(s) for divmod(): '", left.type_name(), "' and '",
                      right.type_name(), "'");
}

Value pow_three(Interpreter& interp, const Value& base, const Value& exponent, const Value& modulus) {
  if (is_integer(base) && is_integer(exponent) && is_integer(modulus)) return int_pow_mod(interp, base, exponent, modulus);
  if (!is_number(base)) {
    const Value rest[] = {exponent, modulus};
    Value out = call_special(interp, base, "__pow__", rest);
    if (!out.is_undefined() && !out.is_not_implemented()) return out;
  }
  if (is_number(base) && is_number(exponent) && is_number(modulus)) {
    return base.is<ComplexObject>()
               ? interp.raise(ExceptionKind::kValueError, "complex modulo")
               : interp.raise(ExceptionKind::kTypeError, "pow() 3rd argument not allowed unless all arguments are integers");
  }
  return interp.raise(ExceptionKind::kTypeError, "unsupported operand type(s) for ** or pow(): '", base.type_name(), "', '",
                      exponent.type_name(), "', '", modulus.type_name(), "'");
}

Value pow_builtin(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"base", "exp", "mod"};
  const Value* out[3];
  if (!bind_args(interp, {.function = "pow", .names = kNames, .required = 2}, args, out)) return Value::error();
  if (!out[2] || out[2]->is_none()) return binary_op(interp, BinaryOp::kPow, *out[0], *out[1]);
  return pow_three(interp, *out[0], *out[1], *out[2]);
}

// "-0b101": digits of `bits` bits each.
Value based(Interpreter& interp, const Args& args, const char* name, int bits, char letter) {
  if (!check_positional(interp, name, args, 1, 1)) return Value::error();
  const Value value = index_value(interp, args[0]);
  if (value.is_error()) return value;
  uint64_t small = 0;
  std::span<const uint64_t> limbs(&small, 1);
  bool negative;
  if (const auto* big = value.as<BigIntObject>()) {
    limbs = {big->limbs(), big->limb_count};
    negative = big->negative;
  } else {
    negative = value.as_int() < 0;
    small = negative ? -static_cast<uint64_t>(value.as_int()) : static_cast<uint64_t>(value.as_int());
  }
  const uint64_t length = limbs.size() * 64 - static_cast<uint64_t>(std::countl_zero(limbs.back()));
  const uint64_t digits = std::max<uint64_t>(1, (length + bits - 1) / bits);
  if (!interp.heap().fits(2 * digits)) interp.heap().fail_over_quota();
  if (!interp.charge_steps(digits / 16)) return Value::error();
  std::string out = negative ? "-0" : "0";
  out += letter;
  for (uint64_t i = digits; i-- > 0;) {
    const uint64_t at = i * bits, word = at / 64, shift = at % 64;
    uint64_t digit = limbs[word] >> shift;
    if (shift + bits > 64 && word + 1 < limbs.size()) digit |= limbs[word + 1] << (64 - shift);
    out += "0123456789abcdef"[digit & ((1u << bits) - 1)];
  }
  return str_value(interp.heap(), out);
}

constexpr BuiltinFunction kFunctions[] = {
    {"abs", abs_builtin},
    {"bin", [](Interpreter& interp, const Args& args) { return based(interp, args, "bin", 1, 'b'); }},
    {"divmod", divmod_builtin},
    {"hex", [](Interpreter& interp, const Args& args) { return based(interp, args, "hex", 4, 'x'); }},
    {"oct", [](Interpreter& interp, const Args& args) { return based(interp, args, "oct", 3, 'o'); }},
    {"pow", pow_builtin},
    {"round", round_builtin},
};

// Operations on ints that cannot fail but for the job's end; an error passes through.
class Ints {
 public:
  explicit Ints(Interpreter& interp) : interp_(interp) {}
  Value operator()(BinaryOp op, const Value& a, const Value& b) const {
    return a.is_error() || b.is_error() ? Value::error() : number_binary(interp_, op, a, b);
  }
  bool zero(const Value& v) const { return v.is_int() && v.as_int() == 0; }
  bool negative(const Value& v) const { return v.is_int_or_bool() ? v.as_int() < 0 : v.as<BigIntObject>()->negative; }

 private:
  Interpreter& interp_;
};

// Extended Euclid: x with base * x = 1 modulo `modulus` > 0.
Value inverse(Interpreter& interp, const Value& base, const Value& modulus) {
  const Ints ints(interp);
  Value a = ints(BinaryOp::kMod, base, modulus), b = modulus, x = Value::integer(1), y = Value::integer(0);
  while (!a.is_error() && !b.is_error() && !ints.zero(b)) {
    if (!interp.charge_steps(1)) return Value::error();
    const Value quotient = ints(BinaryOp::kFloorDiv, a, b);
    Value rest = ints(BinaryOp::kSub, a, ints(BinaryOp::kMul, quotient, b));
    Value other = ints(BinaryOp::kSub, x, ints(BinaryOp::kMul, quotient, y));
    a = std::exchange(b, std::move(rest));
    x = std::exchange(y, std::move(other));
  }
  if (a.is_error() || b.is_error()) return Value::error();
  if (!a.same(Value::integer(1))) return interp.raise(ExceptionKind::kValueError, "base is not invertible for the given modulus");
  return ints(BinaryOp::kMod, x, modulus);
}

}  // namespace

Value int_pow_mod(Interpreter& interp, const Value& base, const Value& exponent, const Value& modulus) {
  const Ints ints(interp);
  const Value m = number_unary(interp, UnaryOp::kPos, modulus);
  if (m.is_error()) return m;
  if (ints.zero(m)) return interp.raise(ExceptionKind::kValueError, "pow() 3rd argument cannot be 0");
  const Value size = number_unary(interp, UnaryOp::kAbs, m);
  Value square = ints(BinaryOp::kMod, number_unary(interp, UnaryOp::kPos, base), size);
  Value power = number_unary(interp, UnaryOp::kPos, exponent);
  if (!power.is_error() && ints.negative(power)) {
    square = inverse(interp, square, size);
    power = number_unary(interp, UnaryOp::kNeg, power);
  }
  if (square.is_error() || power.is_error()) return Value::error();
  const uint64_t small = power.is_int() ? static_cast<uint64_t>(power.as_int()) : 0;
  const auto* big = power.as<BigIntObject>();
  const std::span<const uint64_t> limbs = big ? std::span(big->limbs(), big->limb_count) : std::span(&small, 1);
  Value out = ints(BinaryOp::kMod, Value::integer(1), size);
  for (uint64_t bit = limbs.size() * 64 - static_cast<uint64_t>(std::countl_zero(limbs.back())); bit-- > 0;) {
    out = ints(BinaryOp::kMod, ints(BinaryOp::kMul, out, out), size);
    if ((limbs[bit / 64] >> (bit % 64)) & 1) out = ints(BinaryOp::kMod, ints(BinaryOp::kMul, out, square), size);
    if (out.is_error() || !interp.charge_steps(1)) return Value::error();
  }
  // A remainder has the sign of the modulus.
  return ints(BinaryOp::kMod, out, m);
}

std::span<const BuiltinFunction> number_builtins() { return kFunctions; }

}  // namespace interloom::lang
