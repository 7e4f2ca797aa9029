// Methods and attributes of float and complex.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "worker/lang/bigint.h"
#include "worker/lang/builtin_methods.h"
#include "worker/lang/class.h"
#include "worker/lang/complex.h"
#include "worker/lang/containers.h"
#include "worker/lang/format.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

Value is_integer_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "float.is_integer", args, 0, 0)) return Value::error();
  return Value::boolean(std::isfinite(self.as_float()) && self.as_float() == std::floor(self.as_float()));
}

Value as_integer_ratio(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "float.as_integer_ratio", args, 0, 0)) return Value::error();
  const double value = self.as_float();
  if (std::isinf(value)) return interp.raise(ExceptionKind::kOverflowError, "cannot convert Infinity to integer ratio");
  if (std::isnan(value)) return interp.raise(ExceptionKind::kValueError, "cannot convert NaN to integer ratio");
  int exponent;
  int64_t mantissa = static_cast<int64_t>(std::ldexp(std::frexp(value, &exponent), 53));
  exponent -= 53;
  for (; mantissa != 0 && mantissa % 2 == 0; ++exponent) mantissa /= 2;
  if (mantissa == 0) exponent = 0;
  auto shifted = [&](int64_t number, int by) {
    return number_binary(interp, BinaryOp::kLShift, Value::integer(number), Value::integer(std::max(by, 0)));
  };
  auto out = make_tuple(interp.heap(), 2);
  out->items()[0] = shifted(mantissa, exponent);
  out->items()[1] = shifted(1, -exponent);
  return Value::object(std::move(out));
}

Value hex(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "float.hex", args, 0, 0)) return Value::error();
  const double value = self.as_float();
  if (!std::isfinite(value)) return str_value(interp.heap(), repr_of_float(value));
  if (value == 0) return str_value(interp.heap(), std::signbit(value) ? "-0x0.0p+0" : "0x0.0p+0");
  int exponent;
  double mantissa = std::frexp(std::fabs(value), &exponent);
  const int shift = 1 - std::max(-1021 - exponent, 0);  // subnormals keep the least exponent
  mantissa = std::ldexp(mantissa, shift);
  exponent -= shift;
  const uint64_t bits = static_cast<uint64_t>(std::ldexp(mantissa, 52));
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%s0x%d.%013llxp%+d", value < 0 ? "-" : "", static_cast<int>(bits >> 52),
                static_cast<unsigned long long>(bits & ((uint64_t{1} << 52) - 1)), exponent);
  return str_value(interp.heap(), buffer);
}

bool is_hex_digit(char c) { return std::isxdigit(static_cast<unsigned char>(c)); }

// [sign] [0x] digits [. digits] [p [sign] decimal digits], as strtod reads it once 0x stands in front. Empty: malformed.
std::string hex_float_syntax(std::string_view text) {
  std::string out;
  size_t i = 0;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) out += text[i++];
  if (i + 1 < text.size() && text[i] == '0' && (text[i + 1] | 0x20) == 'x') i += 2;
  out += "0x";
  size_t digits = 0;
  for (; i < text.size() && is_hex_digit(text[i]); ++i, ++digits) out += text[i];
  if (i < text.size() && text[i] == '.') {
    out += text[i++];
    for (; i < text.size() && is_hex_digit(text[i]); ++i, ++digits) out += text[i];
  }
  if (digits == 0) return "";
  if (i < text.size() && (text[i] | 0x20) == 'p') {
    out += text[i++];
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) out += text[i++];
    const size_t start = i;
    for (; i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])); ++i) out += text[i];
    if (i == start) return "";
  }
  return i == text.size() ? out : "";
}

