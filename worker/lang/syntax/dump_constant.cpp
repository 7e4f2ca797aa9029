#include <charconv>
#include <cmath>

#include "common/status.h"
#include "worker/lang/syntax/dump.h"
#include "worker/lang/syntax/identifiers.h"

namespace interloom::lang::syntax {

namespace {

void append_hex(std::string& out, const char* prefix, uint32_t value, int digits) {
  out += prefix;
  for (int i = digits - 1; i >= 0; --i) out.push_back("0123456789abcdef"[value >> (4 * i) & 15]);
}

void append_character(std::string& out, uint32_t c, char quote, bool bytes) {
  if (c == static_cast<unsigned char>(quote) || c == '\\') out.push_back('\\'), out.push_back(static_cast<char>(c));
  else if (c == '\n') out += "\\n";
  else if (c == '\r') out += "\\r";
  else if (c == '\t') out += "\\t";
  else if (c < 0x20 || c == 0x7F || (bytes && c >= 0x80)) append_hex(out, "\\x", c, 2);
  else if (c < 0x80 || is_printable(c)) append_utf8(out, c);
  else if (c < 0x100) append_hex(out, "\\x", c, 2);
  else if (c < 0x10000) append_hex(out, "\\u", c, 4);
  else append_hex(out, "\\U", c, 8);
}

std::string text_repr(std::string_view text, bool bytes) {
  const bool single = text.find('\'') != std::string_view::npos, twice = text.find('"') != std::string_view::npos;
  const char quote = single && !twice ? '"' : '\'';
  std::string out(bytes ? "b" : "");
  out.push_back(quote);
  for (size_t at = 0; at < text.size();) {
    const uint32_t c = bytes ? static_cast<unsigned char>(text[at++]) : next_code_point(text, at);
    append_character(out, c, quote, bytes);
  }
  out.push_back(quote);
  return out;
}

// Shortest digits that read back the same, in Python's layout.
std::string float_repr(double value, bool point) {
  if (std::isinf(value)) return "inf";
  char buffer[32];
  const auto scientific = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  std::string out(buffer, scientific.ptr);
  const size_t e = out.find('e');
  const int exponent = std::atoi(out.c_str() + e + 1);
  if (exponent < -4 || exponent >= 16) return out;
  const auto fixed = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  out.assign(buffer, fixed.ptr);
  if (point && out.find('.') == std::string::npos) out += ".0";
  return out;
}

// Digits in another base as decimal digits. Quadratic, as tests can afford.
std::string to_decimal(std::string_view digits, uint32_t base) {
  std::vector<uint32_t> groups{0};  // of nine decimal digits, lowest first
  for (const char c : digits) {
    const uint32_t digit = static_cast<uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    uint64_t carry = digit;
    for (uint32_t& group : groups) {
      carry += uint64_t{group} * base;
      group = static_cast<uint32_t>(carry % 1000000000);
      carry /= 1000000000;
    }
    if (carry) groups.push_back(static_cast<uint32_t>(carry));
  }
  std::string out = std::to_string(groups.back());
  for (size_t i = groups.size() - 1; i-- > 0;) {
    const std::string group = std::to_string(groups[i]);
    out.append(9 - group.size(), '0').append(group);
  }
  return out;
}

}  // namespace

std::string constant_repr(const Constant& constant) {
  switch (constant.type) {
    case ConstantKind::kNone: return "None";
    case ConstantKind::kTrue: return "True";
    case ConstantKind::kFalse: return "False";
    case ConstantKind::kEllipsis: return "Ellipsis";
    case ConstantKind::kInt: return std::to_string(constant.integer);
    case ConstantKind::kBigInt: return constant.base == 10 ? std::string(constant.text) : to_decimal(constant.text, constant.base);
    case ConstantKind::kFloat: return float_repr(constant.number, true);
    case ConstantKind::kComplex: return float_repr(constant.number, false) + "j";
    case ConstantKind::kStr: return text_repr(constant.text, false);
    case ConstantKind::kBytes: return text_repr(constant.text, true);
  }
  return {};
}

}  // namespace interloom::lang::syntax
