// Numbers under a format spec: digits, grouping, layout.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "worker/lang/bigint.h"
#include "worker/lang/format.h"
#include "worker/lang/number.h"
#include "worker/lang/text_builder.h"

namespace interloom::lang {
namespace {

constexpr int64_t kExactPrecision = 1100;  // a double has no more digits; what follows is zeros
constexpr int64_t kMaxPrecision = INT32_MAX;

struct Digits {
  std::string digits;  // significant ones, not empty
  int64_t point;       // position of the decimal point from their start
};

Digits split_scientific(const char* begin, const char* end) {
  Digits out;
  const char* e = std::find(begin, end, 'e');
  for (const char* p = begin; p < e; ++p) {
    if (*p != '.') out.digits += *p;
  }
  out.point = std::atoi(e + 1) + 1;
  return out;
}

Digits digits_of(double value, int64_t precision) {
  char buffer[kExactPrecision + 32];
  char* end = precision < 0 ? std::to_chars(buffer, buffer + sizeof buffer - 1, value, std::chars_format::scientific).ptr
                            : std::to_chars(buffer, buffer + sizeof buffer - 1, value, std::chars_format::scientific,
                                            static_cast<int>(std::min(precision, kExactPrecision)))
                                  .ptr;
  *end = 0;
  Digits out = split_scientific(buffer, end);
  if (precision > kExactPrecision) out.digits.append(static_cast<size_t>(precision - kExactPrecision), '0');
  return out;
}

std::string exponent_text(int64_t exponent) {
  const std::string shown = std::to_string(std::abs(exponent));
  return std::string(exponent < 0 ? "e-" : "e+") + (shown.size() < 2 ? "0" : "") + shown;
}

std::string lay_out(const Digits& d, bool exponent, bool alternate, bool dot_zero) {
  if (exponent) {
    std::string out(1, d.digits[0]);
    if (d.digits.size() > 1 || alternate) out += '.';
    return out + d.digits.substr(1) + exponent_text(d.point - 1);
  }
  if (d.point <= 0) return "0." + std::string(static_cast<size_t>(-d.point), '0') + d.digits;
  const size_t whole = static_cast<size_t>(d.point);
  if (d.digits.size() > whole) return d.digits.substr(0, whole) + "." + d.digits.substr(whole);
  return d.digits + std::string(whole - d.digits.size(), '0') + (dot_zero ? ".0" : alternate ? "." : "");
}

std::string fixed_text(double value, int64_t precision, bool alternate) {
  char buffer[kExactPrecision + 330];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed,
                                 static_cast<int>(std::min(precision, kExactPrecision)))
                       .ptr;
  std::string out(buffer, end);
  if (precision == 0 && alternate) out += '.';
  if (precision > kExactPrecision) out.append(static_cast<size_t>(precision - kExactPrecision), '0');
  return out;
}

// A number in parts: sign, prefix, digits that may be grouped, and what follows them.
struct NumberParts {
  std::string sign, prefix;
  std::string_view digits, rest;
  uint64_t rest_length;  // code points
};

NumberParts split_number(std::string_view text) {
  const size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  return {"", "", text.substr(0, digits), text.substr(digits), text.size() - digits};
}

// Groups from the right, zeros in front until the width is filled: a separator never comes first.
std::string grouped(std::string_view digits, char separator, int64_t group, int64_t min_width) {
  std::string reversed;
  size_t left = digits.size();
  while (true) {
    const int64_t take = std::min(group, std::max<int64_t>({static_cast<int64_t>(left), min_width, 1}));
    for (int64_t i = 0; i < take; ++i) reversed += left > 0 ? digits[--left] : '0';
    min_width -= take;
    if (left == 0 && min_width <= 0) break;
    reversed += separator;
    --min_width;
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

std::string digits_to_width(const NumberParts& parts, const FormatSpec& spec) {
  if (parts.digits.empty()) return "";
  const bool zeros = spec.fill == '0' && spec.align == '=';
  const int64_t taken = static_cast<int64_t>(parts.sign.size() + parts.prefix.size() + parts.rest_length);
  const int64_t min_width = zeros ? std::max<int64_t>(spec.width - taken, 0) : 0;
  if (spec.grouping) {
    const bool by_four = spec.type == 'b' || spec.type == 'o' || spec.type == 'x' || spec.type == 'X';
    return grouped(parts.digits, spec.grouping, by_four ? 4 : 3, min_width);
  }
  const int64_t missing = min_width - static_cast<int64_t>(parts.digits.size());
  return std::string(static_cast<size_t>(std::max<int64_t>(missing, 0)), '0') + std::string(parts.digits);
}

bool fits_width(Interpreter& interp, const FormatSpec& spec) {
  if (spec.width > 0 && !interp.heap().fits(static_cast<uint64_t>(spec.width))) interp.heap().fail_over_quota();
  return interp.charge_steps(spec.width > 0 ? static_cast<uint64_t>(spec.width) / 64 : 0);
}

Value lay_out_number(Interpreter& interp, const NumberParts& parts, const FormatSpec& spec) {
  if (!fits_width(interp, spec)) return Value::error();
  const std::string digits = digits_to_width(parts, spec);
  const int64_t length = static_cast<int64_t>(parts.sign.size() + parts.prefix.size() + digits.size() + parts.rest_length);
  const uint64_t padding = static_cast<uint64_t>(std::max<int64_t>(spec.width - length, 0));
  const uint64_t left = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
  const uint64_t inside = spec.align == '=' ? padding : 0;
  TextBuilder out(interp);
  out.fill(spec.fill, left);
  out.append(parts.sign);
  out.append(parts.prefix);
  out.fill(spec.fill, inside);
  out.append(digits);
  out.append(parts.rest);
  out.fill(spec.fill, padding - left - inside);
  return out.str();
}

std::string sign_text(bool negative, char wanted) {
  if (negative) return "-";
  return wanted == '+' ? "+" : wanted == ' ' ? " " : "";
}

bool is_float_type(uint32_t c) { return c == 'e' || c == 'E' || c == 'f' || c == 'F' || c == 'g' || c == 'G' || c == '%'; }

Value format_character(Interpreter& interp, const Value& value, const FormatSpec& spec) {
  auto refuse = [&](std::string_view what) {
    return interp.raise(ExceptionKind::kValueError, what, " not allowed with integer format specifier 'c'");
  };
  if (spec.sign) return refuse("Sign");
  if (spec.alternate) return refuse("Alternate form (#)");
  if (!value.is_int_or_bool())
    return interp.raise(ExceptionKind::kOverflowError, "Python int too large to convert to C long");
  if (value.as_int() < 0 || value.as_int() > 0x10FFFF)
    return interp.raise(ExceptionKind::kOverflowError, "%c arg not in range(0x110000)");
  std::string text;
  append_utf8(text, static_cast<uint32_t>(value.as_int()));
  return lay_out_number(interp, {"", "", "", text, 1}, spec);
}

// The text of a float as a spec asks, unsigned, and whether a sign is due.
bool float_parts(Interpreter& interp, double value, const FormatSpec& spec, char type, int64_t precision, bool dot_zero,
                 std::string* text, bool* negative) {
  if (precision > kMaxPrecision) {
    interp.raise(ExceptionKind::kValueError, "precision too big");
    return false;
  }
  if (precision > 0 && !interp.heap().fits(static_cast<uint64_t>(precision) * 2)) interp.heap().fail_over_quota();
  if (!interp.charge_steps(precision > 0 ? static_cast<uint64_t>(precision) / 64 : 0)) return false;
  const char lower = static_cast<char>(type | 0x20);
  *text = float_text(std::fabs(value), lower, precision, spec.alternate, dot_zero);
  if (type != lower) {
    for (char& c : *text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  *negative = std::signbit(value) && !std::isnan(value);
  if (spec.no_negative_zero && std::isfinite(value)) {
    const std::string_view mantissa = std::string_view(*text).substr(0, text->find_first_of("eE"));
    if (mantissa.find_first_not_of("0.") == std::string_view::npos) *negative = false;
  }
  return true;
}

// What a spec's type and precision mean for float_text. `plain`: no type was given.
void float_style(const FormatSpec& spec, char* type, int64_t* precision) {
  *precision = spec.precision;
  *type = spec.type == 'n' ? 'g' : static_cast<char>(spec.type);
  if (spec.type == 0) {
    *type = spec.precision < 0 ? 'r' : 'g';
  } else if (spec.precision < 0) {
    *precision = 6;
  }
}

}  // namespace

std::string float_text(double value, char type, int64_t precision, bool alternate, bool dot_zero) {
  if (std::isnan(value)) return "nan";
  value = std::fabs(value);
  if (std::isinf(value)) return "inf";
  if (type == 'f') return fixed_text(value, precision, alternate);
  if (type == 'e') return lay_out(digits_of(value, precision), true, alternate, false);
  if (type == 'r') {
    Digits d = digits_of(value, -1);
    return lay_out(d, d.point <= -4 || d.point > 16, alternate, dot_zero);
  }
  precision = std::max<int64_t>(precision, 1);
  Digits d = digits_of(value, precision - 1);
  if (!alternate) d.digits.resize(std::max<size_t>(d.digits.find_last_not_of('0') + 1, 1));
  return lay_out(d, d.point <= -4 || d.point > precision - (dot_zero ? 1 : 0), alternate, dot_zero);
}

bool int_digits(Interpreter& interp, const Value& value, int base, std::string* out) {
  if (base == 10) {
    const Value text = int_to_str(interp, value);
    if (text.is_error()) return false;
    const std::string_view shown = text.as<StrObject>()->view();
    *out = shown.substr(shown[0] == '-');
    return true;
  }
  const uint64_t bits = big_bit_length(value);
  if (!interp.heap().fits(bits)) interp.heap().fail_over_quota();
  *out = big_to_power_of_two(value, base == 16 ? 4 : base == 8 ? 3 : 1);
  return interp.charge_steps(bits / 64);
}

Value format_int(Interpreter& interp, const Value& value, std::string_view text) {
  const std::string_view type_name = value.type_name();
  FormatSpec spec;
  if (!parse_format_spec(interp, text, type_name, 'd', '>', &spec)) return Value::error();
  if (is_float_type(spec.type)) {
    double real;
    return to_double(interp, value, &real) ? format_float(interp, real, text, type_name) : Value::error();
  }
  const uint32_t type = spec.type ? spec.type : 'd';
  const int base = type == 'd' || type == 'n' ? 10 : type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 0;
  if (base == 0 && type != 'c') return unknown_format_code(interp, type, type_name);
  if (spec.precision >= 0) return interp.raise(ExceptionKind::kValueError, "Precision not allowed in integer format specifier");
  if (spec.no_negative_zero)
    return interp.raise(ExceptionKind::kValueError, "Negative zero coercion (z) not allowed in integer format specifier");
  if (type == 'c') return format_character(interp, value, spec);
  std::string digits;
  if (!int_digits(interp, value, base, &digits)) return Value::error();
  if (type == 'X') {
    for (char& c : digits) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  NumberParts parts{sign_text(is_negative_int(value), spec.sign), "", digits, "", 0};
  if (spec.alternate && base != 10) parts.prefix = {'0', static_cast<char>(type)};
  return lay_out_number(interp, parts, spec);
}

Value format_float(Interpreter& interp, double value, std::string_view text, std::string_view type_name) {
  FormatSpec spec;
  if (!parse_format_spec(interp, text, type_name, 0, '>', &spec)) return Value::error();
  if (spec.type != 0 && spec.type != 'n' && !is_float_type(spec.type)) return unknown_format_code(interp, spec.type, type_name);
  char type;
  int64_t precision;
  float_style(spec, &type, &precision);
  std::string shown;
  bool negative;
  const bool percent = spec.type == '%';
  if (!float_parts(interp, percent ? value * 100 : value, spec, percent ? 'f' : type, precision, spec.type == 0, &shown,
                   &negative))
    return Value::error();
  if (percent) shown += '%';
  NumberParts parts = split_number(shown);
  parts.sign = sign_text(negative, spec.sign);
  return lay_out_number(interp, parts, spec);
}

Value format_complex(Interpreter& interp, std::complex<double> value, std::string_view text) {
  FormatSpec spec;
  if (!parse_format_spec(interp, text, "complex", 0, '>', &spec)) return Value::error();
  if (spec.type != 0 && spec.type != 'n' && (!is_float_type(spec.type) || spec.type == '%'))
    return unknown_format_code(interp, spec.type, "complex");
  if (spec.fill == '0')
    return interp.raise(ExceptionKind::kValueError, "Zero padding is not allowed in complex format specifier");
  if (spec.align == '=')
    return interp.raise(ExceptionKind::kValueError, "'=' alignment flag is not allowed in complex format specifier");
  char type;
  int64_t precision;
  float_style(spec, &type, &precision);
  const bool only_imaginary = spec.type == 0 && value.real() == 0 && !std::signbit(value.real());
  TextBuilder out(interp);
  FormatSpec inner = spec;
  inner.width = -1;
  for (const bool imaginary : {false, true}) {
    if (!imaginary && only_imaginary) continue;
    std::string shown;
    bool negative;
    if (!float_parts(interp, imaginary ? value.imag() : value.real(), spec, type, precision, false, &shown, &negative))
      return Value::error();
    NumberParts parts = split_number(shown);
    out.append(sign_text(negative, imaginary && !only_imaginary ? '+' : spec.sign));
    out.append(digits_to_width(parts, inner));
    out.append(parts.rest);
  }
  out.append('j');
  const std::string body = spec.type == 0 && !only_imaginary ? "(" + out.text() + ")" : out.text();
  return lay_out_number(interp, {"", "", "", body, body.size()}, spec);
}

}  // namespace interloom::lang
