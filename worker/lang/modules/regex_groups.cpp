// Groups of the regular expression parser: everything that begins with a parenthesis.
#include <algorithm>

#include "worker/lang/modules/regex_parser_impl.h"
#include "worker/lang/number.h"
#include "worker/lang/str.h"
#include "worker/lang/unicode.h"

namespace interloom::lang::modules {
namespace {

constexpr uint32_t kMaxGroups = UINT32_MAX / 4;

uint32_t flag_of(uint32_t letter) {
  switch (letter) {
    case 'i':
      return regex_flag::kIgnoreCase;
    case 'L':
      return regex_flag::kLocale;
    case 'm':
      return regex_flag::kMultiLine;
    case 's':
      return regex_flag::kDotAll;
    case 'x':
      return regex_flag::kVerbose;
    case 'a':
      return regex_flag::kAscii;
    case 'u':
      return regex_flag::kUnicode;
    default:
      return 0;
  }
}

uint32_t letter_of(const RegexTokens::Token& token) { return token.size == 1 ? token.first : 0; }
bool is_alphabetic(const RegexTokens::Token& token) {
  return token.size == 1 && is_alpha(token.first);
}

}  // namespace

// Everything up to `end`, which is read too.
bool RegexParser::until(uint32_t end, std::string_view what, std::u32string* out) {
  const int64_t start = tokens_.position();
  for (;;) {
    const Token token = tokens_.take();
    if (token.size == 0) {
      if (out->empty()) return fail(str_cat("missing ", what), start) != kNoNode;
      return fail(str_cat("missing ", std::string(1, static_cast<char>(end)), ", unterminated name"), start) != kNoNode;
    }
    if (token.is(end)) break;
    *out += token.first;
    if (token.is_escape()) *out += token.second;
  }
  return !out->empty() || fail_back(str_cat("missing ", what), 1) != kNoNode;
}

bool RegexParser::check_name(const std::u32string& name, int64_t offset) {
  const bool usable = is_identifier(utf8_of(name)) &&
                      (!bytes_ || std::all_of(name.begin(), name.end(), [](char32_t c) { return c < 0x80; }));
  return usable || fail_back("bad character in group name " + repr_of_str(utf8_of(name)),
                             static_cast<int64_t>(name.size()) + offset) != kNoNode;
}

bool RegexParser::find_name(const std::u32string& name, uint32_t* group) const {
  const auto at = names_.find(utf8_of(name));
  if (at != names_.end()) *group = at->second;
  return at != names_.end();
}

// A group opened inside of a look-behind has no width yet.
bool RegexParser::check_look_behind(uint32_t group) {
  if (look_behind_groups_ == 0) return true;
  if (group >= groups_.size() || !groups_[group].closed) return fail_back("cannot refer to an open group", 0) != kNoNode;
  if (group < look_behind_groups_) return true;
  return fail_back("cannot refer to group defined in the same lookbehind subpattern", 0) != kNoNode;
}

bool RegexParser::check_closing(int64_t start) {
  return tokens_.match(')') || fail("missing ), unterminated subpattern", start) != kNoNode;
}

bool RegexParser::open_group(const std::u32string* name, uint32_t* number) {
  *number = static_cast<uint32_t>(groups_.size());
  groups_.emplace_back();
  if (!name) return true;
  const auto [at, fresh] = names_.try_emplace(utf8_of(*name), *number);
  return fresh || fail_back(str_cat("redefinition of group name ", repr_of_str(at->first), " as group ", *number, "; was group ",
                                    at->second),
                            static_cast<int64_t>(name->size()) + 1) != kNoNode;
}

// Behind "(".
bool RegexParser::parse_group(Sequence& sequence, bool nested, bool first) {
  if (!check_depth()) return false;
  const int64_t start = tokens_.position() - 1;
  if (tokens_.match('?')) return parse_extension(sequence, nested, first, start);
  return parse_contents(sequence, nullptr, true, false, start);
}

bool RegexParser::parse_extension(Sequence& sequence, bool nested, bool first, int64_t start) {
  const Token token = tokens_.take();
  if (token.size == 0) return fail_back("unexpected end of pattern", 0) != kNoNode;
  const uint32_t letter = letter_of(token);
  switch (letter) {
    case 'P':
      return parse_python_extension(sequence, start);
    case ':':
      return parse_contents(sequence, nullptr, false, false, start);
    case '>':
      return parse_contents(sequence, nullptr, false, true, start);
    case '#':
      return skip_comment(start);
    case '=':
    case '!':
    case '<':
      return parse_look(sequence, letter, start);
    case '(':
      return parse_conditional(sequence, start);
    default:
      if (letter == '-' || flag_of(letter) != 0) return parse_flags(sequence, letter, first && !nested, start);
      return fail_back("unknown extension ?" + token_text(token), 1 + token.size) != kNoNode;
  }
}

bool RegexParser::parse_python_extension(Sequence& sequence, int64_t start) {
  if (tokens_.match('<')) {
    std::u32string name;
    return until('>', "group name", &name) && check_name(name, 1) && parse_contents(sequence, &name, true, false, start);
  }
  if (tokens_.match('=')) return parse_name_reference(sequence);
  const Token token = tokens_.take();
  if (token.size == 0) return fail_back("unexpected end of pattern", 0) != kNoNode;
  return fail_back("unknown extension ?P" + token_text(token), 2 + token.size) != kNoNode;
}

bool RegexParser::skip_comment(int64_t start) {
  for (;;) {
    const Token token = tokens_.take();
    if (token.size == 0) return fail("missing ), unterminated comment", start) != kNoNode;
    if (token.is(')')) return true;
  }
}

// (?P=name)
bool RegexParser::parse_name_reference(Sequence& sequence) {
  std::u32string name;
  if (!until(')', "group name", &name) || !check_name(name, 1)) return false;
  const int64_t back = static_cast<int64_t>(name.size()) + 1;
  uint32_t group;
  if (!find_name(name, &group)) return fail_back("unknown group name " + repr_of_str(utf8_of(name)), back) != kNoNode;
  if (!groups_[group].closed) return fail_back("cannot refer to an open group", back) != kNoNode;
  if (!check_look_behind(group)) return false;
  append(sequence,
         add(RegexKind::kGroupRef, groups_[group].min_width, groups_[group].max_width, group, static_cast<uint8_t>(fold())));
  return true;
}

bool RegexParser::parse_look(Sequence& sequence, uint32_t kind, int64_t start) {
  uint8_t bits = 0;
  const uint32_t outer = look_behind_groups_;
  if (kind == '<') {
    const Token token = tokens_.take();
    if (token.size == 0) return fail_back("unexpected end of pattern", 0) != kNoNode;
    kind = letter_of(token);
    if (kind != '=' && kind != '!') return fail_back("unknown extension ?<" + token_text(token), 2 + token.size) != kNoNode;
    bits |= kLookBehind;
    if (outer == 0) look_behind_groups_ = static_cast<uint32_t>(groups_.size());
  }
  if (kind == '!') bits |= kLookNegative;
  const uint32_t content = parse_alternatives(true);
  look_behind_groups_ = outer;
  if (content == kNoNode || !check_closing(start)) return false;
  if ((bits & kLookNegative) && node(content).kind == RegexKind::kEmpty) {
    append(sequence, add(RegexKind::kFail, 0, 0));
    return true;
  }
  const uint32_t look = add(RegexKind::kLook, 0, 0, node(content).min_width, bits);
  node(look).child = content;
  append(sequence, look);
  return true;
}

// (?(name)yes|no), behind the second parenthesis.
bool RegexParser::parse_conditional(Sequence& sequence, int64_t start) {
  uint32_t group;
  if (!condition_group(&group) || !check_look_behind(group)) return false;
  const uint32_t yes = parse_sequence(true, false);
  if (yes == kNoNode) return false;
  uint32_t no;
  if (tokens_.match('|')) {
    no = parse_sequence(true, false);
    if (no == kNoNode) return false;
    if (tokens_.next().is('|')) return fail_back("conditional backref with more than two branches", 0) != kNoNode;
  } else {
    no = add(RegexKind::kEmpty, 0, 0);
  }
  if (!check_closing(start)) return false;
  const uint32_t index = add(RegexKind::kConditional, std::min(node(yes).min_width, node(no).min_width),
                             std::max(node(yes).max_width, node(no).max_width), group);
  node(index).child = yes;
  node(yes).next = no;
  append(sequence, index);
  return true;
}

bool RegexParser::condition_group(uint32_t* group) {
  std::u32string name;
  if (!until(')', "group name", &name)) return false;
  const int64_t back = static_cast<int64_t>(name.size()) + 1;
  const std::string shown = utf8_of(name);
  if (is_identifier(utf8_of(name))) {
    if (!check_name(name, 1)) return false;
    return find_name(name, group) || fail_back("unknown group name " + repr_of_str(shown), back) != kNoNode;
  }
  const Value number = parse_int(interp_, shown, 10);
  if (number.is_error()) {
    if (interp_.stopping()) return fail_as(RegexFailure::Kind::kRaised, "") != kNoNode;
    interp_.take_exception();
  }
  const bool usable = number.is_int_or_bool() && number.as_int() >= 0;
  if (number.is_error() || (number.is_int_or_bool() && number.as_int() < 0))
    return fail_back("bad character in group name " + repr_of_str(shown), back) != kNoNode;
  if (usable && number.as_int() == 0) return fail_back("bad group number", back) != kNoNode;
  if (!usable || number.as_int() >= kMaxGroups)
    return fail_back("invalid group reference " + int_to_decimal(number), back) != kNoNode;
  *group = static_cast<uint32_t>(number.as_int());
  conditions_.try_emplace(*group, tokens_.position() - back);
  return true;
}

// Up to the closing parenthesis; flags of the group are in force by now and end with it (see parse_flags).
bool RegexParser::parse_contents(Sequence& sequence, const std::u32string* name, bool capture, bool atomic, int64_t start) {
  uint32_t number = kNoGroup;
  if (capture && !open_group(name, &number)) return false;
  const uint32_t content = parse_alternatives(true);
  if (content == kNoNode || !check_closing(start)) return false;
  if (capture) groups_[number] = {node(content).min_width, node(content).max_width, true};
  append(sequence, add_parent(atomic ? RegexKind::kAtomic : RegexKind::kGroup, content, number));
  return true;
}

bool RegexParser::flags_on(uint32_t* letter, uint32_t* on) {
  for (;;) {
    if (!bytes_ && *letter == 'L')
      return fail_back("bad inline flags: cannot use 'L' flag with a str pattern", 0) != kNoNode;
    if (bytes_ && *letter == 'u')
      return fail_back("bad inline flags: cannot use 'u' flag with a bytes pattern", 0) != kNoNode;
    const uint32_t flag = flag_of(*letter);
    *on |= flag;
    if ((flag & regex_flag::kTypes) && (*on & regex_flag::kTypes) != flag)
      return fail_back("bad inline flags: flags 'a', 'u' and 'L' are incompatible", 0) != kNoNode;
    const Token token = tokens_.take();
    if (token.size == 0) return fail_back("missing -, : or )", 0) != kNoNode;
    *letter = letter_of(token);
    if (*letter == ')' || *letter == '-' || *letter == ':') return true;
    if (flag_of(*letter) == 0)
      return fail_back(is_alphabetic(token) ? "unknown flag" : "missing -, : or )", token.size) != kNoNode;
  }
}

// Behind "-".
bool RegexParser::flags_off(uint32_t* off) {
  Token token = tokens_.take();
  const char* missing = "missing flag";
  for (;; missing = "missing :") {
    if (token.size == 0) return fail_back(missing, 0) != kNoNode;
    if (*off != 0 && token.is(':')) return true;
    const uint32_t flag = flag_of(letter_of(token));
    if (flag == 0) return fail_back(is_alphabetic(token) ? "unknown flag" : missing, token.size) != kNoNode;
    if (flag & regex_flag::kTypes)
      return fail_back("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", 0) != kNoNode;
    *off |= flag;
    token = tokens_.take();
  }
}

bool RegexParser::set_global_flags(uint32_t on, const Sequence& sequence, bool first, int64_t start) {
  global_ |= on;
  if (!first || sequence.count != 0) return fail("global flags not at the start of the expression", start) != kNoNode;
  flags_ |= on;
  return true;
}

// (?flags) or (?flags-flags:...), the first letter read.
bool RegexParser::parse_flags(Sequence& sequence, uint32_t letter, bool first, int64_t start) {
  uint32_t on = 0, off = 0;
  if (letter != '-' && !flags_on(&letter, &on)) return false;
  if (letter == ')') return set_global_flags(on, sequence, first, start);
  if (letter == '-' && !flags_off(&off)) return false;
  if (on & off) return fail_back("bad inline flags: flag turned on and off", 1) != kNoNode;
  const uint32_t outer = flags_;
  if (on & regex_flag::kTypes) flags_ &= ~regex_flag::kTypes;
  flags_ = (flags_ | on) & ~off;
  const bool parsed = parse_contents(sequence, nullptr, false, false, start);
  flags_ = outer;
  return parsed;
}

}  // namespace interloom::lang::modules
