// The builtin functions and types: print, len, int, sorted, ...
#pragma once

#include "worker/lang/interpreter.h"

namespace interloom::lang {

// Fills interp.builtins(); the Interpreter's constructor calls it.
void install_builtins(Interpreter& interp);

}  // namespace interloom::lang
