// lang with everything that a job may use: the compiler and the library modules.
#pragma once

#include "worker/lang/compiler.h"
#include "worker/lang/module.h"

namespace interloom::lang {

// Both are made once, immutable and thread-safe.
const Compiler& standard_compiler();
const ModuleTable& standard_modules();

}  // namespace interloom::lang
