#include "worker/lang/modules/regex_parser.h"

#include <algorithm>

#include "worker/lang/modules/regex_parser_impl.h"
#include "worker/lang/str.h"

namespace interloom::lang::modules {
namespace {

// Parsing takes this much for each character at most: nodes, sets, the decoded text.
constexpr uint64_t kBytesPerCharacter = 320;

std::u32string decode(std::string_view text, bool bytes) {
  std::u32string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    out += bytes ? static_cast<unsigned char>(text[at++]) : static_cast<char32_t>(next_code_point(text, &at));
  }
  return out;
}

// Messages about bytes patterns show other bytes escaped.
std::string ascii_only(const std::string& message) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (size_t at = 0; at < message.size();) {
    const uint32_t c = next_code_point(message, &at);
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else {
      out += {'\\', 'x', kHex[c >> 4 & 15], kHex[c & 15]};
    }
  }
  return out;
}

}  // namespace

void RegexTokens::advance() {
  next_ = {};
  if (index_ >= text_.size()) return;
  next_ = {text_[index_], 0, 1};
  if (next_.first == '\\') {
    if (index_ + 1 >= text_.size()) {
      broken_escape_ = true;
      index_ = text_.size();
      next_ = {};
      return;
    }
    next_.second = text_[index_ + 1];
    next_.size = 2;
  }
  index_ += next_.size;
}

