// SHA-512, for seeds made of text; nothing secret depends on it.
#pragma once

#include <array>
#include <string_view>

namespace interloom::lang::modules {

std::array<unsigned char, 64> sha512(std::string_view bytes);

}  // namespace interloom::lang::modules
