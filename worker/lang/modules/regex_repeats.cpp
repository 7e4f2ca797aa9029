// Repeats of the regular expression parser: * + ? {m,n}, lazy and possessive.
#include <algorithm>

#include "worker/lang/modules/regex_parser_impl.h"

namespace interloom::lang::modules {

bool RegexParser::parse_count(const std::u32string& digits, uint32_t* out) {
  uint64_t value = 0;
  for (const char32_t c : digits) value = std::min<uint64_t>(value * 10 + (c - '0'), kUnbounded);
  if (value >= kUnbounded) {
    fail_as(RegexFailure::Kind::kOverflow, "the repetition number is too large");
    return false;
  }
  *out = static_cast<uint32_t>(value);
  return true;
}

// Behind "{". *literal: it is no count, just a brace.
bool RegexParser::parse_counts(uint32_t* min, uint32_t* max, bool* literal_brace) {
  *literal_brace = tokens_.next().is('}');
  if (*literal_brace) return true;
  const int64_t here = tokens_.position();
  auto digit = [](uint32_t c) { return c >= '0' && c <= '9'; };
  const std::u32string low = tokens_.take_while(SIZE_MAX, digit);
  const std::u32string high = tokens_.match(',') ? tokens_.take_while(SIZE_MAX, digit) : low;
  if (!tokens_.match('}')) {
    *literal_brace = true;
    tokens_.seek(here);
    return true;
  }
  *min = 0;
  *max = kUnbounded;
  if (!low.empty() && !parse_count(low, min)) return false;
  if (!high.empty() && !parse_count(high, max)) return false;
  if (*max >= *min) return true;
  fail("min repeat greater than max repeat", here);
  return false;
}

bool RegexParser::parse_repeat(Sequence& sequence, const Token& token) {
  const int64_t start = tokens_.position() - 1;
  uint32_t min = token.first == '+' ? 1 : 0, max = token.first == '?' ? 1 : kUnbounded;
  if (token.first == '{') {
    bool brace;
    if (!parse_counts(&min, &max, &brace)) return false;
    if (brace) {
      append(sequence, literal('{'));
      return true;
    }
  }
  const RegexKind repeated = sequence.count ? node(sequence.last).kind : RegexKind::kAt;
  if (repeated == RegexKind::kAt) return fail("nothing to repeat", start) != kNoNode;
  if (repeated == RegexKind::kRepeat) return fail("multiple repeat", start) != kNoNode;
  const RegexRepeat mode = tokens_.match('?')   ? RegexRepeat::kLazy
                           : tokens_.match('+') ? RegexRepeat::kPossessive
                                                : RegexRepeat::kGreedy;
  // The repeat takes the place of its item: the item's content moves to a new node.
  const RegexNode item = node(sequence.last);
  tree_.nodes.push_back(item);
  const uint32_t child = static_cast<uint32_t>(tree_.nodes.size() - 1);
  node(child).next = kNoNode;
  RegexNode& repeat = node(sequence.last);
  repeat = RegexNode{};
  repeat.kind = RegexKind::kRepeat;
  repeat.detail = static_cast<uint8_t>(mode);
  repeat.min = min;
  repeat.max = max;
  repeat.child = child;
  repeat.min_width = saturated(uint64_t{item.min_width} * min, kMaxMinWidth);
  repeat.max_width = item.max_width == 0 ? 0 : saturated(uint64_t{item.max_width} * max, kUnbounded);
  return true;
}

}  // namespace interloom::lang::modules
