// The module `cmath`, whole.
#pragma once

#include "worker/lang/module.h"

namespace interloom::lang::modules {

extern const NativeModule kCmathModule;

}  // namespace interloom::lang::modules
