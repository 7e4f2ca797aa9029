// Escapes and sets of the regular expression parser.
#include <optional>

#include "worker/lang/modules/regex_parser_impl.h"
#include "worker/lang/str.h"
#include "worker/lang/syntax/character_names.h"

namespace interloom::lang::modules {
namespace {

bool is_octal(uint32_t c) { return c >= '0' && c <= '7'; }
bool is_decimal(uint32_t c) { return c >= '0' && c <= '9'; }
bool is_letter(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(uint32_t c) { return is_decimal(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

uint32_t number_of(std::u32string_view digits, uint32_t base) {
  uint64_t value = 0;
  for (const char32_t c : digits) value = value * base + (is_decimal(c) ? c - '0' : (c | 0x20) - 'a' + 10);
  return static_cast<uint32_t>(value);
}

std::optional<RegexCategory> category_of(uint32_t letter) {
  switch (letter) {
    case 'd':
      return RegexCategory::kDigit;
    case 'D':
      return RegexCategory::kNotDigit;
    case 's':
      return RegexCategory::kSpace;
    case 'S':
      return RegexCategory::kNotSpace;
    case 'w':
      return RegexCategory::kWord;
    case 'W':
      return RegexCategory::kNotWord;
    default:
      return std::nullopt;
  }
}

// \a \f \n \r \t \v \\, and \b in sets.
std::optional<uint32_t> control_of(uint32_t letter, bool in_set) {
  switch (letter) {
    case 'a':
      return 7;
    case 'f':
      return 12;
    case 'n':
      return 10;
    case 'r':
      return 13;
    case 't':
      return 9;
    case 'v':
      return 11;
    case '\\':
      return '\\';
    case 'b':
      if (in_set) return 8;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<RegexAt> position_of(uint32_t letter, bool ascii) {
  switch (letter) {
    case 'A':
      return RegexAt::kStart;
    case 'Z':
      return RegexAt::kVeryEnd;
    case 'b':
      return ascii ? RegexAt::kAsciiBoundary : RegexAt::kBoundary;
    case 'B':
      return ascii ? RegexAt::kAsciiNotBoundary : RegexAt::kNotBoundary;
    default:
      return std::nullopt;
  }
}

}  // namespace

// \xhh and, in text, \uhhhh, \Uhhhhhhhh: the letter has been read. False: no such escape, or failed.
bool RegexParser::parse_hex(uint32_t letter, uint32_t* c) {
  const size_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
  const std::u32string hex = tokens_.take_while(digits, is_hex);
  const std::string written = str_cat("\\", std::string(1, static_cast<char>(letter)), utf8_of(hex));
  const int64_t back = static_cast<int64_t>(written.size());
  if (hex.size() != digits) return fail_back("incomplete escape " + written, back) != kNoNode;
  *c = number_of(hex, 16);
  if (*c > 0x10FFFF) return fail_back("bad escape " + written, back) != kNoNode;
  return true;
}

// \N{NAME}
bool RegexParser::parse_name_escape(uint32_t* c) {
  if (!tokens_.match('{')) return fail_back("missing {", 0) != kNoNode;
  std::u32string name;
  if (!until('}', "character name", &name)) return false;
  const std::string text = utf8_of(name);
  if (const auto found = syntax::find_character(text)) {
    *c = *found;
    return true;
  }
  return fail_back("undefined character name " + repr_of_str(text), static_cast<int64_t>(name.size()) + 4) != kNoNode;
}

uint32_t RegexParser::category_set(RegexCategory category) {
  RegexSetBuilder builder(false, ascii());
  builder.add(category);
  return add_set(builder, false);
}

uint32_t RegexParser::parse_escape(const Token& token) {
  const uint32_t letter = token.second;
  if (const auto at = position_of(letter, ascii())) return position_node(*at);
  if (const auto category = category_of(letter)) return category_set(*category);
  if (const auto control = control_of(letter, false)) return literal(*control);
  if (letter == 'x' || (!bytes_ && (letter == 'u' || letter == 'U'))) {
    uint32_t c;
    return parse_hex(letter, &c) ? literal(c) : kNoNode;
  }
  if (letter == 'N' && !bytes_) {
    uint32_t c;
    return parse_name_escape(&c) ? literal(c) : kNoNode;
  }
  if (is_decimal(letter)) return parse_digits(letter);
  if (is_letter(letter)) return fail_back("bad escape " + token_text(token), 2);
  return literal(letter);
}

// \0, \012: octal; \12: a group, unless three octal digits make it a character.
uint32_t RegexParser::parse_digits(uint32_t digit) {
  std::u32string digits(1, static_cast<char32_t>(digit));
  if (digit == '0') return literal(number_of(digits += tokens_.take_while(2, is_octal), 8));
  if (tokens_.next().size == 1 && is_decimal(tokens_.next().first)) {
    digits += tokens_.take().first;
    if (is_octal(digit) && is_octal(digits[1]) && tokens_.next().size == 1 && is_octal(tokens_.next().first)) {
      digits += tokens_.take().first;
      const uint32_t c = number_of(digits, 8);
      if (c <= 0377) return literal(c);
      return fail_back(str_cat("octal escape value \\", utf8_of(digits), " outside of range 0-0o377"), 4);
    }
  }
  return reference(number_of(digits, 10), digits.size());
}

uint32_t RegexParser::reference(uint32_t group, size_t written) {
  const int64_t back = static_cast<int64_t>(written);
  if (group >= groups_.size()) return fail_back(str_cat("invalid group reference ", group), back);
  if (!groups_[group].closed) return fail_back("cannot refer to an open group", back + 1);
  if (!check_look_behind(group)) return kNoNode;
  return add(RegexKind::kGroupRef, groups_[group].min_width, groups_[group].max_width, group, static_cast<uint8_t>(fold()));
}

bool RegexParser::set_escape(const Token& token, Member* out) {
  const uint32_t letter = token.second;
  if (const auto category = category_of(letter)) {
    *out = {true, *category, 0};
    return true;
  }
  if (const auto control = control_of(letter, true)) {
    *out = {false, {}, *control};
    return true;
  }
  if (letter == 'x' || (!bytes_ && (letter == 'u' || letter == 'U'))) return parse_hex(letter, &out->c);
  if (letter == 'N' && !bytes_) return parse_name_escape(&out->c);
  if (is_octal(letter)) {
    std::u32string digits(1, static_cast<char32_t>(letter));
    digits += tokens_.take_while(2, is_octal);
    out->c = number_of(digits, 8);
    if (out->c <= 0377) return true;
    return fail_back(str_cat("octal escape value \\", utf8_of(digits), " outside of range 0-0o377"),
                     static_cast<int64_t>(digits.size()) + 1) != kNoNode;
  }
  if (is_decimal(letter) || is_letter(letter)) return fail_back("bad escape " + token_text(token), 2) != kNoNode;
  out->c = letter;
  return true;
}

bool RegexParser::set_member(const Token& token, Member* out) {
  if (token.is_escape()) return set_escape(token, out);
  out->c = token.first;
  return true;
}

void RegexParser::add_member(RegexSetBuilder& builder, const Member& member) {
  if (member.is_category) {
    builder.add(member.category);
  } else {
    builder.add(member.c, member.c);
  }
}

// One character, category or range; `token` is its first.
bool RegexParser::parse_set_item(RegexSetBuilder& builder, const Token& token, int64_t start, bool* closed) {
  Member low;
  if (!set_member(token, &low)) return false;
  if (!tokens_.match('-')) {
    add_member(builder, low);
    return true;
  }
  const Token end = tokens_.take();
  if (end.size == 0) return fail("unterminated character set", start) != kNoNode;
  if (end.is(']')) {
    add_member(builder, low);
    builder.add('-', '-');
    *closed = true;
    return true;
  }
  Member high;
  if (!set_member(end, &high)) return false;
  if (low.is_category || high.is_category || high.c < low.c) {
    return fail_back(str_cat("bad character range ", token_text(token), "-", token_text(end)), token.size + 1 + end.size) !=
           kNoNode;
  }
  builder.add(low.c, high.c);
  return true;
}

// Behind "[".
uint32_t RegexParser::parse_set() {
  const int64_t start = tokens_.position() - 1;
  const bool negated = tokens_.match('^');
  RegexSetBuilder builder(has(regex_flag::kIgnoreCase), ascii());
  bool closed = false;
  for (bool first = true; !closed; first = false) {
    const Token token = tokens_.take();
    if (token.size == 0) return fail("unterminated character set", start);
    if (token.is(']') && !first) break;
    if (!parse_set_item(builder, token, start, &closed)) return kNoNode;
    if (failed()) return kNoNode;
  }
  return add_set(builder, negated);
}

}  // namespace interloom::lang::modules
