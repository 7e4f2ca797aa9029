// Iterators that are builtin types: enumerate, zip, map, filter, reversed; and iter(callable, sentinel).
#pragma once

#include "worker/lang/object.h"

namespace interloom::lang {

extern const Type kEnumerateType, kZipType, kMapType, kFilterType, kReversedType;

Value make_callable_iterator(Interpreter& interp, const Value& callable, const Value& sentinel);
// reversed(value)
Value reversed_value(Interpreter& interp, const Value& value);

}  // namespace interloom::lang
