#include "worker/lang/code_builder.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "worker/lang/code_walk.h"

namespace interloom::lang {
namespace {

enum class ArgumentKind : uint8_t { kNone, kConst, kLocal, kCell, kName, kCount, kTarget, kOp, kFlags, kBlock };
struct OpcodeInfo {
  int8_t pops, pushes;
  ArgumentKind argument;
};

constexpr OpcodeInfo kOpcodes[] = {
#define IL_OPCODE(name, pops, pushes, argument) {pops, pushes, ArgumentKind::argument},
#include "worker/lang/opcodes.def.h"
#undef IL_OPCODE
};

const OpcodeInfo& info_of(Opcode op) { return kOpcodes[static_cast<size_t>(op)]; }

int64_t pops_of(Opcode op, uint32_t argument) {
  switch (op) {
    case Opcode::kBuildDict:
      return int64_t{argument} * 2;
    case Opcode::kCall:
      return int64_t{argument} + 1;
    case Opcode::kCallKeywords:
      return int64_t{argument} + 2;
    case Opcode::kCallMethod:
      return int64_t{argument} + 2;
    case Opcode::kCallMethodKeywords:
      return int64_t{argument} + 3;
    case Opcode::kCallSpread:
      return 2 + (argument & 1);
    case Opcode::kMakeFunction:
      return 1 + std::popcount(argument);
    case Opcode::kFormatValue:
      return 1 + (argument >> 2);
    case Opcode::kCopy:
    case Opcode::kSwapAt:
      return int64_t{argument} + 1;
    default:
      return info_of(op).pops < 0 ? argument : info_of(op).pops;
  }
}

int64_t pushes_of(Opcode op, uint32_t argument) {
  switch (op) {
    case Opcode::kUnpackEx:
      return int64_t{argument & 0xff} + (argument >> 8) + 1;
    case Opcode::kCopy:
      return int64_t{argument} + 2;
    case Opcode::kSwapAt:
      return int64_t{argument} + 1;
    default:
      return info_of(op).pushes < 0 ? argument : info_of(op).pushes;
  }
}

// How far below its operands an instruction reaches.
int64_t reach_of(Opcode op, uint32_t argument) {
  const bool at = op == Opcode::kListAppendAt || op == Opcode::kSetAddAt || op == Opcode::kMapAddAt;
  return at ? int64_t{argument} + 1 : 0;
}

bool ends_path(Opcode op) { return op == Opcode::kReturn || op == Opcode::kRaise || op == Opcode::kReraise; }

// Scalars of one type and text share a constant; floats by their bits, so that 0.0 and -0.0 differ. Empty: not shared.
std::string constant_key(const Constant& constant) {
  if (const auto* i = std::get_if<int64_t>(&constant.kind)) return str_cat("i", *i);
  if (const auto* s = std::get_if<std::string>(&constant.kind)) return "s" + *s;
  if (const auto* b = std::get_if<bool>(&constant.kind)) return *b ? "t" : "f";
  if (std::holds_alternative<Constant::None>(constant.kind)) return "n";
  if (const auto* d = std::get_if<double>(&constant.kind)) return "d" + std::string(reinterpret_cast<const char*>(d), sizeof *d);
  return "";
}

uint32_t index_in(std::map<std::string, uint32_t, std::less<>>& index, std::vector<std::string>& names, std::string_view name) {
  if (const auto it = index.find(name); it != index.end()) return it->second;
  names.emplace_back(name);
  return index.emplace(name, static_cast<uint32_t>(names.size() - 1)).first->second;
}

}  // namespace

CodeBuilder::CodeBuilder(std::string name, std::string file) : code_(std::make_shared<Code>()) {
  code_->name = std::move(name);
  code_->file = std::move(file);
}

void CodeBuilder::position(uint32_t line, std::string_view node) {
  const int32_t node_index = node.empty() ? -1 : static_cast<int32_t>(index_in(nodes_, code_->nodes, node));
  const uint32_t at = static_cast<uint32_t>(code_->instructions.size());
  auto& positions = code_->positions;
  if (!positions.empty() && positions.back().first_instruction == at) positions.pop_back();
  positions.push_back({at, line, node_index});
}

void CodeBuilder::emit(Opcode op, uint32_t argument) {
  too_large_ |= argument > kMaxArgument || code_->instructions.size() >= kMaxArgument;
  code_->instructions.push_back(static_cast<uint32_t>(op) | (argument << 8));
}

// Until finish() the argument is the label.
void CodeBuilder::jump(Opcode op, Label target) { emit(op, target.id); }

void CodeBuilder::load_const(Constant constant) {
  const std::string key = constant_key(constant);
  const auto known = key.empty() ? constants_.end() : constants_.find(key);
  if (known != constants_.end()) return emit(Opcode::kLoadConst, known->second);
  const uint32_t at = static_cast<uint32_t>(code_->constants.size());
  code_->constants.push_back(std::move(constant));
  if (!key.empty()) constants_.emplace(key, at);
  emit(Opcode::kLoadConst, at);
}

void CodeBuilder::load_global(std::string_view text) { emit(Opcode::kLoadGlobal, name(text)); }
void CodeBuilder::load_cell(std::string_view text) { emit(Opcode::kLoadCell, cell(text)); }
void CodeBuilder::store_cell(std::string_view text) { emit(Opcode::kStoreCell, cell(text)); }
void CodeBuilder::get_attr(std::string_view text) { emit(Opcode::kGetAttr, name(text)); }
void CodeBuilder::set_attr(std::string_view text) { emit(Opcode::kSetAttr, name(text)); }

void CodeBuilder::load_method(std::string_view text) { emit(Opcode::kLoadMethod, name(text)); }

void CodeBuilder::keyword_names(const std::vector<std::string>& keywords) {
  Constant::Tuple names;
  for (const std::string& keyword : keywords) names.items.push_back(Constant{keyword});
  load_const(Constant{std::move(names)});
}
void CodeBuilder::call_keywords(uint32_t positional, const std::vector<std::string>& keywords) {
  keyword_names(keywords);
  emit(Opcode::kCallKeywords, positional + static_cast<uint32_t>(keywords.size()));
}
void CodeBuilder::call_method_keywords(uint32_t positional, const std::vector<std::string>& keywords) {
  keyword_names(keywords);
  emit(Opcode::kCallMethodKeywords, positional + static_cast<uint32_t>(keywords.size()));
}

uint32_t CodeBuilder::parameter(std::string_view text) {
  const uint32_t at = local(text);
  code_->parameter_count = at + 1;
  return at;
}
uint32_t CodeBuilder::local(std::string_view text) { return index_in(locals_, code_->locals, text); }
uint32_t CodeBuilder::new_local(std::string_view text) {
  code_->locals.emplace_back(text);
  return static_cast<uint32_t>(code_->locals.size() - 1);
}
uint32_t CodeBuilder::cell(std::string_view text) { return index_in(cells_, code_->cells, text); }
uint32_t CodeBuilder::name(std::string_view text) { return index_in(names_, code_->names, text); }

CodeBuilder::Label CodeBuilder::new_label() {
  labels_.push_back(-1);
  return {static_cast<uint32_t>(labels_.size() - 1)};
}
void CodeBuilder::bind(Label label) { labels_[label.id] = static_cast<int64_t>(code_->instructions.size()); }
void CodeBuilder::add_handler(Label first, Label last, Label handler, uint32_t depth) {
  handlers_.push_back({first.id, last.id, handler.id, depth});
}

void CodeBuilder::setup_with(Label first, Label last, Label after, uint32_t depth, uint32_t line, bool escapes) {
  code_->with_blocks.push_back({first.id, last.id, after.id, depth, line, escapes});
  emit(Opcode::kSetupWith, static_cast<uint32_t>(code_->with_blocks.size() - 1));
}

Status CodeBuilder::fail(uint32_t at, std::string_view what) const {
  return internal_error("code '", code_->name, "', instruction ", at, " (",
                        at < code_->instructions.size() ? opcode_name(opcode_of(code_->instructions[at])) : "end", "): ", what);
}

Status CodeBuilder::resolve_labels() {
  const int64_t end = static_cast<int64_t>(code_->instructions.size());
  auto bound = [&](uint32_t label, int64_t limit) {
    return label < labels_.size() && labels_[label] >= 0 && labels_[label] < limit;
  };
  for (uint32_t i = 0; i < code_->instructions.size(); ++i) {
    const Opcode op = opcode_of(code_->instructions[i]);
    if (info_of(op).argument != ArgumentKind::kTarget) continue;
    const uint32_t label = argument_of(code_->instructions[i]);
    if (!bound(label, end)) return fail(i, "its label is not bound to an instruction");
    code_->instructions[i] = static_cast<uint32_t>(op) | (static_cast<uint32_t>(labels_[label]) << 8);
  }
  for (const PendingHandler& h : handlers_) {
    if (!bound(h.first, end) || !bound(h.last, end + 1) || !bound(h.target, end))
      return fail(0, "a handler's label is not bound");
    code_->handlers.push_back({static_cast<uint32_t>(labels_[h.first]), static_cast<uint32_t>(labels_[h.last]),
                               static_cast<uint32_t>(labels_[h.target]), h.depth});
  }
  for (Code::WithBlock& block : code_->with_blocks) {
    for (uint32_t* label : {&block.first, &block.last, &block.after}) {
      if (!bound(*label, end)) return fail(0, "a with block's label is not bound");
      *label = static_cast<uint32_t>(labels_[*label]);
    }
  }
  return OkStatus();
}

Status CodeBuilder::check_argument(uint32_t at) const {
  const Instruction instruction = code_->instructions[at];
  const Opcode op = opcode_of(instruction);
  const uint32_t argument = argument_of(instruction);
  auto inside = [&](size_t size) { return argument < size ? OkStatus() : fail(at, "its argument is out of range"); };
  switch (info_of(op).argument) {
    case ArgumentKind::kConst:
      return inside(code_->constants.size());
    case ArgumentKind::kLocal:
      return inside(code_->locals.size());
    case ArgumentKind::kCell:
      return inside(code_->cells.size());
    case ArgumentKind::kName:
      return inside(code_->names.size());
    case ArgumentKind::kBlock:
      return inside(code_->with_blocks.size());
    case ArgumentKind::kOp:
      return inside(op == Opcode::kUnary ? 4 : op == Opcode::kCompare ? 6 : kBinaryOpCount);
    case ArgumentKind::kFlags:
      return inside(2);
    default:
      break;
  }
  if (op == Opcode::kBuildSlice && argument != 2 && argument != 3) return fail(at, "a slice has two or three parts");
  if (op == Opcode::kRaise && argument > 2) return fail(at, "it takes at most an exception and a cause");
  if (op != Opcode::kCallKeywords && op != Opcode::kCallMethodKeywords) return OkStatus();
  // The VM trusts the names: they come from the instruction before.
  const Instruction before = at ? code_->instructions[at - 1] : 0;
  const bool is_const = opcode_of(before) == Opcode::kLoadConst && argument_of(before) < code_->constants.size();
  const auto* names = is_const ? std::get_if<Constant::Tuple>(&code_->constants[argument_of(before)].kind) : nullptr;
  if (!names || names->items.size() > argument) return fail(at, "it must follow a constant tuple of at most as many names");
  for (const Constant& name : names->items) {
    if (!std::holds_alternative<std::string>(name.kind)) return fail(at, "a keyword's name is not a str");
  }
  return OkStatus();
}

Status CodeBuilder::check_stack() {
  const auto& instructions = code_->instructions;
  CodeWalk walk(*code_);
  Status conflict;
  auto reach = [&](uint32_t from, uint32_t at, int64_t depth) {
    if (walk.reach(at, depth, walk.handling(from))) return;
    conflict = at >= instructions.size()
                   ? fail(at, "the end is run into")
                   : fail(at, str_cat("stack depth ", walk.depths[at], " on one path, ", depth, " on another"));
  };
  if (!walk.reach(0, 0, -1)) return fail(0, "the end is run into");
  for (int64_t next_at = walk.next(); next_at >= 0 && conflict.ok(); next_at = walk.next()) {
    if (walk.conflict >= 0) return fail(static_cast<uint32_t>(walk.conflict), "a handler begins with another depth");
    const uint32_t at = static_cast<uint32_t>(next_at);
    RETURN_IF_ERROR(check_argument(at));
    const Opcode op = opcode_of(instructions[at]);
    const uint32_t argument = argument_of(instructions[at]);
    const int64_t left = walk.depths[at] - pops_of(op, argument);
    if (left < reach_of(op, argument)) return fail(at, "the stack underflows");
    const int64_t next = left + pushes_of(op, argument);
    walk.deepest = std::max(walk.deepest, next);
    if (info_of(op).argument == ArgumentKind::kTarget)
      reach(at, argument, op == Opcode::kForIter ? left : op == Opcode::kSend ? left + 1 : next);
    if (op == Opcode::kSetupWith) {
      const Code::WithBlock& block = code_->with_blocks[argument];
      if (block.depth != left + 1) return fail(at, "its block has another depth");
      reach(at, block.after, left);
    }
    // The value that these keep is there only on the jump.
    const bool keeps = op == Opcode::kJumpIfFalseKeep || op == Opcode::kJumpIfTrueKeep;
    if (!ends_path(op) && op != Opcode::kJump && conflict.ok()) reach(at, at + 1, keeps ? next - 1 : next);
  }
  const auto& depths = walk.depths;
  const int64_t deepest = walk.deepest;
  walk.store_handling();
  RETURN_IF_ERROR(conflict);
  for (const auto& h : code_->handlers) {
    for (uint32_t at = h.first; at < h.last; ++at) {
      if (depths[at] >= 0 && depths[at] < int64_t{h.depth}) return fail(at, "its handler keeps more values than it has");
    }
  }
  if (deepest > int64_t{kMaxArgument}) return fail(0, "the stack is too deep");
  code_->max_stack = static_cast<uint32_t>(deepest);
  return OkStatus();
}

StatusOr<std::shared_ptr<const Code>> CodeBuilder::finish() && {
  if (too_large_) return invalid_argument("code '", code_->name, "' is too large");
  RETURN_IF_ERROR(resolve_labels());
  RETURN_IF_ERROR(check_stack());
  return std::shared_ptr<const Code>(std::move(code_));
}

}  // namespace interloom::lang
