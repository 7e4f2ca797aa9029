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
  size_t first = 0;
  while (first < text.size()) {
    size_t next = first;
    if (!is_space(next_code_point(text, &next))) break;
    first = next;
  }
  text.remove_prefix(first);
  while (!text.empty()) {
    size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    size_t next = start;
    if (!is_space(next_code_point(text, &next))) break;
    text.remove_suffix(text.size() - start);
  }
  return text;
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 99;
}

// Drops underscores that stand between digits; false when one stands elsewhere.
bool drop_underscores(std::string_view text, std::string* out) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      *out += text[i];
    } else if (i == 0 || i + 1 == text.size() || digit_of(text[i - 1]) == 99 || digit_of(text[i + 1]) == 99) {
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

bool is_float_syntax(std::string_view text) {
  size_t i = !text.empty() && (text[0] == '-' || text[0] == '+');
  size_t digits = 0;
  auto skip_digits = [&] {
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) ++digits;
  };
  skip_digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    skip_digits();
  }
  if (digits == 0) return false;
  if (i < text.size() && (text[i] | 0x20) == 'e') {
    ++i;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    digits = 0;
    skip_digits();
    if (digits == 0) return false;
  }
  return i == text.size();
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
  std::string_view text = strip_spaces(original);
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
  if (text.empty() || !drop_underscores(text, &digits)) return invalid();
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
  if (!interp.charge_steps(digits.size() / 64 * (digits.size() / 64))) return Value::error();
  return big_from_digits(interp.heap(), negative, digits, real_base);
}

Value parse_float(Interpreter& interp, std::string_view original, bool bytes) {
  const std::string_view text = strip_spaces(original);
  std::string plain;
  if (drop_underscores(text, &plain)) {
    std::string word;
    for (char c : plain) word += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    const bool signed_word = !word.empty() && (word[0] == '-' || word[0] == '+');
    const std::string_view body = std::string_view(word).substr(signed_word);
    const double sign = signed_word && word[0] == '-' ? -1.0 : 1.0;
    if (body == "inf" || body == "infinity") return Value::real(sign * INFINITY);
    if (body == "nan") return Value::real(std::copysign(std::nan(""), sign));
    if (is_float_syntax(plain)) return Value::real(std::strtod(plain.c_str(), nullptr));
  }
  return interp.raise(ExceptionKind::kValueError,
                      "could not convert string to float: ", bytes ? repr_of_bytes(original) : repr_of_str(original));
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
