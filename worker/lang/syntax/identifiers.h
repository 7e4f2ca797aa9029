// Names: keywords, string prefixes, and Unicode identifiers (XID_Start, XID_Continue, NFKC).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "worker/lang/syntax/token.h"

namespace interloom::lang::syntax {

struct KeywordMatch { Tok kind; uint8_t flags; };
// kName with flags 0 for a name that is no keyword. REQUIRES: name is not empty.
KeywordMatch find_keyword(std::string_view name);

// Flags of "rb", "F", ...; none when it is no prefix.
std::optional<uint8_t> string_prefix(std::string_view name);

// The first character that an identifier may not have where it stands. REQUIRES: valid UTF-8.
struct BadCharacter { size_t offset; std::string message; };
std::optional<BadCharacter> check_identifier(std::string_view name);

// "ﬁ" is "fi". REQUIRES: valid UTF-8.
std::string normalise_nfkc(std::string_view name);

bool is_printable(uint32_t code_point);  // as str.isprintable

// One character at text[at]; `at` moves past it. REQUIRES: valid UTF-8 (surrogates may be encoded).
uint32_t next_code_point(std::string_view text, size_t& at);
void append_utf8(std::string& out, uint32_t code_point);

}  // namespace interloom::lang::syntax
