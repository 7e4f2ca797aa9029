#include "worker/lang/runtime/script.h"

#include <fstream>
#include <sstream>

#include "worker/lang/compiler.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

constexpr size_t kMaxModuleBytes = 4 << 20;

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text(kMaxModuleBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(in.gcount()));
  if (text.size() > kMaxModuleBytes || in.bad()) return std::nullopt;
  return text;
}

std::string syntax_error_text(const CompileError& error) {
  std::string out = str_cat("  File \"", error.file, "\", line ", error.line, "\n");
  if (!error.text.empty()) {
    const size_t indent = error.text.find_first_not_of(" \t\f");
    if (indent != std::string::npos) {
      out += "    " + error.text.substr(indent) + "\n";
      if (error.column > static_cast<int>(indent)) {
        const int width = error.end_line == error.line && error.end_column > error.column ? error.end_column - error.column : 1;
        out += "    " + std::string(error.column - 1 - indent, ' ') + std::string(width, '^') + "\n";
      }
    }
  }
  return out + error.type + ": " + error.message + "\n";
}

}  // namespace

std::optional<ModuleFinder::Found> FolderFinder::find(std::string_view dotted_name) {
  std::string path(dotted_name);
  for (char& c : path) {
    if (c == '.') c = '/';
    if (c == '\0') return std::nullopt;
  }
  for (const std::string& folder : folders_) {
    for (const bool package : {true, false}) {
      const std::string file = str_cat(folder, "/", path, package ? "/__init__.py" : ".py");
      if (auto text = read_file(file)) return Found{std::move(*text), file, package};
    }
  }
  return std::nullopt;
}

ScriptResult run_script(std::string_view source, const std::string& file, InterpreterOptions options) {
  ScriptResult result;
  Interpreter interp(std::move(options));
  const Compiled compiled = interp.compiler()->compile(source, file, CompileMode::kModule);
  if (!compiled.code) {
    result.status = invalid_argument(compiled.error->type, ": ", compiled.error->message);
    result.traceback = syntax_error_text(*compiled.error);
    result.exit_code = 1;
    return result;
  }
  Value function;
  result.status = interp.protect([&] {
    auto globals = make_dict(interp.heap());
    globals->set(interp, "__name__", str_value(interp.heap(), "__main__"));
    globals->set(interp, "__file__", str_value(interp.heap(), file));
    globals->set(interp, "__doc__", Value::none());
    CellScope none;
    auto main = interp.make_function(compiled.code, none);
    main->globals = std::move(globals);
    function = Value::object(std::move(main));
    return OkStatus();
  });
  if (result.status.ok()) result.status = interp.run(function, Args()).status;
  result.steps = interp.steps_used();
  result.peak_bytes = interp.heap().peak();
  if (result.status.ok()) return result;
  result.stopped = interp.stopping();
  if (result.stopped) return result;
  const JobError& error = interp.last_error();
  result.exit_code = 1;
  result.traceback = error.traceback_text;
  return result;
}

}  // namespace interloom::lang
