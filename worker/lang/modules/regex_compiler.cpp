#include <algorithm>

#include "worker/lang/modules/regex_program.h"
#include "worker/lang/str.h"

namespace interloom::lang::modules {
namespace {

constexpr size_t kMaxCode = 1 << 24;  // a program counter has 24 bits in a frame
constexpr size_t kMaxMaps = 4096;     // beyond that the shortcuts are left out

// The first bytes of what a node matches; `nullable`: it may match nothing, or look at the text first.
struct First {
  ByteMap map{};
  bool nullable = false;
};

void add_range_bytes(ByteMap& map, uint32_t first, uint32_t last) {
  std::string low, high;
  append_utf8(low, first);
  append_utf8(high, last);
  for (uint32_t b = static_cast<unsigned char>(low[0]); b <= static_cast<unsigned char>(high[0]); ++b) {
    add_to_map(map, static_cast<unsigned char>(b));
  }
}

class RegexCompiler {
 public:
  RegexCompiler(Interpreter& interp, RegexTree& tree, RegexProgram& program, RegexFailure& failure)
      : interp_(interp), tree_(tree), program_(program), failure_(failure) {}

  bool compile() {
    program_.sets = std::move(tree_.sets);
    program_.groups = tree_.groups;
    program_.flags = tree_.flags;
    program_.bytes = tree_.bytes;
    program_.group_names = std::move(tree_.group_names);
    if (!emit(tree_.root, kNoMap)) return false;
    put(RegexOp::kMatch);
    add_hints();
    return true;
  }

 private:
  const RegexNode& node(uint32_t index) const { return tree_.nodes[index]; }
  uint32_t here() const { return static_cast<uint32_t>(program_.code.size()); }
  uint32_t put(RegexOp op, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0) {
    RegexInst inst{};
    inst.op = op;
    inst.a = a;
    inst.b = b;
    inst.c = c;
    program_.code.push_back(inst);
    return here() - 1;
  }
  bool fail(RegexFailure::Kind kind, const char* message) {
    failure_ = {kind, message, -1};
    return false;
  }

  std::string encoded(uint32_t c) const {
    std::string out;
    if (tree_.bytes) {
      out += static_cast<char>(c);
    } else {
      append_utf8(out, c);
    }
    return out;
  }

  void add_set_bytes(ByteMap& map, const RegexSet& set) const;
  First first_of(uint32_t index, int depth) const;
  uint32_t map_of(const First& first);
  uint32_t map_of_sequence(uint32_t index, uint32_t follow);

  bool emit(uint32_t index, uint32_t follow);
  bool emit_concat(uint32_t first, uint32_t follow);
  void emit_text(const std::string& text);
  bool emit_branch(const RegexNode& branch, uint32_t follow);
  bool emit_group(const RegexNode& group, uint32_t follow);
  bool emit_repeat(const RegexNode& repeat, uint32_t follow);
  bool emit_optional(const RegexNode& repeat, uint32_t follow);
  bool emit_simple_loop(const RegexNode& repeat, uint32_t follow);
  bool emit_counted_loop(const RegexNode& repeat);
  bool emit_one(const RegexNode& repeat, const RegexNode& item, uint32_t follow);
  bool disjoint(const RegexInst& one) const;
  bool emit_look(const RegexNode& look);
  bool emit_conditional(const RegexNode& conditional, uint32_t follow);
  const RegexNode* single_character(uint32_t index) const;
  void add_hints();
  void add_prefix(uint32_t index);

