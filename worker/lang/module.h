// Modules: what `import` can reach. A job sees the modules of the ModuleTable that its interpreter was given and, later,
// those that a bundle carries; nothing else, and nothing of the host.
//
// A native module is filled at first import; one written in Python is compiled once for the process (Code is shared) and
// executed at first import. Both live in the interpreter until its end.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "worker/lang/containers.h"
#include "worker/lang/exception.h"
#include "worker/lang/value.h"

namespace interloom::lang {

struct CompileError;

struct ModuleObject : Object {
  ModuleObject(Ref<StrObject> n, Ref<DictObject> d) : name(std::move(n)), dict(std::move(d)) {}
  Ref<StrObject> name;
  Ref<DictObject> dict;  // the module's globals
  static const Type kType;
  // Sets an attribute.
  void add(Interpreter& interp, std::string_view attribute, Value value);
};

struct NativeModule {
  const char* name;                           // "math", "_re"
  bool (*init)(Interpreter&, ModuleObject&);  // false: raised
};

// Python text, kept as it is in the binary.
struct SourceModule {
  const char* name;  // dotted
  bool is_package;
  std::string_view source;
};

// Modules from elsewhere: what a bundle carries, files beside a script. One job's; asked when the tables have no such name.
class ModuleFinder {
 public:
  struct Found {
    std::string source;
    std::string file;  // for tracebacks
    bool is_package = false;
  };
  virtual ~ModuleFinder() = default;
  virtual std::optional<Found> find(std::string_view dotted_name) = 0;
};

// What import reaches, in this order. The spans are immutable and shared by all jobs.
struct ModuleTable {
  std::span<const NativeModule* const> natives;
  std::span<const SourceModule> sources;
  ModuleFinder* finder = nullptr;  // may be null
};

// An empty module; not among the imported ones.
Ref<ModuleObject> make_module(Interpreter& interp, std::string_view name);
// Null: not imported (yet).
ModuleObject* imported_module(Interpreter& interp, std::string_view name);
// Raises with the exception's `name` set.
Value raise_import_error(Interpreter& interp, ExceptionKind kind, const std::string& message, std::string_view name);

// Raises what the compiler reports: a SyntaxError, IndentationError, ...
Value raise_compile_error(Interpreter& interp, const CompileError& error);

// import `name` (dotted, absolute): the last component's module, from the interpreter's cache or made now. ImportError /
// ModuleNotFoundError "No module named 'x'".
Value import_module(Interpreter& interp, std::string_view name);

}  // namespace interloom::lang
