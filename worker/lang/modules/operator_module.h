// The native module `operator`, complete as CPython 3.11 has it.
#pragma once

#include "worker/lang/module.h"

namespace interloom::lang::modules {

extern const NativeModule kOperatorModule;

// Its callable objects (operator_getters.cpp).
extern const Type kItemGetterType, kAttrGetterType, kMethodCallerType;

}  // namespace interloom::lang::modules