  Interpreter& interp_;
  RegexTree& tree_;
  RegexProgram& program_;
  RegexFailure& failure_;
};

void RegexCompiler::add_set_bytes(ByteMap& map, const RegexSet& set) const {
  if (tree_.bytes) {
    for (size_t i = 0; i < 4; ++i) map[i] |= set.low[i];
    return;
  }
  for (size_t i = 0; i < 2; ++i) map[i] |= set.low[i];
  for (uint32_t c = 0x80; c < 0x100; ++c) {
    if (in_map(set.low, static_cast<unsigned char>(c))) add_range_bytes(map, c, c);
  }
  if (set.negated || set.categories) return add_range_bytes(map, 0x100, 0x10FFFF);
  for (const RegexRange& range : set.high) add_range_bytes(map, range.first, range.last);
}

// Deep or unusual nodes: anything may come.
First RegexCompiler::first_of(uint32_t index, int depth) const {
  interp_.charge_steps(1);
  const RegexNode& n = node(index);
  First out;
  switch (n.kind) {
    case RegexKind::kLiteral:
      add_to_map(out.map, static_cast<unsigned char>(encoded(n.value)[0]));
      return out;
    case RegexKind::kSet:
      add_set_bytes(out.map, program_.sets[n.value]);
      return out;
    case RegexKind::kAny:
      out.map.fill(~uint64_t{0});
      out.map[0] &= ~(uint64_t{1} << '\n');
      return out;
    case RegexKind::kAnyAll:
      out.map.fill(~uint64_t{0});
      return out;
    case RegexKind::kFail:
      return out;
    case RegexKind::kGroup:
    case RegexKind::kAtomic:
      if (depth > 0) return first_of(n.child, depth - 1);
      break;
    case RegexKind::kRepeat:
      if (depth == 0 || n.min == 0) break;
      return first_of(n.child, depth - 1);
    case RegexKind::kConcat:
    case RegexKind::kBranch: {
      if (depth == 0) break;
      out.nullable = n.kind == RegexKind::kConcat;
      int budget = 64;  // of children looked at
      for (uint32_t at = n.child; at != kNoNode; at = node(at).next) {
        First child = first_of(at, depth - 1);
        if (n.kind == RegexKind::kConcat && node(at).kind == RegexKind::kRepeat && node(at).min == 0 && depth > 0) {
          const First item = first_of(node(at).child, depth - 1);
          child.map = item.map;
          if (item.nullable) child.map.fill(~uint64_t{0});
        } else if (child.nullable && node(at).max_width != 0) {
          child.map.fill(~uint64_t{0});
        }
        for (size_t i = 0; i < 4; ++i) out.map[i] |= child.map[i];
        if (n.kind == RegexKind::kBranch) out.nullable |= child.nullable;
        if (n.kind == RegexKind::kConcat && !child.nullable) {
          out.nullable = false;
          return out;
        }
        if (--budget == 0) break;
      }
      if (budget > 0) return out;
      break;
    }
    default:
      break;
  }
  out.map.fill(~uint64_t{0});
  out.nullable = true;
  return out;
}

uint32_t RegexCompiler::map_of(const First& first) {
  if (first.nullable || program_.maps.size() >= kMaxMaps) return kNoMap;
  if (std::all_of(first.map.begin(), first.map.end(), [](uint64_t word) { return word == ~uint64_t{0}; })) return kNoMap;
  program_.maps.push_back(first.map);
  return static_cast<uint32_t>(program_.maps.size() - 1);
}

// What a sequence from a node on begins with, `follow` behind it.
uint32_t RegexCompiler::map_of_sequence(uint32_t index, uint32_t follow) {
  First all;
  all.nullable = true;
  for (int left = 4; index != kNoNode; index = node(index).next) {
    if (left-- == 0) return kNoMap;
    const RegexNode& n = node(index);
    First item = first_of(n.kind == RegexKind::kRepeat && n.min == 0 ? n.child : index, 4);
    if (item.nullable) return kNoMap;
    item.nullable = n.kind == RegexKind::kRepeat && n.min == 0;
    for (size_t i = 0; i < 4; ++i) all.map[i] |= item.map[i];
    all.nullable = item.nullable;
    if (!all.nullable) return map_of(all);
  }
  if (follow == kNoMap) return kNoMap;
  for (size_t i = 0; i < 4; ++i) all.map[i] |= program_.maps[follow][i];
  all.nullable = false;
  return map_of(all);
}

bool RegexCompiler::emit(uint32_t index, uint32_t follow) {
  if (!interp_.check_native_stack() || !interp_.charge_steps(1)) return fail(RegexFailure::Kind::kRaised, "");
  if (program_.code.size() >= kMaxCode) return fail(RegexFailure::Kind::kOverflow, "regular expression is too large");
  const RegexNode n = node(index);
  switch (n.kind) {
    case RegexKind::kEmpty:
      return true;
    case RegexKind::kLiteral:
      emit_text(encoded(n.value));
      return true;
    case RegexKind::kSet:
      put(RegexOp::kSet, n.value);
      return true;
    case RegexKind::kAny:
      put(RegexOp::kAny);
      return true;
    case RegexKind::kAnyAll:
      put(RegexOp::kAnyAll);
      return true;
    case RegexKind::kAt:
      put(RegexOp::kAt, n.detail);
      return true;
    case RegexKind::kConcat:
      return emit_concat(n.child, follow);
    case RegexKind::kBranch:
      return emit_branch(n, follow);
    case RegexKind::kGroup:
      return emit_group(n, follow);
    case RegexKind::kRepeat:
      return emit_repeat(n, follow);
    case RegexKind::kLook:
      return emit_look(n);
    case RegexKind::kAtomic:
      put(RegexOp::kAtomic);
      if (!emit(n.child, kNoMap)) return false;
      put(RegexOp::kAtomicEnd);
      return true;
    case RegexKind::kGroupRef: {
      const uint32_t at = put(RegexOp::kGroupRef, n.value);
      program_.code[at].item = static_cast<RegexOp>(n.detail);
      return true;
    }
    case RegexKind::kConditional:
      return emit_conditional(n, follow);
    case RegexKind::kFail:
      put(RegexOp::kFail);
      return true;
  }
  return true;
}

void RegexCompiler::emit_text(const std::string& text) {
  if (text.size() == 1) {
    put(RegexOp::kChar, static_cast<unsigned char>(text[0]));
    return;
  }
  put(RegexOp::kText, static_cast<uint32_t>(program_.literals.size()), static_cast<uint32_t>(text.size()));
  program_.literals += text;
}

bool RegexCompiler::emit_concat(uint32_t at, uint32_t follow) {
  while (at != kNoNode) {
    if (node(at).kind == RegexKind::kLiteral) {
      std::string text;
      for (; at != kNoNode && node(at).kind == RegexKind::kLiteral; at = node(at).next) text += encoded(node(at).value);
      emit_text(text);
      continue;
    }
    const uint32_t next = node(at).next;
    const bool wants_follow = node(at).kind == RegexKind::kRepeat || node(at).kind == RegexKind::kGroup;
    if (!emit(at, next == kNoNode ? follow : wants_follow ? map_of_sequence(next, follow) : kNoMap)) return false;
    at = next;
  }
  return true;
}

bool RegexCompiler::emit_branch(const RegexNode& branch, uint32_t follow) {
  std::vector<uint32_t> ends;
  for (uint32_t at = branch.child; at != kNoNode; at = node(at).next) {
    if (node(at).next == kNoNode) {
      if (!emit(at, follow)) return false;
      break;
    }
    const uint32_t split = put(RegexOp::kBranch, 0, map_of(first_of(at, 4)), kNoMap);
    if (!emit(at, follow)) return false;
    ends.push_back(put(RegexOp::kJump));
    program_.code[split].a = here();
    // The last alternative is the only one whose first bytes decide whether going there is worth a frame.
    const uint32_t rest = node(at).next;
    if (node(rest).next == kNoNode) program_.code[split].c = map_of(first_of(rest, 4));
  }
  for (const uint32_t end : ends) program_.code[end].a = here();
  return true;
}

bool RegexCompiler::emit_group(const RegexNode& group, uint32_t follow) {
  if (group.value == kNoGroup) return emit(group.child, follow);
  put(RegexOp::kMark, 2 * (group.value - 1));
  if (!emit(group.child, follow)) return false;
  put(RegexOp::kMark, 2 * (group.value - 1) + 1);
  return true;
}

const RegexNode* RegexCompiler::single_character(uint32_t index) const {
  const RegexNode* n = &node(index);
  while (n->kind == RegexKind::kGroup && n->value == kNoGroup) n = &node(n->child);
  switch (n->kind) {
    case RegexKind::kLiteral:
    case RegexKind::kSet:
    case RegexKind::kAny:
    case RegexKind::kAnyAll:
      return n;
    default:
      return nullptr;
  }
}

bool RegexCompiler::emit_repeat(const RegexNode& repeat, uint32_t follow) {
  if (const RegexNode* item = single_character(repeat.child)) return emit_one(repeat, *item, follow);
  const bool possessive = repeat.detail == static_cast<uint8_t>(RegexRepeat::kPossessive);
  if (!possessive && repeat.min == 0 && repeat.max == 1) return emit_optional(repeat, follow);
  if (!possessive && repeat.min == 1 && repeat.max == 1) return emit(repeat.child, follow);
  if (!possessive && repeat.min <= 1 && repeat.max == kUnbounded && node(repeat.child).min_width > 0)
    return emit_simple_loop(repeat, follow);
  return emit_counted_loop(repeat);
}

bool RegexCompiler::emit_optional(const RegexNode& repeat, uint32_t follow) {
  const bool lazy = repeat.detail == static_cast<uint8_t>(RegexRepeat::kLazy);
  const uint32_t body_map = map_of(first_of(repeat.child, 4));
  if (!lazy) {
    const uint32_t split = put(RegexOp::kBranch, 0, body_map, follow);
    if (!emit(repeat.child, follow)) return false;
    program_.code[split].a = here();
    return true;
  }
  const uint32_t split = put(RegexOp::kBranch, 0, follow, body_map);
  const uint32_t skip = put(RegexOp::kJump);
  program_.code[split].a = here();
  if (!emit(repeat.child, follow)) return false;
  program_.code[skip].a = here();
  return true;
}

// The body is never empty, so nothing has to be counted: body, then back or on.
bool RegexCompiler::emit_simple_loop(const RegexNode& repeat, uint32_t follow) {
  const bool lazy = repeat.detail == static_cast<uint8_t>(RegexRepeat::kLazy);
  const uint32_t body_map = map_of(first_of(repeat.child, 4));
  const uint32_t enter = repeat.min == 0 ? put(RegexOp::kJump) : 0;
  const uint32_t body = here();
  if (!emit(repeat.child, kNoMap)) return false;
  if (repeat.min == 0) program_.code[enter].a = here();
  if (!lazy) {
    put(RegexOp::kLoopBack, body, body_map, follow);
  } else {
    put(RegexOp::kBranch, here() + 2, follow, body_map);
    const uint32_t skip = put(RegexOp::kJump);
    put(RegexOp::kJump, body);
    program_.code[skip].a = here();
  }
  return true;
}

bool RegexCompiler::emit_counted_loop(const RegexNode& repeat) {
  const auto mode = static_cast<RegexRepeat>(repeat.detail);
  const bool possessive = mode == RegexRepeat::kPossessive;
  const uint32_t loop = static_cast<uint32_t>(program_.loops.size());
  program_.loops.push_back({repeat.min, repeat.max, 0, 0, mode});
  put(possessive ? RegexOp::kPossessiveBegin : RegexOp::kLoopBegin, loop);
  program_.loops[loop].body = here();
  if (!emit(repeat.child, kNoMap)) return false;
  put(possessive ? RegexOp::kPossessiveEnd : RegexOp::kLoopEnd, loop);
  program_.loops[loop].tail = here();
  return true;
}

bool RegexCompiler::emit_one(const RegexNode& repeat, const RegexNode& item, uint32_t follow) {
  const uint32_t at = put(RegexOp::kOne, item.value, repeat.min, repeat.max);
  RegexInst& inst = program_.code[at];
  inst.mode = static_cast<RegexRepeat>(repeat.detail);
  inst.map = follow;
  switch (item.kind) {
    case RegexKind::kLiteral: {
      const std::string text = encoded(item.value);
      inst.item = text.size() == 1 ? RegexOp::kChar : RegexOp::kText;
      inst.a = static_cast<unsigned char>(text[0]);
      if (text.size() > 1) {
        // The length is what UTF-8's first byte says.
        inst.a = static_cast<uint32_t>(program_.literals.size());
        program_.literals += text;
      }
      break;
    }
    case RegexKind::kSet:
      inst.item = RegexOp::kSet;
      break;
    case RegexKind::kAny:
      inst.item = RegexOp::kAny;
      break;
    default:
      inst.item = RegexOp::kAnyAll;
      break;
  }
  // What follows cannot begin inside of the run: giving characters back is no use.
  if (inst.mode == RegexRepeat::kGreedy && disjoint(inst)) inst.mode = RegexRepeat::kPossessive;
  return true;
}

bool RegexCompiler::disjoint(const RegexInst& one) const {
  if (one.map == kNoMap) return false;
  ByteMap item{};
  switch (one.item) {
    case RegexOp::kChar:
      add_to_map(item, static_cast<unsigned char>(one.a));
      break;
    case RegexOp::kText:
      add_to_map(item, static_cast<unsigned char>(program_.literals[one.a]));
      break;
    case RegexOp::kSet:
      add_set_bytes(item, program_.sets[one.a]);
      break;
    case RegexOp::kAny:
      item.fill(~uint64_t{0});
      item[0] &= ~(uint64_t{1} << '\n');
      break;
    default:
      return false;
  }
  const ByteMap& follow = program_.maps[one.map];
  for (size_t i = 0; i < 4; ++i) {
    if (item[i] & follow[i]) return false;
  }
  return true;
}

bool RegexCompiler::emit_look(const RegexNode& look) {
  const RegexNode& content = node(look.child);
  if ((look.detail & kLookBehind) && content.min_width != content.max_width)
    return fail(RegexFailure::Kind::kRegex, "look-behind requires fixed-width pattern");
  const uint32_t at = put(RegexOp::kLook, 0, look.detail & kLookBehind ? look.value : 0, look.detail);
  if (!emit(look.child, kNoMap)) return false;
  put(look.detail & kLookNegative ? RegexOp::kLookNotEnd : RegexOp::kLookEnd);
  program_.code[at].a = here();
  return true;
}

bool RegexCompiler::emit_conditional(const RegexNode& conditional, uint32_t follow) {
  const uint32_t test = put(RegexOp::kIfGroup, conditional.value);
  if (!emit(conditional.child, follow)) return false;
  const uint32_t end = put(RegexOp::kJump);
  program_.code[test].b = here();
  if (!emit(node(conditional.child).next, follow)) return false;
  program_.code[end].a = here();
  return true;
}

void RegexCompiler::add_prefix(uint32_t index) {
  while (node(index).kind == RegexKind::kGroup) index = node(index).child;
  if (node(index).kind == RegexKind::kLiteral) {
    program_.prefix = encoded(node(index).value);
    return;
  }
  if (node(index).kind != RegexKind::kConcat) return;
  for (uint32_t at = node(index).child; at != kNoNode && node(at).kind == RegexKind::kLiteral; at = node(at).next) {
    const std::string next = encoded(node(at).value);
    if (program_.prefix.size() + next.size() > RegexProgram::kMaxPrefix) break;
    program_.prefix += next;
  }
}

void RegexCompiler::add_hints() {
  const RegexNode& root = node(tree_.root);
  program_.min_bytes = root.min_width;
  const RegexInst& first = program_.code[0];
  program_.at_start_only = first.op == RegexOp::kAt && static_cast<RegexAt>(first.a) == RegexAt::kStart;
  add_prefix(tree_.root);
  if (program_.prefix.empty()) program_.first = map_of(first_of(tree_.root, 8));
}

}  // namespace

uint64_t RegexProgram::bytes_used() const {
  uint64_t bytes = sizeof(RegexProgram) + code.capacity() * sizeof(RegexInst) + sets.capacity() * sizeof(RegexSet) +
                   maps.capacity() * sizeof(ByteMap) + loops.capacity() * sizeof(RegexLoop) + literals.capacity();
  for (const RegexSet& set : sets) bytes += set.high.capacity() * sizeof(RegexRange);
  for (const auto& [name, number] : group_names) bytes += name.capacity() + sizeof(name) + sizeof(number);
  return bytes;
}

bool compile_regex(Interpreter& interp, RegexTree tree, RegexProgram* program, RegexFailure* failure) {
  return RegexCompiler(interp, tree, *program, *failure).compile();
}

}  // namespace interloom::lang::modules
