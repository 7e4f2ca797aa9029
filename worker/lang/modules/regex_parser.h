// Parses the syntax of CPython 3.11's re, with its error messages and positions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "worker/lang/interpreter.h"
#include "worker/lang/modules/regex_tree.h"

namespace interloom::lang::modules {

struct RegexFailure {
  enum class Kind : uint8_t {
    kNone,
    kRegex,     // re.error
    kOverflow,  // OverflowError
    kValue,     // ValueError
    kRaised,    // the interpreter has the exception (or stops)
  };
  Kind kind = Kind::kNone;
  std::string message;
  int64_t position = -1;  // in code points; -1: none
};

// False: *failure says why. `text` is UTF-8, or any bytes when `bytes`. Charges steps and memory for the work.
bool parse_regex(Interpreter& interp, std::string_view text, bool bytes, uint32_t flags, RegexTree* tree, RegexFailure* failure);

}  // namespace interloom::lang::modules
