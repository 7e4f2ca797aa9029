// What CPython prints for an exception that nothing caught.
#pragma once

#include <string>

#include "worker/lang/value.h"

namespace interloom::lang {

// The whole text: the exceptions it came from first, then its traceback and "Type: message", groups as a tree. Ends with a line
// end. Source lines appear where the code has its text. Runs user code (__str__), whose exceptions become "<exception str() failed>".
// `message`: the exception's own text, when the caller has it.
std::string format_exception(Interpreter& interp, const Value& exception, const std::string* message = nullptr);

}  // namespace interloom::lang
