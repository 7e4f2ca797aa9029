// RegexMatcher: runs a program over one text, by backtracking on a stack of its own.
//
// The stack is memory of the job's heap and each instruction counts on the job's budget, so a pattern that explodes ends
// the job and nothing else. Positions are byte offsets. Captures, loop counters and the last group are undone by entries
// on the stack when the matcher goes back: what a failed branch captured is never seen.
// A matcher serves one operation after another on its text, and holds nothing between them that user code could change.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "worker/lang/interpreter.h"
#include "worker/lang/modules/regex_program.h"

namespace interloom::lang::modules {

inline constexpr uint32_t kUnset = UINT32_MAX;  // of a mark

class RegexMatcher {
 public:
  enum class Mode : uint8_t { kMatch, kFullMatch, kSearch };
  enum class Result : uint8_t { kNo, kYes, kStopped };  // kStopped: the job ends, or MemoryError is raised
  static constexpr uint64_t kMaxText = UINT32_MAX - 16;

  // `text` ends where the search ends (endpos). `narrow`: each character is a byte. REQUIRES: text.size() <= kMaxText.
  RegexMatcher(Interpreter& interp, const RegexProgram& program, std::string_view text, bool narrow);
  ~RegexMatcher();
  RegexMatcher(const RegexMatcher&) = delete;

  // `must_advance`: a match at `from` may not be empty.
  Result find(Mode mode, uint64_t from, bool must_advance = false);

  // After kYes.
  uint32_t start() const { return start_; }
  uint32_t end() const { return end_; }
  uint32_t last_group() const { return last_group_; }  // 0: none
  const uint32_t* marks() const { return marks_; }     // start and end of each group from 1 on; kUnset, or end < start: unmatched
  bool group_matched(uint32_t group) const {
    return marks_[2 * group - 1] != kUnset && marks_[2 * group - 2] != kUnset && marks_[2 * group - 1] >= marks_[2 * group - 2];
  }

 private:
  // Saved state. `what` in the upper byte of head, an instruction, slot or loop in the rest.
  enum class What : uint8_t { kChoice, kMark, kLoopState, kGreedyOne, kLazyOne, kGreedyLoop, kLazyLoop, kBarrier, kNotBarrier };
  struct Frame {
    uint32_t head, x, y, z;
  };
  struct LoopState {
    uint32_t count;
    uint32_t last;  // where its last optional iteration began
  };
  static constexpr size_t kInlineFrames = 48;
  static constexpr uint32_t kNoBarrier = UINT32_MAX;
  static constexpr uint32_t kNotEntered = UINT32_MAX;  // a loop's count before its first iteration: -1

  template <bool kNarrow>
  Result search(uint32_t from, bool must_advance);
  template <bool kNarrow>
  bool skip_to_candidate(uint32_t* at);
  template <bool kNarrow>
  Result run(uint32_t from);
  template <bool kNarrow>
  bool run_one(const RegexInst& inst, uint32_t pc, uint32_t* pos);
  template <bool kNarrow>
  uint32_t scan(const RegexInst& inst, uint32_t pos, uint32_t max, uint32_t* count);
  template <bool kNarrow>
  uint32_t scan_set(const RegexSet& set, uint32_t pos, uint32_t max, uint32_t* count);
  template <bool kNarrow>
  bool step_item(RegexOp item, uint32_t a, uint32_t* pos) const;
  template <bool kNarrow>
  bool at(RegexAt where, uint32_t pos) const;
  template <bool kNarrow>
  bool word_at(uint32_t pos, bool ascii) const;
  template <bool kNarrow>
  bool step_back(uint32_t* pos, uint32_t characters) const;
  template <bool kNarrow>
  bool match_reference(const RegexInst& inst, uint32_t* pos);
  template <bool kNarrow>
  bool backtrack(uint32_t* pc, uint32_t* pos);
  template <bool kNarrow>
  bool retry_one(Frame& frame, uint32_t* pc, uint32_t* pos);
  void end_loop(uint32_t loop, uint32_t pos, uint32_t* pc);
  bool retry_lazy_loop(const Frame& frame, uint32_t* pc);
  void next_possessive(uint32_t loop, uint32_t pos, uint32_t* pc);
  void mark(uint32_t slot, uint32_t pos);
  void undo(const Frame& frame);
  uint32_t commit();    // ends an atomic part: gives up its choices, keeps its undo entries; the barrier's position
  void roll_back();     // ends a negative look: undoes it
  bool accepts(uint32_t pos) const;
  void save_loop(uint32_t loop) {
    push(What::kLoopState, loop, loops_[loop].count, loops_[loop].last);
  }

  void push(What what, uint32_t index, uint32_t x, uint32_t y = 0, uint32_t z = 0) {
    if (size_ == capacity_) [[unlikely]]
      grow();
    stack_[size_++] = {static_cast<uint32_t>(what) << 24 | index, x, y, z};
  }
  void grow();
  bool flush() {
    const uint64_t steps = ticks_ / kTicksPerStep;
    ticks_ = 0;
    return interp_.charge_steps(steps + 1);
  }
  bool in_first(uint32_t map, uint32_t pos) const {
    return map == kNoMap || (pos < end_of_text_ && in_map(program_.maps[map], byte(pos)));
  }
  unsigned char byte(uint32_t pos) const { return static_cast<unsigned char>(text_[pos]); }
  static bool is_continuation(unsigned char c) { return (c & 0xC0) == 0x80; }

  static constexpr uint64_t kTicksPerStep = 4;
  static constexpr uint64_t kFlushTicks = 4096;

  Interpreter& interp_;
  const RegexProgram& program_;
  const char* const text_;
  const uint32_t end_of_text_;
  const bool narrow_;

  Frame inline_[kInlineFrames];
  Frame* stack_ = inline_;
  uint32_t size_ = 0, capacity_ = kInlineFrames;
  uint32_t barrier_ = kNoBarrier;
  uint32_t inline_marks_[16];
  uint32_t* marks_ = inline_marks_;
  LoopState* loops_ = nullptr;
  uint32_t last_group_ = 0;
  bool touched_ = true;  // marks may be set
  uint64_t ticks_ = 0;
  uint32_t start_ = 0, end_ = 0;
  bool full_ = false;
  uint32_t forbidden_end_ = kUnset;  // an empty match here does not count
};

}  // namespace interloom::lang::modules
