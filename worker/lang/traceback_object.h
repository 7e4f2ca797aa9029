// Tracebacks as values: `__traceback__`. They show line numbers and the next traceback; frames are not reachable.
#pragma once

#include "worker/lang/exception.h"

namespace interloom::lang {

// A traceback object, or None when the exception was never raised.
Value traceback_of(Interpreter& interp, const ExceptionObject& exception);
// A traceback or None takes the place of the exception's own. False: TypeError.
bool set_traceback(Interpreter& interp, ExceptionObject& exception, const Value& traceback);

}  // namespace interloom::lang
