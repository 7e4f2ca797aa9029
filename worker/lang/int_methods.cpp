// Methods and attributes of int.
#include <algorithm>
#include <bit>

#include "worker/lang/bigint.h"
#include "worker/lang/builtin_methods.h"
#include "worker/lang/bytes_ops.h"
#include "worker/lang/class.h"
#include "worker/lang/format.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

Value as_int(Interpreter& interp, const Value& self) { return number_unary(interp, UnaryOp::kPos, self); }

// Methods without arguments that give the int itself: conjugate, __trunc__, ...
Value itself(Interpreter& interp, const Value& self, const Args& args, const char* name) {
  return check_positional(interp, name, args, 0, 0) ? as_int(interp, self) : Value::error();
}

Value pair(Interpreter& interp, Value first, Value second) {
  auto out = make_tuple(interp.heap(), 2);
  out->items()[0] = std::move(first);
  out->items()[1] = std::move(second);
  return Value::object(std::move(out));
}

Value as_integer_ratio(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "int.as_integer_ratio", args, 0, 0)) return Value::error();
  return pair(interp, as_int(interp, self), Value::integer(1));
}

Value bit_length(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "int.bit_length", args, 0, 0)) return Value::error();
  return Value::integer(static_cast<int64_t>(big_bit_length(self)));
}

Value bit_count(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "int.bit_count", args, 0, 0)) return Value::error();
  int64_t count = 0;
  if (const auto* big = self.as<BigIntObject>()) {
    if (!interp.charge_steps(big->limb_count / 8)) return Value::error();
    for (uint64_t i = 0; i < big->limb_count; ++i) count += std::popcount(big->limbs()[i]);
    return Value::integer(count);
  }
  const int64_t i = self.as_int();
  return Value::integer(std::popcount(i < 0 ? ~static_cast<uint64_t>(i) + 1 : static_cast<uint64_t>(i)));
}

// "little" or "big" (the default). False: raised.
bool byte_order(Interpreter& interp, const char* function, const Value* given, bool* big) {
  *big = true;
  if (!given) return true;
  const auto* str = given->as<StrObject>();
  if (!str) {
    interp.raise(ExceptionKind::kTypeError, function, "() argument 'byteorder' must be str, not ",
                 given->is_none() ? "None" : given->type_name());
    return false;
  }
  *big = str->view() == "big";
  if (*big || str->view() == "little") return true;
  interp.raise(ExceptionKind::kValueError, "byteorder must be either 'little' or 'big'");
  return false;
}

Value to_bytes(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"length", "byteorder", "signed"};
  const Value* out[3];
  int64_t length = 1;
  bool big;
  if (!bind_args(interp, {.function = "to_bytes", .names = kNames, .keyword_only = 2}, args, out)) return Value::error();
  if ((out[0] && !to_int64(interp, *out[0], &length)) || !byte_order(interp, "to_bytes", out[1], &big)) return Value::error();
  const int is_signed = out[2] ? truth(interp, *out[2]) : 0;
  if (is_signed < 0) return Value::error();
  if (length < 0) return interp.raise(ExceptionKind::kValueError, "length argument must be non-negative");
  const bool negative = is_negative_int(self);
  if (negative && !is_signed) return interp.raise(ExceptionKind::kOverflowError, "can't convert negative int to unsigned");
  // A sign bit is needed, except that -2^n needs no more than n + 1 bits.
  const Value magnitude = negative ? number_unary(interp, UnaryOp::kInvert, self) : self;
  const uint64_t bits = big_bit_length(magnitude) + (is_signed ? 1 : 0);
  const bool is_zero = self.is_int_or_bool() && self.as_int() == 0;
  if (!is_zero && bits > static_cast<uint64_t>(length) * 8)
    return interp.raise(ExceptionKind::kOverflowError, "int too big to convert");
  if (!interp.heap().fits(static_cast<uint64_t>(length))) interp.heap().fail_over_quota();
  if (!charge_bytes(interp, static_cast<uint64_t>(length))) return Value::error();
  std::string bytes(static_cast<size_t>(length), '\0');
  big_to_little_endian(magnitude, bytes);
  if (negative) {
    for (char& c : bytes) c = static_cast<char>(~c);
  }
  if (big) std::reverse(bytes.begin(), bytes.end());
  return Value::object(make_bytes(interp.heap(), bytes));
}

