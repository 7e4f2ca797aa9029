// A file run as `__main__`, with the modules beside it: what `interloom lang run` and the tests do.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "worker/lang/interpreter.h"
#include "worker/lang/module.h"

namespace interloom::lang {

// Modules and packages in folders of this machine, the first folder that has it. Reads files only for import statements, and
// only `name.py` and `name/__init__.py` below a folder.
class FolderFinder : public ModuleFinder {
 public:
  explicit FolderFinder(std::vector<std::string> folders) : folders_(std::move(folders)) {}
  std::optional<Found> find(std::string_view dotted_name) override;

 private:
  std::vector<std::string> folders_;
};

struct ScriptResult {
  Status status;          // as Interpreter::run's
  std::string traceback;  // of an uncaught exception, as CPython prints it; empty on success, exit and stops
  int exit_code = 0;      // of sys.exit; 1 after an exception
  bool stopped = false;   // by a budget; status says which
  uint64_t steps = 0, peak_bytes = 0;
};

// REQUIRES: options.compiler. `file` is the name in tracebacks.
ScriptResult run_script(std::string_view source, const std::string& file, InterpreterOptions options);

}  // namespace interloom::lang
