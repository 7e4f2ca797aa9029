#include "worker/lang/syntax/character_names.h"

namespace interloom::lang::syntax {

std::optional<uint32_t> find_character(std::string_view) { return std::nullopt; }

}  // namespace interloom::lang::syntax
