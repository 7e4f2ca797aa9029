// The native module `itertools`, complete as CPython 3.11 has it.
#pragma once

#include "worker/lang/module.h"

namespace interloom::lang::modules {

extern const NativeModule kItertoolsModule;

}  // namespace interloom::lang::modules
