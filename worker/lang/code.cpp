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

int32_t Code::handling_at(uint32_t instruction) const {
  auto after = std::upper_bound(handling_ranges.begin(), handling_ranges.end(), instruction,
                                [](uint32_t at, const HandlingRange& r) { return at < r.first_instruction; });
  return after == handling_ranges.begin() ? -1 : after[-1].handling;
}

std::string_view Code::source_line(uint32_t line) const {
  if (!source || line == 0) return {};
  std::string_view rest = *source;
  for (; line > 1; --line) {
    const size_t end = rest.find('\n');
    if (end == std::string_view::npos) return {};
    rest.remove_prefix(end + 1);
  }
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

std::string Code::disassemble() const {
  std::string out;
  for (uint32_t i = 0; i < instructions.size(); ++i) {
    out += str_cat(i, " ", opcode_name(opcode_of(instructions[i])), " ", argument_of(instructions[i]), "\n");
  }
  return out;
}

}  // namespace interloom::lang
