// Instructions of linked code beyond opcodes.def.h: frequent pairs as one, and operators of their own.
#pragma once

#include <cstdint>

#include "worker/lang/code.h"
#include "worker/lang/linked_code.h"

namespace interloom::lang {

inline constexpr int kOpcodeCount = 0
#define IL_OPCODE(name, pops, pushes, argument) +1
#include "worker/lang/opcodes.def.h"
#undef IL_OPCODE
    ;

enum class QuickOp : uint8_t {
  kBefore = kOpcodeCount - 1,
#define IL_QUICK(name, first, second) k##name,
#include "worker/lang/quick_opcodes.def.h"
#undef IL_QUICK
  kAdd,
  kSub,
  kMul,
};

// Fills linked.instructions and sites.
void quicken(LinkedCode& linked);

}  // namespace interloom::lang
