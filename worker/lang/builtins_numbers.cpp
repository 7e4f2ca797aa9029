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
  if (is_number(x) && !x.type()->user_class) return number_unary(interp, UnaryOp::kAbs, x);
  if (x.is_object() && x.type()->unary) {
    Value out = x.type()->unary(interp, UnaryOp::kAbs, x.object());
    if (!out.is_not_implemented()) return out;
  }
  return interp.raise(ExceptionKind::kTypeError, "bad operand type for abs(): '", x.type_name(), "'");
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
    return round_int_to_digits(interp, x, n);
  }
  Value rounded = call_special(interp, x, "__round__", std::span<const Value>(digits, digits ? 1 : 0));
  if (!rounded.is_undefined()) return rounded;
  return interp.raise(ExceptionKind::kTypeError, "type ", x.type_name(), " doesn't define __round__ method");
}

// Both ends of a user class's say: left.__divmod__(right), then right.__rdivmod__(left).
Value divmod_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "divmod", args, 2, 2)) return Value::error();
  const Value &left = args[0], &right = args[1];
  Value own = number_divmod(interp, left, right);
  if (!own.is_not_implemented()) return own;
  Value out = call_special(interp, left, "__divmod__", std::span(&right, 1));
  if (!out.is_undefined() && !out.is_not_implemented()) return out;
  out = call_special(interp, right, "__rdivmod__", std::span(&left, 1));
  if (!out.is_undefined() && !out.is_not_implemented()) return out;
  return interp.raise(ExceptionKind::kTypeError, "unsupported operand type(s) for divmod(): '", left.type_name(), "' and '",
                      right.type_name(), "'");
}

Value pow_three(Interpreter& interp, const Value& base, const Value& exponent, const Value& modulus) {
  if (is_integer(base) && is_integer(exponent) && is_integer(modulus)) return number_pow_mod(interp, base, exponent, modulus);
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

}  // namespace

std::span<const BuiltinFunction> number_builtins() { return kFunctions; }

}  // namespace interloom::lang
