// Repeats of a single character: a run is found in one loop and costs one frame.
#include "worker/lang/modules/regex_matcher_step.h"

namespace interloom::lang::modules {

template <bool kNarrow>
uint32_t RegexMatcher::scan_set(const RegexSet& set, uint32_t pos, uint32_t max, uint32_t* count) {
  uint32_t n = 0;
  if constexpr (kNarrow) {
    const uint32_t limit = end_of_text_ - pos < max ? end_of_text_ : pos + max;
    const uint32_t from = pos;
    while (pos < limit && in_map(set.low, byte(pos))) ++pos;
    n = pos - from;
  } else {
    while (n < max && pos < end_of_text_) {
      if (byte(pos) < 0x80) {
        if (!in_map(set.low, byte(pos))) break;
        ++pos;
      } else {
        size_t next = pos;
        if (!set.contains(next_code_point({text_, end_of_text_}, &next))) break;
        pos = static_cast<uint32_t>(next);
      }
      ++n;
    }
  }
  *count = n;
  return pos;
}

// As many characters as match, up to max: where they end.
template <bool kNarrow>
uint32_t RegexMatcher::scan(const RegexInst& inst, uint32_t pos, uint32_t max, uint32_t* count) {
  const uint32_t from = pos;
  if (inst.item == RegexOp::kSet) {
    pos = scan_set<kNarrow>(program_.sets[inst.a], pos, max, count);
  } else if (kNarrow && (inst.item == RegexOp::kAny || inst.item == RegexOp::kAnyAll)) {
    const uint32_t limit = end_of_text_ - pos < max ? end_of_text_ : pos + max;
    const void* newline = inst.item == RegexOp::kAny ? std::memchr(text_ + pos, '\n', limit - pos) : nullptr;
    pos = newline ? static_cast<uint32_t>(static_cast<const char*>(newline) - text_) : limit;
    *count = pos - from;
  } else {
    uint32_t n = 0;
    while (n < max && step_item<kNarrow>(inst.item, inst.a, &pos)) ++n;
    *count = n;
  }
  ticks_ += (pos - from) / 8;
  return pos;
}

template <bool kNarrow>
bool RegexMatcher::run_one(const RegexInst& inst, uint32_t pc, uint32_t* pos) {
  uint32_t count, least = *pos;
  if (inst.mode == RegexRepeat::kLazy) {
    if (inst.b > 0) {
      *pos = scan<kNarrow>(inst, *pos, inst.b, &count);
      if (count < inst.b) return false;
    }
    if (inst.c > inst.b) push(What::kLazyOne, pc, *pos, inst.c == kUnbounded ? kUnbounded : inst.c - inst.b);
    return true;
  }
  const uint32_t last = scan<kNarrow>(inst, *pos, inst.c, &count);
  if (count < inst.b) return false;
  if (inst.mode == RegexRepeat::kGreedy && count > inst.b) {
    if (inst.b > 0) {
      uint32_t ignored;
      least = kNarrow ? least + inst.b : scan<kNarrow>(inst, least, inst.b, &ignored);
    }
    push(What::kGreedyOne, pc, last, least);
  }
  *pos = last;
  return true;
}

// Gives one character back (greedy) or takes one more (lazy). False: no more to try, the frame is popped.
template <bool kNarrow>
bool RegexMatcher::retry_one(Frame& frame, uint32_t* pc, uint32_t* pos) {
  const uint32_t at = frame.head & 0xFFFFFF;
  const RegexInst& inst = program_.code[at];
  uint32_t p = frame.x;
  if (static_cast<What>(frame.head >> 24) == What::kGreedyOne) {
    const uint32_t from = p, least = frame.y;
    bool found = false;
    while (p > least && !found) {
      --p;
      if constexpr (!kNarrow) {
        while (is_continuation(byte(p))) --p;
      }
      found = inst.map == kNoMap || in_map(program_.maps[inst.map], byte(p));
    }
    ticks_ += (from - p) / 8;
    if (!found || p == least) --size_;
    if (!found) return false;
    frame.x = p;
  } else {
    const uint32_t from = p;
    bool found = false;
    while (frame.y > 0 && !found) {
      if (!step_item<kNarrow>(inst.item, inst.a, &p)) break;
      if (frame.y != kUnbounded) --frame.y;
      found = in_first(inst.map, p);
    }
    ticks_ += (p - from) / 8;
    if (!found || frame.y == 0) --size_;
    if (!found) return false;
    frame.x = p;
  }
  *pc = at + 1;
  *pos = p;
  return true;
}

template bool RegexMatcher::run_one<true>(const RegexInst&, uint32_t, uint32_t*);
template bool RegexMatcher::run_one<false>(const RegexInst&, uint32_t, uint32_t*);
template bool RegexMatcher::retry_one<true>(Frame&, uint32_t*, uint32_t*);
template bool RegexMatcher::retry_one<false>(Frame&, uint32_t*, uint32_t*);

}  // namespace interloom::lang::modules
