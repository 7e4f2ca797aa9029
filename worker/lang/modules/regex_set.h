// RegexSet: a set of characters, final: case variants are in it and negation is done.
//
// Below 256 a bitmap answers (bytes patterns need no more); above, sorted ranges and Unicode's categories.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace interloom::lang::modules {

struct RegexRange {
  uint32_t first, last;
};
using ByteMap = std::array<uint64_t, 4>;
inline bool in_map(const ByteMap& map, unsigned char byte) { return map[byte >> 6] >> (byte & 63) & 1; }
inline void add_to_map(ByteMap& map, unsigned char byte) { map[byte >> 6] |= uint64_t{1} << (byte & 63); }

enum class RegexCategory : uint8_t { kDigit, kNotDigit, kSpace, kNotSpace, kWord, kNotWord };

bool is_word(uint32_t c);  // Unicode's \w
bool is_ascii_word(uint32_t c);
bool in_category(RegexCategory category, uint32_t c, bool ascii);
uint32_t lower_case(uint32_t c);  // CPython's simple lower case
// Whatever matches where c does when case is ignored, c included; `ascii`: only A to Z have case.
std::vector<uint32_t> case_variants(uint32_t c, bool ascii);

struct RegexSet {
  ByteMap low{};
  std::vector<RegexRange> high;    // from 256 on; sorted, apart
  uint8_t categories = 0;          // bit for each RegexCategory: in the set from 256 on
  bool negated = false;            // of what is above 255: not in ranges and categories

  bool contains(uint32_t c) const { return c < 256 ? in_map(low, static_cast<unsigned char>(c)) : contains_high(c); }
  bool contains_high(uint32_t c) const;
};

class RegexSetBuilder {
 public:
  RegexSetBuilder(bool ignore_case, bool ascii) : ignore_case_(ignore_case), ascii_(ascii) {}
  void add(uint32_t first, uint32_t last);
  void add(RegexCategory category);
  RegexSet finish(bool negated);
  uint64_t work() const { return work_; }  // for metering: entries looked at

 private:
  void add_variants(uint32_t first, uint32_t last);

  bool ignore_case_, ascii_;
  std::vector<RegexRange> ranges_;
  std::vector<RegexCategory> categories_;
  uint64_t work_ = 0;
};

}  // namespace interloom::lang::modules
