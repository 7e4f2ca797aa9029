// Numbers as text: repr, parsing, rounding to decimal digits.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

#include "worker/lang/bigint.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"
#include "worker/lang/str.h"
#include "worker/lang/unicode.h"

namespace interloom::lang {
namespace {

constexpr uint64_t kMaxLiteralShown = 200;  // code points

std::string shown_literal(std::string_view text, bool bytes) {
  std::string out = bytes ? repr_of_bytes(text) : repr_of_str(text);
  size_t pos = 0;
  for (uint64_t n = 0; n < kMaxLiteralShown && pos < out.size(); ++n) next_code_point(out, &pos);
  out.resize(pos);
  return out;
}

// Shortest digits and the position of the decimal point relative to their start.
struct Decimal {
  std::string digits;
  int point;
};

Decimal shortest_decimal(double value) {
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer - 1, value, std::chars_format::scientific).ptr;
  *end = 0;
  const char* e = std::find(buffer, end, 'e');
  Decimal out;
  for (const char* p = buffer; p < e; ++p) {
    if (*p != '.') out.digits += *p;
  }
  out.point = std::atoi(e + 1) + 1;
  return out;
}

std::string_view strip_spaces(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\n\v\f\r";
  text.remove_prefix(std::min(text.find_first_not_of(kSpaces), text.size()));
  return text.substr(0, text.find_last_not_of(kSpaces) + 1);
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 99;
}

constexpr char kNoDigit = '\x7f';

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// Digits of any script as ASCII ones, spaces as ' '. Anything else beyond ASCII becomes a character that no number has, and
// ends the text. What is ASCII stays: there, fewer characters are spaces.
std::string plain_digits(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (size_t pos = 0; pos < text.size() && !out.ends_with(kNoDigit);) {
    const uint32_t c = next_code_point(text, &pos);
    const int digit = decimal_digit(c);
    out += c < 0x80 ? static_cast<char>(c) : digit >= 0 ? static_cast<char>('0' + digit) : is_space(c) ? ' ' : kNoDigit;
  }
  return out;
}

// Drops underscores that stand between digits (of any base when `letters`); false when one stands elsewhere.
bool drop_underscores(std::string_view text, bool letters, std::string* out) {
  auto is_digit = [&](char c) { return letters ? digit_of(c) != 99 : c >= '0' && c <= '9'; };
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      *out += text[i];
    } else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
      return false;
    }
  }
  return true;
}

int prefix_base(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return 0;
  switch (text[1] | 0x20) {
    case 'x':
      return 16;
    case 'o':
      return 8;
    case 'b':
      return 2;
    default:
      return 0;
  }
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == (b | 0x20); });
}

// How much of the text is a float, 0: nothing. Words too: inf, infinity, nan.
size_t float_prefix(std::string_view text, double* out) {
  size_t i = !text.empty() && (text[0] == '-' || text[0] == '+');
  const double sign = i && text[0] == '-' ? -1.0 : 1.0;
  for (const std::string_view word : {"infinity", "inf", "nan"}) {
    if (!starts_with_word(text.substr(i), word)) continue;
    *out = word == "nan" ? std::copysign(std::nan(""), sign) : sign * INFINITY;
    return i + word.size();
  }
  size_t digits = 0;
  auto skip_digits = [&] {
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) ++digits;
  };
  skip_digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    skip_digits();
  }
  if (digits == 0) return 0;
  if (i < text.size() && (text[i] | 0x20) == 'e') {
    const size_t before = i++;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    digits = 0;
    skip_digits();
    if (digits == 0) i = before;
  }
  *out = std::strtod(std::string(text.substr(0, i)).c_str(), nullptr);
  return i;
}

