// What has been read of adjacent string literals: the values of a JoinedStr so far (on the parser's list stack), and the text
// since the last replacement field.
#pragma once

#include <string>

#include "worker/lang/syntax/parser_state.h"

namespace interloom::lang::syntax {

struct Parser::StringParts {
  size_t list = 0;
  std::string text;
  Span text_at;
  bool has_text = false, text_u_prefix = false;
  bool formatted = false;

  // The text goes on with a literal, or a part of one, that stands at `at`.
  void extend(const Span& at, bool u_prefix) {
    if (!has_text) {
      text_at = at;
      text_u_prefix = u_prefix;
      has_text = true;
    }
    text_at.end_lineno = at.end_lineno;
    text_at.end_col_offset = at.end_col_offset;
  }
};

}  // namespace interloom::lang::syntax
