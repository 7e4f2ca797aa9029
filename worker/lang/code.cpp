#include "worker/lang/code.h"

#include <algorithm>

#include "common/status.h"

namespace interloom::lang {

std::string_view opcode_name(Opcode op) {
  static constexpr std::string_view kNames[] = {
#define IL_OPCODE(name, pops, pushes, argument) #name,
#include "worker/lang/opcodes.def.h"
#undef IL_OPCODE
  };
  return kNames[static_cast<size_t>(op)];
}

const Code::Position* Code::position_of(uint32_t instruction) const {
  auto after = std::upper_bound(positions.begin(), positions.end(), instruction,
                                [](uint32_t at, const Position& p) { return at < p.first_instruction; });
  return after == positions.begin() ? nullptr : &after[-1];
}

std::string Code::disassemble() const {
  std::string out;
  for (uint32_t i = 0; i < instructions.size(); ++i) {
    out += str_cat(i, " ", opcode_name(opcode_of(instructions[i])), " ", argument_of(instructions[i]), "\n");
  }
  return out;
}

}  // namespace interloom::lang
