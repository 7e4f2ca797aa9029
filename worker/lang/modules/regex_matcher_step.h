// One character: the step that the matcher and its repeats share.
#pragma once

#include <cstring>

#include "worker/lang/modules/regex_matcher.h"
#include "worker/lang/str.h"

namespace interloom::lang::modules {

// Of UTF-8, by its first byte.
inline uint32_t encoded_length(unsigned char lead) { return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4; }

// The item matches at *pos, which moves behind it.
template <bool kNarrow>
inline bool RegexMatcher::step_item(RegexOp item, uint32_t a, uint32_t* pos) const {
  if (*pos >= end_of_text_) return false;
  const unsigned char c = byte(*pos);
  switch (item) {
    case RegexOp::kChar:
      if (c != a) return false;
      ++*pos;
      return true;
    case RegexOp::kText: {
      const char* text = program_.literals.data() + a;
      const uint32_t size = encoded_length(static_cast<unsigned char>(text[0]));
      if (end_of_text_ - *pos < size || std::memcmp(text_ + *pos, text, size) != 0) return false;
      *pos += size;
      return true;
    }
    case RegexOp::kSet: {
      const RegexSet& set = program_.sets[a];
      if (kNarrow || c < 0x80) {
        if (!in_map(set.low, c)) return false;
        ++*pos;
        return true;
      }
      size_t next = *pos;
      if (!set.contains(next_code_point({text_, end_of_text_}, &next))) return false;
      *pos = static_cast<uint32_t>(next);
      return true;
    }
    case RegexOp::kAny:
      if (c == '\n') return false;
      [[fallthrough]];
    default:
      *pos += kNarrow ? 1 : encoded_length(c);
      return true;
  }
}

}  // namespace interloom::lang::modules
