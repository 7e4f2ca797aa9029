// Properties of code points, as CPython 3.11's str sees them (Unicode 14).
#pragma once

#include <cstdint>

namespace interloom::lang {

// str.isprintable of one code point: what repr shows as it is.
bool is_printable(uint32_t code_point);
// str.isspace.
bool is_space(uint32_t code_point);

}  // namespace interloom::lang
