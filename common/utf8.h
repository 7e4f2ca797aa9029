// UTF-8 checks: text that leaves in a protobuf string must be valid, or the receiver drops the whole message.
#pragma once

#include <string>
#include <string_view>

namespace interloom {

// As RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_valid_utf8(std::string_view text);

// The text with U+FFFD for every maximal part that is not UTF-8 (as Python's errors="replace"). Valid text is moved through.
std::string to_valid_utf8(std::string text);

}  // namespace interloom