Value fromhex(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "float.fromhex", args, 1, 1)) return Value::error();
  const auto* str = args[0].as<StrObject>();
  if (!str) return interp.raise(ExceptionKind::kTypeError, "bad argument type for built-in operation");
  if (!charge_bytes(interp, str->size * 8)) return Value::error();
  std::string_view text = str->view();
  constexpr std::string_view kSpaces = " \t\n\r\v\f";
  text.remove_prefix(std::min(text.find_first_not_of(kSpaces), text.size()));
  text = text.substr(0, text.find_last_not_of(kSpaces) + 1);
  std::string word;
  for (char c : text.substr(0, 16)) word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const bool negative = word.starts_with('-');
  if (negative || word.starts_with('+')) word.erase(0, 1);
  Value made;
  if (word == "inf" || word == "infinity") {
    made = Value::real(negative ? -INFINITY : INFINITY);
  } else if (word == "nan") {
    made = Value::real(std::copysign(std::nan(""), negative ? -1.0 : 1.0));
  } else {
    const std::string syntax = hex_float_syntax(text);
    if (syntax.empty()) return interp.raise(ExceptionKind::kValueError, "invalid hexadecimal floating-point string");
    made = Value::real(std::strtod(syntax.c_str(), nullptr));
    if (std::isinf(made.as_float()))
      return interp.raise(ExceptionKind::kOverflowError, "hexadecimal value too large to represent as a float");
  }
  const auto* cls = self.as<TypeObject>();
  return cls && cls->is_user_class() ? call(interp, self, Args(std::span(&made, 1))) : made;
}

Value round_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "__round__", args, 0, 1)) return Value::error();
  return round_float(interp, self.as_float(), args.size() && !args[0].is_none() ? &args[0] : nullptr);
}

template <double (*rounding)(double)>
Value to_whole(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "float.__trunc__", args, 0, 0)) return Value::error();
  return int_from_double(interp, rounding(self.as_float()));
}

Value itself(Interpreter& interp, const Value& self, const Args& args) {
  return check_positional(interp, "float.conjugate", args, 0, 0) ? self : Value::error();
}

Value getnewargs(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "float.__getnewargs__", args, 0, 0)) return Value::error();
  return Value::object(make_tuple(interp.heap(), std::span(&self, 1)));
}

std::complex<double> complex_of(const Value& self) { return self.as<ComplexObject>()->value; }

Value complex_conjugate(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "complex.conjugate", args, 0, 0)) return Value::error();
  return complex_value(interp.heap(), std::conj(complex_of(self)));
}

Value complex_itself(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "complex.__complex__", args, 0, 0)) return Value::error();
  return complex_value(interp.heap(), complex_of(self));
}

Value complex_getnewargs(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "complex.__getnewargs__", args, 0, 0)) return Value::error();
  const Value parts[] = {Value::real(complex_of(self).real()), Value::real(complex_of(self).imag())};
  return Value::object(make_tuple(interp.heap(), std::span<const Value>(parts)));
}

}  // namespace

Value round_float(Interpreter& interp, double value, const Value* digits) {
  if (!digits) return std::isfinite(value) ? int_from_double(interp, std::nearbyint(value)) : int_from_double(interp, value);
  int64_t n;
  if (const auto* big = plain_number(*digits).as<BigIntObject>()) {
    n = big->negative ? -1000 : 1000;
  } else if (!to_int64(interp, *digits, &n)) {
    return Value::error();
  }
  const double rounded = round_to_digits(value, static_cast<int>(std::clamp<int64_t>(n, -1000, 1000)));
  if (std::isinf(rounded) && !std::isinf(value))
    return interp.raise(ExceptionKind::kOverflowError, "rounded value too large to represent");
  return Value::real(rounded);
}

const Method kFloatMethods[] = {
    {"__ceil__", to_whole<std::ceil>},
    {"__divmod__", divmod_method},
    {"__floor__", to_whole<std::floor>},
    {"__format__", number_format_method},
    {"__getnewargs__", getnewargs},
    {"__rdivmod__", rdivmod_method},
    {"__round__", round_method},
    {"__trunc__", to_whole<std::trunc>},
    {"as_integer_ratio", as_integer_ratio},
    {"conjugate", itself},
    {"fromhex", fromhex, MethodKind::kClass},
    {"hex", hex},
    {"imag", [](Interpreter&, const Value&, const Args&) { return Value::real(0); }, MethodKind::kGetter},
    {"is_integer", is_integer_method},
    {"real", [](Interpreter&, const Value& self, const Args&) { return self; }, MethodKind::kGetter},
    {nullptr, nullptr},
};

const Method kComplexMethods[] = {
    {"__complex__", complex_itself},
    {"__format__", number_format_method},
    {"__getnewargs__", complex_getnewargs},
    {"conjugate", complex_conjugate},
    {nullptr, nullptr},
};

}  // namespace interloom::lang
