// Source text to tokens: indentation, line joining, names, numbers, strings and PEP 701 f-strings.
//
// A source that cannot be read on ends in a kError token; what was read before it stands. Linear time; memory is 28 bytes a
// token and one copy of the source, and stops growing at `max_memory` (a soft MemoryError).
#pragma once

#include <cstddef>
#include <string_view>

#include "worker/lang/syntax/token.h"

namespace interloom::lang::syntax {

Tokens lex(std::string_view source, size_t max_memory);

}  // namespace interloom::lang::syntax
