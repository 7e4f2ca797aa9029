#include "worker/lang/modules/regex_matcher_step.h"

#include <algorithm>
#include <cstring>

namespace interloom::lang::modules {
namespace {

constexpr uint32_t kInlineMarks = 16;
constexpr uint32_t kIndexMask = 0xFFFFFF;

}  // namespace

RegexMatcher::RegexMatcher(Interpreter& interp, const RegexProgram& program, std::string_view text, bool narrow)
    : interp_(interp),
      program_(program),
      text_(text.data()),
      end_of_text_(static_cast<uint32_t>(text.size())),
      narrow_(narrow) {
  const size_t marks = size_t{program.groups} * 2, loops = program.loops.size();
  if (marks > kInlineMarks) marks_ = static_cast<uint32_t*>(interp.heap().allocate_raw(marks * sizeof(uint32_t)));
  if (!loops) return;
  try {
    loops_ = static_cast<LoopState*>(interp.heap().allocate_raw(loops * sizeof(LoopState)));
  } catch (...) {
    if (marks_ != inline_marks_) interp.heap().free_raw(marks_, marks * sizeof(uint32_t));
    throw;
  }
}

RegexMatcher::~RegexMatcher() {
  Heap& heap = interp_.heap();
  if (stack_ != inline_) heap.free_raw(stack_, capacity_ * sizeof(Frame));
  if (marks_ != inline_marks_) heap.free_raw(marks_, size_t{program_.groups} * 2 * sizeof(uint32_t));
  if (loops_) heap.free_raw(loops_, program_.loops.size() * sizeof(LoopState));
}

void RegexMatcher::grow() {
  const size_t capacity = size_t{capacity_} * 2;
  if (capacity >= UINT32_MAX) interp_.heap().fail_over_quota();
  ticks_ += capacity_ / 8;
  if (stack_ == inline_) {
    stack_ = static_cast<Frame*>(interp_.heap().allocate_raw(capacity * sizeof(Frame)));
    std::memcpy(stack_, inline_, sizeof inline_);
  } else {
    stack_ = static_cast<Frame*>(interp_.heap().reallocate_raw(stack_, capacity_ * sizeof(Frame), capacity * sizeof(Frame)));
  }
  capacity_ = static_cast<uint32_t>(capacity);
}

RegexMatcher::Result RegexMatcher::find(Mode mode, uint64_t from, bool must_advance) {
  full_ = mode == Mode::kFullMatch;
  const uint32_t at = static_cast<uint32_t>(from);
  Result result;
  if (mode == Mode::kSearch) {
    result = narrow_ ? search<true>(at, must_advance) : search<false>(at, must_advance);
  } else {
    forbidden_end_ = must_advance ? at : kUnset;
    result = from > end_of_text_ ? Result::kNo : narrow_ ? run<true>(at) : run<false>(at);
  }
  // A call costs a few steps however little it does.
  return flush() ? result : Result::kStopped;
}

template <bool kNarrow>
RegexMatcher::Result RegexMatcher::search(uint32_t at, bool must_advance) {
  if (at > end_of_text_) return Result::kNo;
  forbidden_end_ = must_advance ? at : kUnset;
  for (;;) {
    if (!skip_to_candidate<kNarrow>(&at)) return Result::kNo;
    const Result result = run<kNarrow>(at);
    if (result != Result::kNo) return result;
    if (program_.at_start_only || at >= end_of_text_) return Result::kNo;
    forbidden_end_ = kUnset;
    at += kNarrow ? 1 : encoded_length(byte(at));
    if (++ticks_ >= kFlushTicks && !flush()) return Result::kStopped;
  }
}

// Where a match may begin at or after *at.
template <bool kNarrow>
bool RegexMatcher::skip_to_candidate(uint32_t* at) {
  if (end_of_text_ - *at < program_.min_bytes) return false;
  const uint32_t from = *at;
  if (!program_.prefix.empty()) {
    const std::string& prefix = program_.prefix;
    uint32_t pos = from;
    for (;; ++pos) {
      const void* found = std::memchr(text_ + pos, prefix[0], end_of_text_ - pos);
      if (!found) break;
      pos = static_cast<uint32_t>(static_cast<const char*>(found) - text_);
      if (end_of_text_ - pos < prefix.size()) break;
      if (std::memcmp(text_ + pos, prefix.data(), prefix.size()) == 0) {
        ticks_ += (pos - from) / 16;
        *at = pos;
        return true;
      }
    }
    ticks_ += (end_of_text_ - from) / 16;
    return false;
  }
  if (program_.first == kNoMap || program_.at_start_only) return true;
  const ByteMap& map = program_.maps[program_.first];
  uint32_t pos = from;
  while (pos < end_of_text_ && !in_map(map, byte(pos))) ++pos;
  // A continuation byte is in no map of a str pattern.
  ticks_ += (pos - from) / 8;
  *at = pos;
  return pos < end_of_text_;
}

inline void RegexMatcher::mark(uint32_t slot, uint32_t pos) {
  touched_ = true;
  push(What::kMark, slot, marks_[slot], last_group_);
  marks_[slot] = pos;
  if (slot & 1) last_group_ = slot / 2 + 1;
}

inline bool RegexMatcher::accepts(uint32_t pos) const { return pos != forbidden_end_ && (!full_ || pos == end_of_text_); }

template <bool kNarrow>
RegexMatcher::Result RegexMatcher::run(uint32_t from) {
  size_ = 0;
  barrier_ = kNoBarrier;
  if (touched_) {
    std::fill_n(marks_, size_t{program_.groups} * 2, kUnset);
    last_group_ = 0;
    touched_ = false;
    ticks_ += program_.groups / 8;
  }
  uint32_t pc = 0, pos = from;
  const RegexInst* const code = program_.code.data();
  for (;;) {
    if (++ticks_ >= kFlushTicks && !flush()) [[unlikely]]
      return Result::kStopped;
    const RegexInst& inst = code[pc];
    switch (inst.op) {
      case RegexOp::kChar:
        if (pos >= end_of_text_ || byte(pos) != inst.a) break;
        ++pos;
        ++pc;
        continue;
      case RegexOp::kText:
        if (end_of_text_ - pos < inst.b || std::memcmp(text_ + pos, program_.literals.data() + inst.a, inst.b) != 0) break;
        ticks_ += inst.b / 32;
        pos += inst.b;
        ++pc;
        continue;
      case RegexOp::kSet:
      case RegexOp::kAny:
      case RegexOp::kAnyAll:
        if (!step_item<kNarrow>(inst.op, inst.a, &pos)) break;
        ++pc;
        continue;
      case RegexOp::kAt:
        if (!at<kNarrow>(static_cast<RegexAt>(inst.a), pos)) break;
        ++pc;
        continue;
      case RegexOp::kMark:
        mark(inst.a, pos);
        ++pc;
        continue;
      case RegexOp::kJump:
        pc = inst.a;
        continue;
      case RegexOp::kBranch:
        if (!in_first(inst.b, pos)) {
          pc = inst.a;
        } else {
          if (in_first(inst.c, pos)) push(What::kChoice, inst.a, pos);
          ++pc;
        }
        continue;
      case RegexOp::kLoopBack:
        if (!in_first(inst.b, pos)) {
          ++pc;
        } else {
          if (in_first(inst.c, pos)) push(What::kChoice, pc + 1, pos);
          pc = inst.a;
        }
        continue;
      case RegexOp::kOne:
        if (!run_one<kNarrow>(inst, pc, &pos)) break;
        ++pc;
        continue;
      case RegexOp::kLoopBegin:
        save_loop(inst.a);
        loops_[inst.a] = {kNotEntered, kUnset};
        end_loop(inst.a, pos, &pc);
        continue;
      case RegexOp::kLoopEnd:
        end_loop(inst.a, pos, &pc);
        continue;
      case RegexOp::kPossessiveBegin:
        save_loop(inst.a);
        loops_[inst.a] = {0, kUnset};
        next_possessive(inst.a, pos, &pc);
        continue;
      case RegexOp::kPossessiveEnd:
        commit();
        ++loops_[inst.a].count;
        next_possessive(inst.a, pos, &pc);
        continue;
      case RegexOp::kLook: {
        uint32_t begin = pos;
        const bool negative = (inst.c & kLookNegative) != 0;
        ticks_ += inst.b / 8;
        if (inst.b > 0 && !step_back<kNarrow>(&begin, inst.b)) {
          if (!negative) break;
          pc = inst.a;
          continue;
        }
        push(negative ? What::kNotBarrier : What::kBarrier, inst.a, pos, barrier_);
        barrier_ = size_ - 1;
        pos = begin;
        ++pc;
        continue;
      }
      case RegexOp::kLookEnd:
        pos = commit();
        ++pc;
        continue;
      case RegexOp::kLookNotEnd:
        roll_back();
        break;
      case RegexOp::kAtomic:
        push(What::kBarrier, pc, pos, barrier_);
        barrier_ = size_ - 1;
        ++pc;
        continue;
      case RegexOp::kAtomicEnd:
        commit();
        ++pc;
        continue;
      case RegexOp::kGroupRef:
        if (!match_reference<kNarrow>(inst, &pos)) break;
        ++pc;
        continue;
      case RegexOp::kIfGroup:
        pc = group_matched(inst.a) ? pc + 1 : inst.b;
        continue;
      case RegexOp::kFail:
        break;
      case RegexOp::kMatch:
        if (!accepts(pos)) break;
        start_ = from;
        end_ = pos;
        return Result::kYes;
    }
    if (!backtrack<kNarrow>(&pc, &pos)) return Result::kNo;
  }
}

template <bool kNarrow>
bool RegexMatcher::backtrack(uint32_t* pc, uint32_t* pos) {
  while (size_ > 0) {
    ++ticks_;
    Frame& frame = stack_[size_ - 1];
    const uint32_t index = frame.head & kIndexMask;
    switch (static_cast<What>(frame.head >> 24)) {
      case What::kChoice:
        *pc = index;
        *pos = frame.x;
        --size_;
        return true;
      case What::kGreedyOne:
      case What::kLazyOne:
        if (retry_one<kNarrow>(frame, pc, pos)) return true;
        break;
      case What::kGreedyLoop:
        loops_[index] = {frame.y, frame.z};
        *pc = program_.loops[index].tail;
        *pos = frame.x;
        --size_;
        return true;
      case What::kLazyLoop: {
        const Frame copy = frame;
        --size_;
        *pos = copy.x;
        if (retry_lazy_loop(copy, pc)) return true;
        break;
      }
      case What::kNotBarrier:
        barrier_ = frame.y;
        *pc = index;
        *pos = frame.x;
        --size_;
        return true;
      case What::kBarrier: {
        const bool goes_on = frame.z != 0;
        barrier_ = frame.y;
        *pos = frame.x;
        --size_;
        if (!goes_on) break;
        *pc = index;  // a possessive repeat has had enough
        return true;
      }
      default:
        undo(frame);
        --size_;
    }
  }
  return false;
}

}  // namespace interloom::lang::modules
