// The syntax tree of a regular expression: what the parser makes and the compiler reads.
//
// Nodes lie in one vector and name each other by index; children are linked by `next`. Flags are resolved: a letter that
// matches without case is a set of its variants, `.` knows whether it takes newlines.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "worker/lang/modules/regex_set.h"

namespace interloom::lang::modules {

inline constexpr uint32_t kNoNode = UINT32_MAX;
inline constexpr uint32_t kNoGroup = UINT32_MAX;
inline constexpr uint32_t kUnbounded = UINT32_MAX;  // a repeat's maximum; the largest width

namespace regex_flag {
inline constexpr uint32_t kIgnoreCase = 2, kLocale = 4, kMultiLine = 8, kDotAll = 16, kUnicode = 32, kVerbose = 64, kDebug = 128,
                          kAscii = 256;
inline constexpr uint32_t kTypes = kAscii | kLocale | kUnicode;
}  // namespace regex_flag

enum class RegexKind : uint8_t {
  kEmpty,
  kLiteral,      // value: code point
  kSet,          // value: index of RegexTree::sets
  kAny,          // any but newline
  kAnyAll,       // any
  kAt,           // detail: RegexAt
  kConcat,       // children in order
  kBranch,       // children are alternatives
  kGroup,        // value: number or kNoGroup; one child
  kRepeat,       // min, max; detail: RegexRepeat; one child
  kLook,         // detail: RegexLook bits; value: width of a look-behind; one child
  kAtomic,       // one child
  kGroupRef,     // value: group; detail: RegexFold
  kConditional,  // value: group; children: yes, no (perhaps kEmpty)
  kFail,
};
enum class RegexAt : uint8_t {
  kStart,
  kLineStart,
  kEnd,  // before a last newline too
  kLineEnd,
  kVeryEnd,
  kBoundary,
  kNotBoundary,
  kAsciiBoundary,
  kAsciiNotBoundary
};
enum class RegexRepeat : uint8_t { kGreedy, kLazy, kPossessive };
enum class RegexFold : uint8_t { kNone, kAscii, kUnicode };
inline constexpr uint8_t kLookBehind = 1, kLookNegative = 2;

struct RegexNode {
  RegexKind kind = RegexKind::kEmpty;
  uint8_t detail = 0;
  uint32_t value = 0;
  uint32_t min = 0, max = 0;
  uint32_t child = kNoNode, next = kNoNode;
  uint32_t min_width = 0, max_width = 0;  // in code points, saturated
};

struct RegexTree {
  std::vector<RegexNode> nodes;
  std::vector<RegexSet> sets;
  uint32_t root = kNoNode;
  uint32_t flags = 0;
  uint32_t groups = 0;                                         // without group 0
  std::vector<std::pair<std::string, uint32_t>> group_names;  // in order of number
  bool bytes = false;
};

}  // namespace interloom::lang::modules
