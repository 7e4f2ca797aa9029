#include "worker/lang/modules/regex_set.h"

#include <algorithm>
#include <iterator>

#include "worker/lang/modules/regex_tables.h"
#include "worker/lang/unicode.h"

namespace interloom::lang::modules {
namespace {

template <size_t N>
const RegexPair* lower_bound(const RegexPair (&table)[N], uint32_t c) {
  return std::lower_bound(std::begin(table), std::end(table), c, [](const RegexPair& p, uint32_t v) { return p.from < v; });
}

bool is_ascii_space(uint32_t c) { return c == ' ' || (c >= 9 && c <= 13); }
bool is_upper_ascii(uint32_t c) { return c >= 'A' && c <= 'Z'; }
bool is_lower_ascii(uint32_t c) { return c >= 'a' && c <= 'z'; }

}  // namespace

bool is_ascii_word(uint32_t c) {
  return (c >= '0' && c <= '9') || is_upper_ascii(c) || is_lower_ascii(c) || c == '_';
}
bool is_word(uint32_t c) { return c < 0x80 ? is_ascii_word(c) : is_alnum(c); }

bool in_category(RegexCategory category, uint32_t c, bool ascii) {
  switch (category) {
    case RegexCategory::kDigit:
      return ascii ? c >= '0' && c <= '9' : is_decimal(c);
    case RegexCategory::kSpace:
      return ascii ? is_ascii_space(c) : is_space(c);
    case RegexCategory::kWord:
      return ascii ? is_ascii_word(c) : is_word(c);
    default:
      return !in_category(static_cast<RegexCategory>(static_cast<uint8_t>(category) - 1), c, ascii);
  }
}

uint32_t lower_case(uint32_t c) {
  if (c < 0x80) return is_upper_ascii(c) ? c | 0x20 : c;
  const RegexPair* pair = lower_bound(kLowerCase, c);
  return pair != std::end(kLowerCase) && pair->from == c ? pair->to : c;
}

std::vector<uint32_t> case_variants(uint32_t c, bool ascii) {
  if (ascii) {
    if (is_upper_ascii(c) || is_lower_ascii(c)) return {c, c ^ 0x20};
    return {c};
  }
  std::vector<uint32_t> out = {lower_case(c)};
  for (auto* twin = lower_bound(kTwins, out[0]); twin != std::end(kTwins) && twin->from == out[0]; ++twin) out.push_back(twin->to);
  for (size_t i = 0, lowers = out.size(); i < lowers; ++i) {
    const uint32_t lower = out[i];
    for (auto* pair = lower_bound(kUpperCases, lower); pair != std::end(kUpperCases) && pair->from == lower; ++pair)
      out.push_back(pair->to);
  }
  return out;
}

bool RegexSet::contains_high(uint32_t c) const {
  const auto after =
      std::upper_bound(high.begin(), high.end(), c, [](uint32_t v, const RegexRange& r) { return v < r.first; });
  if (after != high.begin() && c <= after[-1].last) return !negated;
  for (uint8_t i = 0; categories >> i; ++i) {
    if ((categories >> i & 1) && in_category(static_cast<RegexCategory>(i), c, false)) return !negated;
  }
  return negated;
}

void RegexSetBuilder::add(uint32_t first, uint32_t last) {
  ranges_.push_back({first, last});
  if (ignore_case_) add_variants(first, last);
}

void RegexSetBuilder::add_variants(uint32_t first, uint32_t last) {
  auto add_all = [&](uint32_t c) {
    for (const uint32_t variant : case_variants(c, ascii_)) ranges_.push_back({variant, variant});
    work_ += 4;
  };
  if (ascii_) {
    for (uint32_t c = std::max<uint32_t>(first, 'A'); c <= std::min<uint32_t>(last, 'z'); ++c) add_all(c);
    return;
  }
  for (auto* p = lower_bound(kLowerCase, first); p != std::end(kLowerCase) && p->from <= last; ++p) add_all(p->from);
  for (auto* p = lower_bound(kUpperCases, first); p != std::end(kUpperCases) && p->from <= last; ++p) add_all(p->from);
  for (auto* p = lower_bound(kTwins, first); p != std::end(kTwins) && p->from <= last; ++p) add_all(p->from);
}

void RegexSetBuilder::add(RegexCategory category) { categories_.push_back(category); }

RegexSet RegexSetBuilder::finish(bool negated) {
  RegexSet set;
  set.negated = negated;
  std::sort(ranges_.begin(), ranges_.end(), [](const RegexRange& a, const RegexRange& b) { return a.first < b.first; });
  for (const RegexRange& range : ranges_) {
    for (uint32_t c = range.first; c <= range.last && c < 256; ++c) add_to_map(set.low, static_cast<unsigned char>(c));
    if (range.last < 256) continue;
    const uint32_t first = std::max<uint32_t>(range.first, 256);
    if (!set.high.empty() && first <= set.high.back().last + 1) {
      set.high.back().last = std::max(set.high.back().last, range.last);
    } else {
      set.high.push_back({first, range.last});
    }
  }
  for (const RegexCategory category : categories_) {
    for (uint32_t c = 0; c < 256; ++c) {
      if (in_category(category, c, ascii_)) add_to_map(set.low, static_cast<unsigned char>(c));
    }
    if (!ascii_) set.categories |= static_cast<uint8_t>(1 << static_cast<int>(category));
    // Nothing above 255 is ASCII: all of it is in \D, \S and \W.
    if (ascii_ && static_cast<int>(category) % 2 == 1) set.high = {{256, 0x10FFFF}};
  }
  if (negated) {
    for (uint64_t& word : set.low) word = ~word;
  }
  work_ += ranges_.size() + 64 * categories_.size();
  return set;
}

}  // namespace interloom::lang::modules
