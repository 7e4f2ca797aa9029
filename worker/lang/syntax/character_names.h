// Names of Unicode characters, for \N{...} in string literals.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace interloom::lang::syntax {

// Whatever its case, as unicodedata.lookup. None: no character has this name or alias.
std::optional<uint32_t> find_character(std::string_view name);

}  // namespace interloom::lang::syntax
