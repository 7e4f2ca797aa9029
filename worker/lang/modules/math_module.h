// The module `math`, whole: every function and constant of CPython 3.11's, with its error texts.
#pragma once

#include "worker/lang/module.h"

namespace interloom::lang::modules {

extern const NativeModule kMathModule;

// Functions on ints and on points, for kMathModule's table; see math_int_functions.cpp.
void add_int_functions(Interpreter& interp, ModuleObject& module);

// "math.sin() takes exactly one argument (2 given)". `name` is "math.sin".
bool check_one(Interpreter& interp, const char* name, const Args& args);
// Keyword arguments are refused as math.NAME, counts as NAME.
bool check_count(Interpreter& interp, const char* module, const char* name, const Args& args, uint32_t min, uint32_t max);
Value domain_error(Interpreter& interp);
Value range_error(Interpreter& interp);

}  // namespace interloom::lang::modules
