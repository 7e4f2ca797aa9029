// lang-run FILE: a Python file under lang with the whole library and no budget to speak of, for tests and benchmarks of lang
// alone. Exit as `interloom lang run`.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "worker/lang/runtime/script.h"
#include "worker/lang/runtime/standard.h"

int main(int argc, char** argv) {
  using namespace interloom::lang;  // NOLINT
  if (argc != 2) {
    std::fputs("usage: lang-run FILE\n", stderr);
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string source{std::istreambuf_iterator<char>(file), {}};
  if (!file) {
    std::fprintf(stderr, "lang-run: cannot read %s\n", argv[1]);
    return 2;
  }
  FolderFinder finder({std::filesystem::path(argv[1]).parent_path().string()});
  ModuleTable modules = standard_modules();
  modules.finder = &finder;
  InterpreterOptions options;
  options.budget.max_steps = uint64_t{1} << 60;
  options.budget.max_output_bytes = uint64_t{1} << 30;
  options.output = [](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); };
  options.errors = [](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); };
  options.compiler = &standard_compiler();
  options.modules = &modules;
  const ScriptResult result = run_script(source, argv[1], std::move(options));
  std::fflush(stdout);
  std::fputs(result.traceback.c_str(), stderr);
  if (!result.stopped) return result.exit_code;
  std::fprintf(stderr, "%s\n", std::string(interloom::message_of(result.status)).c_str());
  return 3;
}
