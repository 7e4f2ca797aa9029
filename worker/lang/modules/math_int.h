// The functions of math on ints of any size. Each charges steps for its work before doing it.
#pragma once

#include "worker/lang/interpreter.h"
#include "worker/lang/value.h"

namespace interloom::lang::modules {

// An int, or what has __index__, as a plain int. False: TypeError.
bool index_of(Interpreter& interp, const Value& value, Value* out);

// REQUIRES: plain ints. The error sentinel: raised.
Value int_gcd(Interpreter& interp, const Value& a, const Value& b);
Value int_lcm(Interpreter& interp, const Value& a, const Value& b);
Value int_isqrt(Interpreter& interp, const Value& n);
Value int_factorial(Interpreter& interp, const Value& n);
Value int_comb(Interpreter& interp, const Value& n, const Value& k);
Value int_perm(Interpreter& interp, const Value& n, const Value& k);
// value == result * 2**exponent with 0.5 <= result < 1, rounded to even. REQUIRES: value > 0.
double int_frexp(const Value& value, int64_t* exponent);

}  // namespace interloom::lang::modules
