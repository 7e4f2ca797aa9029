// From Code's instructions to those that the VM runs.
#include <array>

#include "worker/lang/quick_opcodes.h"

namespace interloom::lang {
namespace {

bool has_site(Opcode op) {
  return op == Opcode::kLoadGlobal || op == Opcode::kGetAttr || op == Opcode::kSetAttr || op == Opcode::kLoadMethod;
}

Instruction with_op(QuickOp op, uint32_t argument) { return static_cast<uint32_t>(op) | argument << 8; }

Instruction quick_binary(Instruction instruction) {
  switch (static_cast<BinaryOp>(argument_of(instruction))) {
    case BinaryOp::kAdd:
      return with_op(QuickOp::kAdd, argument_of(instruction));
    case BinaryOp::kSub:
      return with_op(QuickOp::kSub, argument_of(instruction));
    case BinaryOp::kMul:
      return with_op(QuickOp::kMul, argument_of(instruction));
    default:
      return instruction;
  }
}

// kBefore: no such pair.
QuickOp pair(Opcode first, Opcode second) {
#define IL_QUICK(name, a, b) \
  if (first == Opcode::k##a && second == Opcode::k##b) return QuickOp::k##name;
#include "worker/lang/quick_opcodes.def.h"
#undef IL_QUICK
  return QuickOp::kBefore;
}

}  // namespace

void quicken(LinkedCode& linked) {
  const auto& from = linked.code->instructions;
  const size_t count = from.size();
  linked.own_instructions = std::make_unique<Instruction[]>(count);
  Instruction* to = linked.own_instructions.get();
  size_t sites = 0;
  for (const Instruction instruction : from) sites += has_site(opcode_of(instruction));
  linked.sites.reserve(sites);
  for (size_t i = 0; i < count; ++i) {
    const Opcode op = opcode_of(from[i]);
    to[i] = op == Opcode::kBinary ? quick_binary(from[i]) : from[i];
    // What nothing reaches was not checked.
    if (!has_site(op) || argument_of(from[i]) >= linked.names.size()) continue;
    to[i] = static_cast<uint32_t>(op) | static_cast<uint32_t>(linked.sites.size()) << 8;
    Site site;
    site.name = linked.names[argument_of(from[i])];
    linked.sites.push_back(site);
  }
  for (size_t i = 0; i + 1 < count; ++i) {
    const QuickOp quick = pair(opcode_of(from[i]), opcode_of(from[i + 1]));
    if (quick == QuickOp::kBefore) continue;
    to[i] = with_op(quick, argument_of(to[i]));
    ++i;  // the second is a second only: its own pair would hide it
  }
  linked.instructions = to;
}

}  // namespace interloom::lang