// real, imaginary or both, without spaces and brackets. False: malformed.
bool complex_syntax(std::string_view text, std::complex<double>* out) {
  double first = 0, second = 0;
  const size_t end = float_prefix(text, &first);
  std::string_view rest = text.substr(end);
  auto is_unit = [](std::string_view s) { return s == "j" || s == "J"; };
  if (end == 0) {  // j, +j, -j
    const bool sign = !rest.empty() && (rest[0] == '+' || rest[0] == '-');
    *out = {0, sign && rest[0] == '-' ? -1.0 : 1.0};
    return is_unit(rest.substr(sign));
  }
  if (rest.empty() || is_unit(rest)) {
    *out = rest.empty() ? std::complex<double>(first, 0) : std::complex<double>(0, first);
    return true;
  }
  if (rest[0] != '+' && rest[0] != '-') return false;
  const size_t imaginary = float_prefix(rest, &second);
  if (imaginary == 0) second = rest[0] == '-' ? -1.0 : 1.0;
  *out = {first, second};
  return is_unit(rest.substr(imaginary == 0 ? 1 : imaginary));
}

}  // namespace

std::string repr_of_float(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  std::string sign = std::signbit(value) ? "-" : "";
  auto [digits, point] = shortest_decimal(std::fabs(value));
  if (value == 0) return sign + "0.0";
  if (point > 16 || point <= -4) {
    std::string out = sign + digits[0];
    if (digits.size() > 1) out += "." + digits.substr(1);
    const int exponent = point - 1;
    const std::string shown = std::to_string(std::abs(exponent));
    return out + (exponent < 0 ? "e-" : "e+") + (shown.size() < 2 ? "0" : "") + shown;
  }
  if (point <= 0) return sign + "0." + std::string(static_cast<size_t>(-point), '0') + digits;
  const size_t whole = static_cast<size_t>(point);
  if (digits.size() <= whole) return sign + digits + std::string(whole - digits.size(), '0') + ".0";
  return sign + digits.substr(0, whole) + "." + digits.substr(whole);
}

std::string repr_of_complex(std::complex<double> value) {
  // Parts print as '%r' does, without a trailing ".0".
  auto part = [](double x, bool sign) {
    std::string text = repr_of_float(x);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    if (sign && text[0] != '-') text.insert(0, "+");
    return text;
  };
  if (value.real() == 0 && !std::signbit(value.real())) return part(value.imag(), false) + "j";
  return "(" + part(value.real(), false) + part(value.imag(), true) + "j)";
}

Value int_to_str(Interpreter& interp, const Value& value) {
  if (value.is<BigIntObject>()) {
    // 2^bits has bits * log10(2) digits; only the edge needs the real count.
    const auto too_long = [&] {
      return interp.raise(ExceptionKind::kValueError, "Exceeds the limit (", kMaxIntDigits,
                          " digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit");
    };
    if (big_bit_length(value) > kMaxIntDigits * 3.33) return too_long();
    const std::string text = int_to_decimal(value);
    if (text.size() - (text[0] == '-') > kMaxIntDigits) return too_long();
    return str_value(interp.heap(), text);
  }
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value.as_int()).ptr;
  return str_value(interp.heap(), {buffer, static_cast<size_t>(end - buffer)});
}

