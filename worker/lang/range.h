// Integers of any size as indices and bounds: what range and slice share.
#pragma once

#include <span>

#include "worker/lang/containers.h"

namespace interloom::lang {

// operator.index(value): an int (never a bool), or TypeError "'str' object cannot be interpreted as an integer".
Value index_value(Interpreter& interp, const Value& value);

// Of ints; the error sentinel when an operand is one already, so that calls can be nested.
Value int_arithmetic(Interpreter& interp, BinaryOp op, const Value& a, const Value& b);

// A range's numbers as ints, whichever way it keeps them.
struct RangeBounds {
  Value start, stop, step, count;
};
RangeBounds range_bounds(const RangeObject& range);
// range.__reversed__ (range_iterators.cpp).
Value reversed_range(Interpreter& interp, const Value& self, const Args& args);

// slice.indices(length) for ints of any size: start, stop, step into out. False: raised. REQUIRES: length is an int >= 0.
bool slice_indices(Interpreter& interp, const SliceObject& slice, const Value& length, std::span<Value> out);

}  // namespace interloom::lang
