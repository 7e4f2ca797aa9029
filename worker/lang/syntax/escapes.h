// Backslash escapes of string and bytes literals.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace interloom::lang::syntax {

struct Escapes {
  bool raw = false;
  bool bytes = false;
  bool doubled_braces = false;  // "{{" is "{": the text of an f-string
};

// Appends the value of a literal's body. The message is CPython's for an escape that is none ("(unicode error) ...") or for
// bytes beyond ASCII. str values are UTF-8 in which an escaped surrogate is three bytes.
std::optional<std::string> decode_literal(std::string_view body, Escapes how, std::string& out);

}  // namespace interloom::lang::syntax
