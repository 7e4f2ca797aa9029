// Python source to syntax tree: the grammar of CPython 3.9 to 3.14, with CPython's words for what is wrong.
//
// parse() accepts what CPython's parser accepts (the newest grammar wins: match, except*, type parameters, PEP 701 f-strings,
// template strings) and otherwise says what CPython says, on the same line. What CPython refuses only after parsing ('return'
// outside a function, duplicate arguments, ...) is the compiler's to refuse.
//
// Bounds: time and memory are linear in the source; memory stays below max_memory, the C stack below max_stack and the tree
// no deeper than max_depth, whatever the source. A source beyond them is refused (MemoryError, RecursionError).
// Threads: any; calls share nothing. Ownership: the result owns everything, and nothing of `source` is kept.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "worker/lang/syntax/ast.h"

namespace interloom::lang::syntax {

struct ParseLimits {
  size_t max_source = 64 << 20;    // bytes
  size_t max_memory = 1 << 30;     // bytes of tokens and tree
  size_t max_stack = 128 << 10;    // bytes of C stack below the caller's frame
  int max_depth = 1000;            // levels of one expression
};

struct SyntaxError {
  std::string type;     // "SyntaxError", "IndentationError", "TabError"; "RecursionError" and "MemoryError" for a limit
  std::string message;  // as str(exception.msg)
  std::string file;
  int line = 0, column = 0, end_line = 0, end_column = 0;  // as lineno, offset (from 1, in characters), ...; 0: not known
  std::string text;     // the line of the source, without its end
};

struct Parsed {
  Ast ast;                           // whole when there is no error, else empty
  std::optional<SyntaxError> error;  // the first one
  bool ok() const { return !error.has_value(); }
};

// `source` is UTF-8 (a byte order mark and a coding line that says so are fine) with any line ends; `file` is the name that errors carry.
Parsed parse(std::string_view source, std::string_view file, Mode mode = Mode::kExec, const ParseLimits& limits = {});

}  // namespace interloom::lang::syntax
