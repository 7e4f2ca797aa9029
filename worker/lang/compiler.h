// Compiler: Python source to Code, as an Interpreter asks for it (modules written in Python, eval, exec, compile).
// lang_compile implements it; lang itself knows no syntax.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "worker/lang/code.h"

namespace interloom::lang {

enum class CompileMode : uint8_t { kModule, kExpression, kInteractive };  // exec, eval, single

struct CompileError {
  std::string type = "SyntaxError";  // or IndentationError, TabError, RecursionError, MemoryError
  std::string message;
  std::string file;
  int line = 0, column = 0, end_line = 0, end_column = 0;  // from 1; 0: unknown
  std::string text;                                        // the line, without its end; may be empty
};

struct Compiled {
  std::shared_ptr<const Code> code;  // null: error is there
  std::optional<CompileError> error;
};

class Compiler {
 public:
  virtual ~Compiler() = default;
  // Thread-safe. The code of a module takes no argument and runs with its function's globals; of an expression, returns it.
  virtual Compiled compile(std::string_view source, std::string_view file, CompileMode mode) const = 0;
};

}  // namespace interloom::lang
