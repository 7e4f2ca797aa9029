// The source before it is read: encoding, line ends, final newline.
#pragma once

#include <string_view>

#include "worker/lang/syntax/token.h"

namespace interloom::lang::syntax {

// Fills out.text: no byte order mark, '\n' for every line end and one at the end. False: out.error says why (bytes that are
// not UTF-8, a null byte, a coding line that names another encoding).
bool normalise_source(std::string_view source, Tokens& out);

}  // namespace interloom::lang::syntax