Value from_bytes(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"bytes", "byteorder", "signed"};
  const Value* out[3];
  bool big;
  if (!bind_args(interp, {.function = "from_bytes", .names = kNames, .required = 1, .keyword_only = 2}, args, out) ||
      !byte_order(interp, "from_bytes", out[1], &big))
    return Value::error();
  const int is_signed = out[2] ? truth(interp, *out[2]) : 0;
  if (is_signed < 0) return Value::error();
  std::string bytes;
  std::string_view view;
  if (bytes_like(*out[0], &view)) {
    bytes = view;
  } else if (!is_iterable(*out[0]) || out[0]->is<StrObject>()) {
    return interp.raise(ExceptionKind::kTypeError, "cannot convert '", out[0]->type_name(), "' object to bytes");
  } else if (!bytes_from_iterable(interp, *out[0], "bytes", &bytes)) {
    return Value::error();
  }
  if (bytes.size() * 8 > kMaxIntBits) return interp.raise(ExceptionKind::kMemoryError);
  if (!charge_bytes(interp, bytes.size() * 2)) return Value::error();
  if (big) std::reverse(bytes.begin(), bytes.end());
  const bool negative = is_signed && !bytes.empty() && (bytes.back() & 0x80);
  if (negative) {
    for (char& c : bytes) c = static_cast<char>(~c);
  }
  Value made = big_from_little_endian(interp.heap(), bytes);
  if (negative) made = number_unary(interp, UnaryOp::kInvert, made);
  const auto* cls = self.as<TypeObject>();
  return cls && cls->described != &kIntType ? call(interp, self, Args(std::span(&made, 1))) : made;
}

Value round_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "__round__", args, 0, 1)) return Value::error();
  if (args.size() == 0 || args[0].is_none()) return as_int(interp, self);
  int64_t digits;
  if (const auto* big = plain_number(args[0]).as<BigIntObject>()) {
    digits = big->negative ? INT64_MIN : INT64_MAX;
  } else if (!to_int64(interp, args[0], &digits)) {
    return Value::error();
  }
  return round_int_to_digits(interp, self, digits);
}

Value getnewargs(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "int.__getnewargs__", args, 0, 0)) return Value::error();
  const Value number = as_int(interp, self);
  return Value::object(make_tuple(interp.heap(), std::span(&number, 1)));
}

}  // namespace

Value divmod_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "__divmod__", args, 1, 1)) return Value::error();
  const Value& other = plain_number(args[0]);
  return number_kind_fits(self, other) ? number_divmod(interp, self, other) : Value::not_implemented();
}

Value rdivmod_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "__rdivmod__", args, 1, 1)) return Value::error();
  const Value& other = plain_number(args[0]);
  return number_kind_fits(self, other) ? number_divmod(interp, other, self) : Value::not_implemented();
}

// To a multiple of 10^-digits, half to even: what is left of the quotient's doubled remainder decides.
Value round_int_to_digits(Interpreter& interp, const Value& value, int64_t digits) {
  if (digits >= 0) return as_int(interp, value);
  const uint64_t bits = big_bit_length(value);
  // 10^n beyond twice the value: zero.
  if (digits < -static_cast<int64_t>(bits) - 1) return Value::integer(0);
  const Value unit = number_binary(interp, BinaryOp::kPow, Value::integer(10), Value::integer(-digits));
  if (unit.is_error()) return unit;
  const Value quotient = number_binary(interp, BinaryOp::kFloorDiv, value, unit);
  if (quotient.is_error()) return quotient;
  const Value floor = number_binary(interp, BinaryOp::kMul, quotient, unit);
  const Value remainder = number_binary(interp, BinaryOp::kSub, value, floor);
  const Value doubled = number_binary(interp, BinaryOp::kMul, remainder, Value::integer(2));
  if (floor.is_error() || remainder.is_error() || doubled.is_error()) return Value::error();
  const int order = big_compare(doubled, unit);
  const Value odd = number_binary(interp, BinaryOp::kAnd, quotient, Value::integer(1));
  if (order < 0 || (order == 0 && odd.as_int() == 0)) return floor;
  return number_binary(interp, BinaryOp::kAdd, floor, unit);
}

const Method kIntMethods[] = {
    {"__ceil__", [](Interpreter& i, const Value& s, const Args& a) { return itself(i, s, a, "int.__ceil__"); }},
    {"__divmod__", divmod_method},
    {"__floor__", [](Interpreter& i, const Value& s, const Args& a) { return itself(i, s, a, "int.__floor__"); }},
    {"__format__", number_format_method},
    {"__getnewargs__", getnewargs},
    {"__rdivmod__", rdivmod_method},
    {"__round__", round_method},
    {"__trunc__", [](Interpreter& i, const Value& s, const Args& a) { return itself(i, s, a, "int.__trunc__"); }},
    {"as_integer_ratio", as_integer_ratio},
    {"bit_count", bit_count},
    {"bit_length", bit_length},
    {"conjugate", [](Interpreter& i, const Value& s, const Args& a) { return itself(i, s, a, "int.conjugate"); }},
    {"denominator", [](Interpreter&, const Value&, const Args&) { return Value::integer(1); }, MethodKind::kGetter},
    {"from_bytes", from_bytes, MethodKind::kClass},
    {"imag", [](Interpreter&, const Value&, const Args&) { return Value::integer(0); }, MethodKind::kGetter},
    {"numerator", [](Interpreter& i, const Value& s, const Args&) { return as_int(i, s); }, MethodKind::kGetter},
    {"real", [](Interpreter& i, const Value& s, const Args&) { return as_int(i, s); }, MethodKind::kGetter},
    {"to_bytes", to_bytes},
    {nullptr, nullptr},
};

}  // namespace interloom::lang
