// CodeWalk: reaches every instruction of new code, as code_builder.cpp checks it, and notes the stack depth of each and the
// handlers it is in (Code::handling).
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "worker/lang/code.h"

namespace interloom::lang {

// Walks every path once: each instruction has one stack depth, and is inside the same handlers whichever way it is reached.
class CodeWalk {
 public:
  explicit CodeWalk(Code& code) : code_(code), depths(code.instructions.size(), -1), handling_(code.instructions.size(), -1) {
    for (uint32_t i = 0; i < code.handlers.size(); ++i) begin_at_.emplace(code.handlers[i].first, i);
    entered_.resize(code.handlers.size());
  }

  // False: one path gives another depth than `depth`, or the end is run into.
  bool reach(uint32_t at, int64_t depth, int32_t handling) {
    deepest = std::max(deepest, depth);
    if (at >= depths.size()) return false;
    if (depths[at] >= 0) return depths[at] == depth;
    depths[at] = depth;
    handling_[at] = inside(handling, depth);
    work_.push_back(at);
    return true;
  }
  // The next instruction to look at; -1: all are done.
  int64_t next() {
    while (work_.empty() && enter_rest()) {
    }
    if (work_.empty()) return -1;
    const uint32_t at = work_.back();
    work_.pop_back();
    for (auto [it, end] = begin_at_.equal_range(at); it != end; ++it) enter(it->second, handling_[at]);
    return at;
  }
  int32_t handling(uint32_t at) const { return handling_[at]; }
  void store_handling() {
    if (code_.handling.empty()) return;
    int32_t last = -1;
    for (uint32_t at = 0; at < handling_.size(); ++at) {
      if (depths[at] < 0 || handling_[at] == last) continue;
      code_.handling_ranges.push_back({at, last = handling_[at]});
    }
  }

 private:
  // The handlers whose values lie below `height`.
  int32_t inside(int32_t handling, int64_t height) const {
    while (handling >= 0 && int64_t{code_.handling[handling].depth} >= height) handling = code_.handling[handling].outer;
    return handling;
  }
  void enter(uint32_t handler, int32_t around) {
    if (entered_[handler]) return;
    entered_[handler] = true;
    const Code::Handler& h = code_.handlers[handler];
    code_.handling.push_back({inside(around, h.depth), h.depth});
    if (!reach(h.target, int64_t{h.depth} + 2, static_cast<int32_t>(code_.handling.size()) - 1)) conflict = h.target;
  }
  // Handlers whose first instruction nothing reaches.
  bool enter_rest() {
    bool any = false;
    for (uint32_t i = 0; i < entered_.size(); ++i) {
      if (entered_[i]) continue;
      const Code::Handler& h = code_.handlers[i];
      int32_t around = -1;
      for (uint32_t at = h.first; at < h.last; ++at) {
        if (depths[at] >= 0) around = handling_[at];
      }
      enter(i, around);
      any = true;
    }
    return any;
  }

  Code& code_;

 public:
  std::vector<int64_t> depths;
  int64_t deepest = 0;
  int64_t conflict = -1;  // an instruction that two paths reach differently

 private:
  std::vector<int32_t> handling_;
  std::vector<uint32_t> work_;
  std::vector<bool> entered_;
  std::multimap<uint32_t, uint32_t> begin_at_;
};

}  // namespace interloom::lang
