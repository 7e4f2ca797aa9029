// Arithmetic of complex numbers, with CPython's algorithms (results agree to the last bit).
#pragma once

#include <complex>

#include "worker/lang/number.h"

namespace interloom::lang {

inline Value complex_value(Heap& heap, std::complex<double> c) { return Value::object(heap.make<ComplexObject>(c)); }
Value complex_pow(Interpreter& interp, std::complex<double> base, std::complex<double> exponent);
// REQUIRES: both are numbers, one is complex. NotImplemented for operators that complex has not.
Value complex_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right);

}  // namespace interloom::lang
