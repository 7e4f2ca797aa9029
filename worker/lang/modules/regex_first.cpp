// First bytes: which alternative, which loop and which place in a text are worth a try.
#include <algorithm>

#include "worker/lang/modules/regex_compiler_impl.h"

namespace interloom::lang::modules {
namespace {

constexpr size_t kMaxMaps = 4096;     // beyond that the shortcuts are left out

void add_range_bytes(ByteMap& map, uint32_t first, uint32_t last) {
  std::string low, high;
  append_utf8(low, first);
  append_utf8(high, last);
  for (uint32_t b = static_cast<unsigned char>(low[0]); b <= static_cast<unsigned char>(high[0]); ++b) {
    add_to_map(map, static_cast<unsigned char>(b));
  }
}

}  // namespace

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

}  // namespace interloom::lang::modules