Value parse_int(Interpreter& interp, std::string_view original, int base, bool bytes) {
  auto invalid = [&] {
    return interp.raise(ExceptionKind::kValueError, "invalid literal for int() with base ", base, ": ",
                        shown_literal(original, bytes));
  };
  if (!interp.charge_steps(original.size() / 16)) return Value::error();
  const std::string converted = bytes ? std::string(original) : plain_digits(original);
  std::string_view text = strip_spaces(converted);
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  int real_base = base;
  const int prefix = prefix_base(text);
  if (prefix && (base == 0 || base == prefix)) {
    real_base = prefix;
    text.remove_prefix(2);
    if (!text.empty() && text[0] == '_') text.remove_prefix(1);
  } else if (base == 0) {
    // Without a prefix a leading zero is allowed for zero only.
    if (!text.empty() && text[0] == '0' && text.find_first_not_of("0_") != std::string_view::npos) return invalid();
    real_base = 10;
  }
  std::string digits;
  if (text.empty() || !drop_underscores(text, true, &digits)) return invalid();
  for (char c : digits) {
    if (digit_of(c) >= real_base) return invalid();
  }
  const bool power_of_two = (real_base & (real_base - 1)) == 0;
  if (!power_of_two && digits.size() > kMaxIntDigits) {
    return interp.raise(ExceptionKind::kValueError, "Exceeds the limit (", kMaxIntDigits,
                        " digits) for integer string conversion: value has ", digits.size(),
                        " digits; use sys.set_int_max_str_digits() to increase the limit");
  }
  if (digits.size() * 6 > kMaxIntBits) return interp.raise(ExceptionKind::kMemoryError);
  if (!interp.charge_steps(digits.size() / 16)) return Value::error();
  return big_from_digits(interp.heap(), negative, digits, real_base);
}

Value parse_float(Interpreter& interp, std::string_view original, bool bytes) {
  if (!interp.charge_steps(original.size() / 16)) return Value::error();
  const std::string converted = bytes ? std::string(original) : plain_digits(original);
  const std::string_view text = strip_spaces(converted);
  std::string plain;
  double value;
  if (drop_underscores(text, false, &plain) && !plain.empty() && float_prefix(plain, &value) == plain.size())
    return Value::real(value);
  return interp.raise(ExceptionKind::kValueError,
                      "could not convert string to float: ", bytes ? repr_of_bytes(original) : repr_of_str(original));
}

Value parse_complex(Interpreter& interp, std::string_view original) {
  if (!interp.charge_steps(original.size() / 16)) return Value::error();
  const std::string converted = plain_digits(original);
  std::string_view text = strip_spaces(converted);
  std::string plain;
  if (text.substr(0, text.find('\0')).find('_') != std::string_view::npos) {
    if (!drop_underscores(text, false, &plain) || plain.find('\0') != std::string::npos)
      return interp.raise(ExceptionKind::kValueError, "could not convert string to complex: ", repr_of_str(original));
    text = plain;
  }
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') text = strip_spaces(text.substr(1, text.size() - 2));
  std::complex<double> value;
  if (complex_syntax(text, &value)) return Value::object(interp.heap().make<ComplexObject>(value));
  return interp.raise(ExceptionKind::kValueError, "complex() arg is a malformed string");
}

double round_to_digits(double value, int digits) {
  if (!std::isfinite(value) || value == 0 || digits > 323) return value;
  if (digits < -308) return 0.0 * value;
  // Exact decimal expansion first: rounding it is then a matter of text.
  if (digits >= 0) {
    char buffer[700];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer - 1, value, std::chars_format::fixed, digits).ptr;
    *end = 0;
    return std::strtod(buffer, nullptr);
  }
  char buffer[1200];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer - 1, std::fabs(value), std::chars_format::scientific, 1100).ptr;
  *end = 0;
  const int exponent = std::atoi(std::find(buffer, end, 'e') + 1);
  const int keep = exponent + 1 + digits;  // significant digits left
  if (keep < 0) return 0.0 * value;
  double rounded;
  if (keep == 0) {
    const bool above_half = buffer[0] > '5' || (buffer[0] == '5' && std::any_of(buffer + 2, std::find(buffer, end, 'e'),
                                                                                [](char c) { return c != '0'; }));
    rounded = above_half ? std::strtod(("1e" + std::to_string(exponent + 1)).c_str(), nullptr) : 0.0;
  } else {
    const auto last =
        std::to_chars(buffer, buffer + sizeof buffer - 1, std::fabs(value), std::chars_format::scientific, keep - 1).ptr;
    *last = 0;
    rounded = std::strtod(buffer, nullptr);
  }
  return std::copysign(rounded, value);
}

}  // namespace interloom::lang
