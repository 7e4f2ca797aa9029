// RegexProgram: what a pattern compiles to and RegexMatcher runs. Immutable.
//
// Text is matched as bytes (UTF-8 for str), so literals are bytes and sets know the first bytes of their characters.
// Instructions run in order unless they say otherwise; where one may go on in two ways the first is tried first.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "worker/lang/modules/regex_parser.h"
#include "worker/lang/modules/regex_set.h"
#include "worker/lang/modules/regex_tree.h"

namespace interloom::lang::modules {

enum class RegexOp : uint8_t {
  kChar,            // a: byte
  kText,            // a: offset, b: length in literals
  kSet,             // a: set
  kAny,             // but newline
  kAnyAll,
  kAt,              // a: RegexAt
  kMark,            // a: slot; even: a group begins, odd: it ends
  kJump,            // a: where
  kBranch,          // next, or else a; b, c: first bytes of the two (maps)
  kLoopBack,        // a, or else next; b, c: first bytes of the two. The end of a loop whose body is never empty
  kOne,             // a: argument of the item, b: min, c: max of a repeated single character; item, mode; map: what may follow
  kLoopBegin,       // a: loop. A repeat that counts
  kLoopEnd,         // a: loop
  kPossessiveBegin, // a: loop
  kPossessiveEnd,   // a: loop
  kLook,            // a: behind the body; b: how far back; c: RegexLook bits
  kLookEnd,
  kLookNotEnd,
  kAtomic,
  kAtomicEnd,
  kGroupRef,        // a: group; item: RegexFold
  kIfGroup,         // a: group; b: where to go when it has not matched
  kFail,
  kMatch,
};

inline constexpr uint32_t kNoMap = UINT32_MAX;

struct RegexInst {
  RegexOp op;
  RegexOp item = RegexOp::kFail;                    // kOne: kChar, kText (one character), kSet, kAny, kAnyAll
  RegexRepeat mode = RegexRepeat::kGreedy;          // kOne
  uint32_t a = 0, b = 0, c = 0;
  uint32_t map = kNoMap;
};

struct RegexLoop {
  uint32_t min, max;
  uint32_t body, tail;
  RegexRepeat mode;
};

struct RegexProgram {
  std::vector<RegexInst> code;
  std::vector<RegexSet> sets;
  std::vector<ByteMap> maps;
  std::vector<RegexLoop> loops;
  std::string literals;
  uint32_t groups = 0;
  uint32_t flags = 0;
  bool bytes = false;
  std::vector<std::pair<std::string, uint32_t>> group_names;

  // Where a match can begin.
  std::string prefix;          // its first bytes, at most kMaxPrefix
  uint32_t first = kNoMap;     // map of its first byte
  bool at_start_only = false;  // begins with ^ or \A
  uint32_t min_bytes = 0;
  static constexpr size_t kMaxPrefix = 16;

  uint64_t bytes_used() const;
};

// False: *failure says why.
bool compile_regex(Interpreter& interp, RegexTree tree, RegexProgram* program, RegexFailure* failure);

}  // namespace interloom::lang::modules