std::string utf8_of(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

std::string token_text(const RegexTokens::Token& token) {
  std::string out;
  if (token.size > 0) append_utf8(out, token.first);
  if (token.size > 1) append_utf8(out, token.second);
  return out;
}

uint32_t RegexParser::fail(std::string message, int64_t position) {
  failed();
  if (bytes_) message = ascii_only(message);
  if (failure_.kind == RegexFailure::Kind::kNone) failure_ = {RegexFailure::Kind::kRegex, std::move(message), position};
  return kNoNode;
}

uint32_t RegexParser::fail_as(RegexFailure::Kind kind, std::string message) {
  failed();
  if (failure_.kind == RegexFailure::Kind::kNone) failure_ = {kind, std::move(message), -1};
  return kNoNode;
}

// A lone backslash at the end is an error as soon as it is read ahead.
bool RegexParser::failed() {
  if (failure_.kind == RegexFailure::Kind::kNone && tokens_.broken_escape()) {
    failure_ = {RegexFailure::Kind::kRegex, "bad escape (end of pattern)", tokens_.size() - 1};
  }
  return failure_.kind != RegexFailure::Kind::kNone;
}

bool RegexParser::check_depth() {
  if (interp_.check_native_stack()) return true;
  fail_as(RegexFailure::Kind::kRaised, "");
  return false;
}

RegexFold RegexParser::fold() const {
  if (!has(regex_flag::kIgnoreCase)) return RegexFold::kNone;
  return ascii() ? RegexFold::kAscii : RegexFold::kUnicode;
}

uint32_t RegexParser::add(RegexKind kind, uint32_t min_width, uint32_t max_width, uint32_t value, uint8_t detail) {
  RegexNode made;
  made.kind = kind;
  made.detail = detail;
  made.value = value;
  made.min_width = min_width;
  made.max_width = max_width;
  tree_.nodes.push_back(made);
  return static_cast<uint32_t>(tree_.nodes.size() - 1);
}

uint32_t RegexParser::add_parent(RegexKind kind, uint32_t child, uint32_t value, uint8_t detail) {
  const uint32_t index = add(kind, node(child).min_width, node(child).max_width, value, detail);
  node(index).child = child;
  return index;
}

void RegexParser::append(Sequence& sequence, uint32_t index) {
  if (sequence.last == kNoNode) {
    sequence.first = index;
  } else {
    node(sequence.last).next = index;
  }
  sequence.last = index;
  ++sequence.count;
}

uint32_t RegexParser::finish(const Sequence& sequence) {
  if (sequence.count == 0) return add(RegexKind::kEmpty, 0, 0);
  if (sequence.count == 1) return sequence.first;
  uint64_t min = 0, max = 0;
  for (uint32_t at = sequence.first; at != kNoNode; at = node(at).next) {
    min += node(at).min_width;
    max += node(at).max_width;
  }
  const uint32_t index = add(RegexKind::kConcat, saturated(min, kMaxMinWidth), saturated(max, kUnbounded));
  node(index).child = sequence.first;
  return index;
}

uint32_t RegexParser::parse_alternatives(bool nested) {
  Sequence alternatives;
  uint32_t min = kMaxMinWidth, max = 0;
  do {
    const uint32_t sequence = parse_sequence(nested, !nested && alternatives.count == 0);
    if (sequence == kNoNode) return kNoNode;
    min = std::min(min, node(sequence).min_width);
    max = std::max(max, node(sequence).max_width);
    append(alternatives, sequence);
  } while (tokens_.match('|'));
  if (alternatives.count == 1) return alternatives.first;
  const uint32_t index = add(RegexKind::kBranch, min, max);
  node(index).child = alternatives.first;
  return index;
}

uint32_t RegexParser::parse_sequence(bool nested, bool first) {
  if (!check_depth()) return kNoNode;
  Sequence sequence;
  for (;;) {
    if (failed()) return kNoNode;
    const Token& next = tokens_.next();
    if (next.size == 0 || next.is('|') || next.is(')')) break;
    if (!parse_item(sequence, nested, first)) return kNoNode;
  }
  return finish(sequence);
}

bool RegexParser::skip_verbose(const Token& token) {
  if (token.size != 1) return false;
  if (token.first == ' ' || (token.first >= 9 && token.first <= 13)) return true;
  if (token.first != '#') return false;
  for (Token t = tokens_.take(); t.size != 0 && !t.is('\n');) t = tokens_.take();
  return true;
}

bool RegexParser::parse_item(Sequence& sequence, bool nested, bool first) {
  const Token token = tokens_.take();
  if (has(regex_flag::kVerbose) && skip_verbose(token)) return true;
  uint32_t made = kNoNode;
  if (token.is_escape()) {
    made = parse_escape(token);
  } else {
    switch (token.first) {
      case '[':
        made = parse_set();
        break;
      case '*':
      case '+':
      case '?':
      case '{':
        return parse_repeat(sequence, token);
      case '(':
        return parse_group(sequence, nested, first);
      case '.':
        made = add(has(regex_flag::kDotAll) ? RegexKind::kAnyAll : RegexKind::kAny, 1, 1);
        break;
      case '^':
        made = position_node(has(regex_flag::kMultiLine) ? RegexAt::kLineStart : RegexAt::kStart);
        break;
      case '$':
        made = position_node(has(regex_flag::kMultiLine) ? RegexAt::kLineEnd : RegexAt::kEnd);
        break;
      default:
        made = literal(token.first);
    }
  }
  if (made == kNoNode) return false;
  append(sequence, made);
  return true;
}

uint32_t RegexParser::position_node(RegexAt at) { return add(RegexKind::kAt, 0, 0, 0, static_cast<uint8_t>(at)); }

uint32_t RegexParser::literal(uint32_t c) {
  if (!has(regex_flag::kIgnoreCase)) return add(RegexKind::kLiteral, 1, 1, c);
  const std::vector<uint32_t> variants = case_variants(c, ascii());
  if (variants.size() == 1) return add(RegexKind::kLiteral, 1, 1, c);
  const auto [at, fresh] = folded_.try_emplace({*std::min_element(variants.begin(), variants.end()), ascii()}, 0);
  if (fresh) {
    RegexSetBuilder builder(false, ascii());
    for (const uint32_t variant : variants) builder.add(variant, variant);
    tree_.sets.push_back(builder.finish(false));
    at->second = static_cast<uint32_t>(tree_.sets.size() - 1);
  }
  return add(RegexKind::kSet, 1, 1, at->second);
}

// Case variants can make a set far larger than its text.
uint32_t RegexParser::add_set(RegexSetBuilder& builder, bool negated) {
  RegexSet set = builder.finish(negated);
  charge_.add(set.high.size() * sizeof(RegexRange));
  if (!interp_.charge_steps(builder.work() / 8)) return fail_as(RegexFailure::Kind::kRaised, "");
  tree_.sets.push_back(std::move(set));
  return add(RegexKind::kSet, 1, 1, static_cast<uint32_t>(tree_.sets.size() - 1));
}

bool RegexParser::check_flags() {
  using namespace regex_flag;
  auto refuse = [&](const char* text) { return fail_as(RegexFailure::Kind::kValue, text) != kNoNode; };
  if (bytes_) {
    if (global_ & kUnicode) return refuse("cannot use UNICODE flag with a bytes pattern");
    if ((global_ & kLocale) && (global_ & kAscii)) return refuse("ASCII and LOCALE flags are incompatible");
    return true;
  }
  if (global_ & kLocale) return refuse("cannot use LOCALE flag with a str pattern");
  if ((global_ & kAscii) && (global_ & kUnicode)) return refuse("ASCII and UNICODE flags are incompatible");
  if (!(global_ & kAscii)) global_ |= kUnicode;
  return true;
}

bool RegexParser::parse() {
  global_ = flags_;
  tree_.bytes = bytes_;
  tree_.root = parse_alternatives(false);
  if (failed()) return false;
  if (!check_flags()) return false;
  if (tokens_.next().size != 0) return fail("unbalanced parenthesis", tokens_.position()) != kNoNode;
  for (const auto& [group, position] : conditions_) {
    if (group >= groups_.size()) return fail(str_cat("invalid group reference ", group), position) != kNoNode;
  }
  tree_.flags = global_;
  tree_.groups = static_cast<uint32_t>(groups_.size() - 1);
  for (const auto& [name, number] : names_) tree_.group_names.emplace_back(name, number);
  std::sort(tree_.group_names.begin(), tree_.group_names.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return true;
}

bool parse_regex(Interpreter& interp, std::string_view text, bool bytes, uint32_t flags, RegexTree* tree, RegexFailure* failure) {
  HeapCharge charge(interp.heap());
  charge.add(text.size() * kBytesPerCharacter);
  if (!interp.charge_steps(1 + text.size() / 2)) {
    failure->kind = RegexFailure::Kind::kRaised;
    return false;
  }
  return RegexParser(interp, charge, decode(text, bytes), bytes, flags, tree, failure).parse();
}

}  // namespace interloom::lang::modules
