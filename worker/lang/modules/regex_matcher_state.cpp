// The matcher's saved state, counting loops, positions and references.
#include <cstring>

#include "worker/lang/modules/regex_matcher.h"
#include "worker/lang/str.h"

namespace interloom::lang::modules {

void RegexMatcher::undo(const Frame& frame) {
  const uint32_t index = frame.head & 0xFFFFFF;
  switch (static_cast<What>(frame.head >> 24)) {
    case What::kMark:
      marks_[index] = frame.x;
      last_group_ = frame.y;
      break;
    case What::kLoopState:
      loops_[index] = {frame.x, frame.y};
      break;
    case What::kGreedyLoop:
      loops_[index] = {frame.y, frame.z};
      break;
    default:
      break;
  }
}

uint32_t RegexMatcher::commit() {
  const Frame barrier = stack_[barrier_];
  uint32_t kept = barrier_;
  for (uint32_t at = barrier_ + 1; at < size_; ++at) {
    const Frame frame = stack_[at];
    const What what = static_cast<What>(frame.head >> 24);
    if (what == What::kMark || what == What::kLoopState) {
      stack_[kept++] = frame;
    } else if (what == What::kGreedyLoop) {
      stack_[kept++] = {static_cast<uint32_t>(What::kLoopState) << 24 | (frame.head & 0xFFFFFF), frame.y, frame.z, 0};
    }
  }
  ticks_ += size_ - barrier_;
  size_ = kept;
  barrier_ = barrier.y;
  return barrier.x;
}

void RegexMatcher::roll_back() {
  ticks_ += size_ - barrier_;
  while (size_ - 1 > barrier_) undo(stack_[--size_]);
  barrier_ = stack_[--size_].y;
}

// At the end of an iteration, or before the first (count is -1 then).
void RegexMatcher::end_loop(uint32_t index, uint32_t pos, uint32_t* pc) {
  const RegexLoop& loop = program_.loops[index];
  LoopState& state = loops_[index];
  const uint32_t done = state.count + 1;
  if (done < loop.min) {
    save_loop(index);
    state.count = done;
    *pc = loop.body;
    return;
  }
  if (loop.mode == RegexRepeat::kLazy) {
    push(What::kLazyLoop, index, pos);
    *pc = loop.tail;
    return;
  }
  // An iteration that matched nothing is the last.
  if ((done < loop.max || loop.max == kUnbounded) && pos != state.last) {
    push(What::kGreedyLoop, index, pos, state.count, state.last);
    state = {done, pos};
    *pc = loop.body;
  } else {
    *pc = loop.tail;
  }
}

bool RegexMatcher::retry_lazy_loop(const Frame& frame, uint32_t* pc) {
  const uint32_t index = frame.head & 0xFFFFFF;
  const RegexLoop& loop = program_.loops[index];
  LoopState& state = loops_[index];
  const uint32_t done = state.count + 1;
  if ((done >= loop.max && loop.max != kUnbounded) || frame.x == state.last) return false;
  save_loop(index);
  state = {done, frame.x};
  *pc = loop.body;
  return true;
}

// Each iteration is atomic. One that may fail leaves a barrier that goes on behind the repeat.
void RegexMatcher::next_possessive(uint32_t index, uint32_t pos, uint32_t* pc) {
  const RegexLoop& loop = program_.loops[index];
  LoopState& state = loops_[index];
  const bool needed = state.count < loop.min;
  if (!needed) {
    if ((state.count >= loop.max && loop.max != kUnbounded) || pos == state.last) {
      *pc = loop.tail;
      return;
    }
    state.last = pos;
  }
  push(What::kBarrier, loop.tail, pos, barrier_, needed ? 0 : 1);
  barrier_ = size_ - 1;
  *pc = loop.body;
}

template <bool kNarrow>
bool RegexMatcher::step_back(uint32_t* pos, uint32_t characters) const {
  if (*pos < characters) return false;
  if constexpr (kNarrow) {
    *pos -= characters;
    return true;
  }
  uint32_t at = *pos;
  for (; characters > 0; --characters) {
    if (at == 0) return false;
    do --at;
    while (at > 0 && is_continuation(byte(at)));
  }
  *pos = at;
  return true;
}

template <bool kNarrow>
bool RegexMatcher::word_at(uint32_t pos, bool ascii) const {
  size_t next = pos;
  const uint32_t c = kNarrow ? byte(pos) : next_code_point({text_, end_of_text_}, &next);
  return ascii ? is_ascii_word(c) : is_word(c);
}

template <bool kNarrow>
bool RegexMatcher::at(RegexAt where, uint32_t pos) const {
  switch (where) {
    case RegexAt::kStart:
      return pos == 0;
    case RegexAt::kLineStart:
      return pos == 0 || byte(pos - 1) == '\n';
    case RegexAt::kEnd:
      return pos == end_of_text_ || (pos + 1 == end_of_text_ && byte(pos) == '\n');
    case RegexAt::kLineEnd:
      return pos == end_of_text_ || byte(pos) == '\n';
    case RegexAt::kVeryEnd:
      return pos == end_of_text_;
    default:
      break;
  }
  if (end_of_text_ == 0) return false;  // not even \B
  const bool ascii = where == RegexAt::kAsciiBoundary || where == RegexAt::kAsciiNotBoundary;
  uint32_t before_pos = pos;
  const bool before = step_back<kNarrow>(&before_pos, 1) && word_at<kNarrow>(before_pos, ascii);
  const bool after = pos < end_of_text_ && word_at<kNarrow>(pos, ascii);
  return (before != after) == (where == RegexAt::kBoundary || where == RegexAt::kAsciiBoundary);
}

template <bool kNarrow>
bool RegexMatcher::match_reference(const RegexInst& inst, uint32_t* pos) {
  if (!group_matched(inst.a)) return false;
  const uint32_t first = marks_[2 * inst.a - 2], last = marks_[2 * inst.a - 1];
  ticks_ += (last - first) / 8;
  const auto fold = static_cast<RegexFold>(inst.item);
  if (fold == RegexFold::kNone) {
    if (end_of_text_ - *pos < last - first || std::memcmp(text_ + *pos, text_ + first, last - first) != 0) return false;
    *pos += last - first;
    return true;
  }
  const std::string_view text(text_, end_of_text_);
  size_t a = first, b = *pos;
  while (a < last) {
    if (b >= end_of_text_) return false;
    uint32_t x = kNarrow ? byte(static_cast<uint32_t>(a++)) : next_code_point(text, &a);
    uint32_t y = kNarrow ? byte(static_cast<uint32_t>(b++)) : next_code_point(text, &b);
    if (x == y) continue;
    if (fold == RegexFold::kAscii && (x >= 0x80 || y >= 0x80)) return false;
    if (lower_case(x) != lower_case(y)) return false;
  }
  *pos = static_cast<uint32_t>(b);
  return true;
}

template bool RegexMatcher::step_back<true>(uint32_t*, uint32_t) const;
template bool RegexMatcher::step_back<false>(uint32_t*, uint32_t) const;
template bool RegexMatcher::at<true>(RegexAt, uint32_t) const;
template bool RegexMatcher::at<false>(RegexAt, uint32_t) const;
template bool RegexMatcher::match_reference<true>(const RegexInst&, uint32_t*);
template bool RegexMatcher::match_reference<false>(const RegexInst&, uint32_t*);

}  // namespace interloom::lang::modules
