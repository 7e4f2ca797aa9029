#include "worker/lang/modules/regex_compiler_impl.h"

namespace interloom::lang::modules {
namespace {

constexpr size_t kMaxCode = 1 << 24;  // a program counter has 24 bits in a frame

}  // namespace

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
