#include "common/status.h"
#include "worker/lang/syntax/lexer_state.h"

namespace interloom::lang::syntax {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_digit_of(int base, char c) {
  if (base == 16) return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  return c >= '0' && c < '0' + base;
}
const char* name_of(int base) { return base == 16 ? "hexadecimal" : base == 8 ? "octal" : base == 2 ? "binary" : "decimal"; }

}  // namespace

bool Lexer::number() {
  const Place start = here();
  const char second = static_cast<char>(peek(1) | 0x20);
  if (peek() == '0' && (second == 'x' || second == 'o' || second == 'b')) {
    return based_number(start, second == 'x' ? 16 : second == 'o' ? 8 : 2);
  }
  bool zero_prefixed = false;
  if (peek() == '0') {
    while (peek() == '0' || (peek() == '_' && peek(1) == '0')) ++at_;
    const uint32_t zeros_end = at_;
    if (is_digit(peek()) || peek() == '_') {
      if (peek() == '_' && !is_digit(peek(1))) return hard_error("invalid decimal literal", here());
      if (peek() == '_') ++at_;
      if (!digits(10, "decimal")) return false;
      zero_prefixed = true;
    }
    const char next = static_cast<char>(peek() | 0x20);
    if (zero_prefixed && peek() != '.' && next != 'e' && next != 'j') {
      return hard_error("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", start, zeros_end);
    }
  } else if (peek() != '.' && !digits(10, "decimal")) {
    return false;
  }
  return decimal_tail(start);
}

// After the integer part: fraction, exponent, imaginary unit.
bool Lexer::decimal_tail(Place start) {
  if (peek() == '.') {
    ++at_;
    if (is_digit(peek()) && !digits(10, "decimal")) return false;
  }
  if ((peek() | 0x20) == 'e') {
    const bool sign = peek(1) == '+' || peek(1) == '-';
    if (is_digit(peek(sign ? 2 : 1))) {
      at_ += sign ? 2 : 1;
      if (!digits(10, "decimal")) return false;
    } else if (sign) {
      return hard_error("invalid decimal literal", here());
    }
  }
  if ((peek() | 0x20) == 'j') {
    ++at_;
    return number_end(start, "imaginary");
  }
  return number_end(start, "decimal");
}

// Digits with single underscores between them. REQUIRES: at a digit.
bool Lexer::digits(int base, const char* kind) {
  for (;;) {
    while (is_digit_of(base, peek())) ++at_;
    if (peek() != '_') return true;
    if (!is_digit_of(base, peek(1))) return hard_error(str_cat("invalid ", kind, " literal"), here());
    ++at_;
  }
}

bool Lexer::based_number(Place start, int base) {
  const char* kind = name_of(base);
  at_ += 2;
  for (;;) {
    if (peek() == '_') ++at_;
    if (!is_digit_of(base, peek())) {
      if (is_digit(peek())) return hard_error(str_cat("invalid digit '", std::string(1, peek()), "' in ", kind, " literal"), here());
      return hard_error(str_cat("invalid ", kind, " literal"), here());
    }
    while (is_digit_of(base, peek())) ++at_;
    if (peek() != '_') break;
  }
  if (is_digit(peek())) return hard_error(str_cat("invalid digit '", std::string(1, peek()), "' in ", kind, " literal"), here());
  return number_end(start, kind);
}

// A number ends before a keyword that may follow an expression, but not inside a name.
bool Lexer::number_end(Place start, const char* kind) {
  const auto follows = [&](std::string_view word) { return std::string_view(out_.text).substr(at_, word.size()) == word; };
  const bool keyword = follows("and") || follows("else") || follows("for") || follows("if") || follows("in") || follows("is") ||
                       follows("not") || follows("or");
  if (!keyword && is_identifier_part(peek())) return hard_error(str_cat("invalid ", kind, " literal"), here());
  return emit(Tok::kNumber, start);
}

}  // namespace interloom::lang::syntax
