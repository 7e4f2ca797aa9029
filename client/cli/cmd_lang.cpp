// interloom lang: client code under lang on this machine, without a server.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

#include "client/cli/commands.h"
#include "worker/lang/compile/refusals.h"
#include "worker/lang/runtime/script.h"
#include "worker/lang/runtime/standard.h"

namespace interloom::cli {

namespace {

constexpr int kExitStopped = 3;  // a budget ended the script

struct RunOptions {
  std::string file;
  std::vector<std::string> module_path;
  uint64_t max_steps = 10'000'000'000;
  std::string max_bytes = "1G";
  double max_seconds = 60;
  int max_depth = 1000;
  bool stats = false;
};

StatusOr<std::string> read_source(const std::string& path) {
  std::stringstream text;
  if (path == "-") {
    text << std::cin.rdbuf();
    return text.str();
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) return make_status(StatusCode::kNotFound, "cannot read '", path, "'");
  text << in.rdbuf();
  if (in.bad()) return invalid_argument("cannot read '", path, "'");
  return text.str();
}

std::string folder_of(const std::string& file) {
  const size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : file.substr(0, slash);
}

// "512M" → bytes.
StatusOr<uint64_t> parse_bytes(const std::string& text) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  const std::string unit = end;
  int shift = unit.empty() || unit == "B" ? 0 : -1;
  for (const auto& [letter, bits] : {std::pair{'K', 10}, {'M', 20}, {'G', 30}}) {
    if (!unit.empty() && std::toupper(unit[0]) == letter && (unit.size() == 1 || unit.substr(1) == "iB" || unit.substr(1) == "B"))
      shift = bits;
  }
  if (end == text.c_str() || shift < 0 || !(number > 0) || number > 1e18)
    return invalid_argument("--max-bytes: '", text, "' is no size; write 500000, 512M or 2G");
  return static_cast<uint64_t>(number * static_cast<double>(uint64_t{1} << shift));
}

int run_file(const Console& console, const RunOptions& options) {
  const auto source = read_source(options.file);
  if (!source.ok()) return console.fail(source.status());
  const auto bytes = parse_bytes(options.max_bytes);
  if (!bytes.ok()) return console.fail(bytes.status());
  std::vector<std::string> folders = {folder_of(options.file)};
  folders.insert(folders.end(), options.module_path.begin(), options.module_path.end());
  lang::FolderFinder finder(std::move(folders));
  lang::ModuleTable modules = lang::standard_modules();
  modules.finder = &finder;
  lang::InterpreterOptions job;
  job.budget.max_steps = options.max_steps;
  job.budget.max_bytes = *bytes;
  job.budget.max_depth = options.max_depth;
  job.budget.max_output_bytes = UINT64_MAX / 2;
  job.budget.deadline = std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                                               std::chrono::duration<double>(options.max_seconds));
  job.output = [](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); };
  job.errors = [](std::string_view text) {
    std::fflush(stdout);
    std::fwrite(text.data(), 1, text.size(), stderr);
  };
  job.compiler = &lang::standard_compiler();
  job.modules = &modules;
  const lang::ScriptResult result = lang::run_script(*source, options.file == "-" ? "<stdin>" : options.file, std::move(job));
  std::fflush(stdout);
  std::fwrite(result.traceback.data(), 1, result.traceback.size(), stderr);
  if (options.stats) {
    std::fprintf(stderr, "%llu steps, at most %s\n", static_cast<unsigned long long>(result.steps),
                 human_bytes(result.peak_bytes).c_str());
  }
  if (!result.stopped && (result.status.ok() || !result.traceback.empty() || result.exit_code)) return result.exit_code;
  console.fail(result.status);
  return result.stopped ? kExitStopped : kExitFailed;
}

// These exist only to say why they do not work.
bool has_builtin(std::string_view name) {
  for (const char* refused : {"open", "input", "breakpoint", "help", "memoryview", "exit", "quit", "anext", "aiter"}) {
    if (name == refused) return false;
  }
  return true;
}

int check_files(const Console& console, const std::vector<std::string>& files) {
  bool refused = false;
  for (const std::string& file : files) {
    const auto source = read_source(file);
    if (!source.ok()) return console.fail(source.status());
    lang::FolderFinder finder({folder_of(file)});
    const auto importable = [&](std::string_view name) {
      const lang::ModuleTable& table = lang::standard_modules();
      for (const lang::NativeModule* module : table.natives) {
        if (name == module->name) return true;
      }
      for (const lang::SourceModule& module : table.sources) {
        if (name == module.name) return true;
      }
      return finder.find(name).has_value();
    };
    for (const lang::compile::Refusal& refusal : lang::compile::refusals(*source, file, importable, has_builtin)) {
      refused |= refusal.certain;
      std::printf("%s:%d: %s%s\n", file.c_str(), refusal.line, refusal.certain ? "" : "when this line runs: ", refusal.text.c_str());
    }
  }
  return refused ? kExitFailed : kExitOk;
}

void add_lang_run(CLI::App& lang, Context& context) {
  CLI::App* run = lang.add_subcommand("run", "Run a Python file under lang on this machine");
  auto options = std::make_shared<RunOptions>();
  run->add_option("FILE", options->file, "The script; - reads stdin. Modules in its folder can be imported")->required();
  run->add_option("--module-path", options->module_path, "Another folder of modules; may be given several times")
      ->type_name("DIR")
      ->allow_extra_args(false);
  run->add_option("--max-steps", options->max_steps, "Instructions, about")->type_name("N")->capture_default_str();
  run->add_option("--max-bytes", options->max_bytes, "Memory of all objects: 500000, 512M, 2G")
      ->type_name("SIZE")
      ->capture_default_str();
  run->add_option("--max-seconds", options->max_seconds, "Wall clock")->type_name("S")->check(positive())->capture_default_str();
  run->add_option("--max-depth", options->max_depth, "Nested calls before RecursionError")
      ->type_name("N")
      ->check(positive())
      ->capture_default_str();
  run->add_flag("--stats", options->stats, "Steps and memory that it took, on stderr");
  run->footer("Examples:\n  interloom lang run script.py\n  interloom lang run script.py --max-seconds 5 --max-bytes 256M\n\n"
              "Exit codes: the script's; 1 an exception that nothing caught (traceback on stderr), 2 usage, 3 a budget ended it");
  run->callback([&context, options] { context.chosen = [&context, options] { return run_file(context.console, *options); }; });
}

void add_lang_check(CLI::App& lang, Context& context) {
  CLI::App* check = lang.add_subcommand("check", "Say what lang would refuse in Python files, line by line");
  auto files = std::make_shared<std::vector<std::string>>();
  check->add_option("FILE", *files, "The scripts; - reads stdin")->required();
  check->footer("Example:\n  interloom lang check script.py\n\nExit codes: 0 nothing is refused, 1 something is, 2 usage");
  check->callback([&context, files] { context.chosen = [&context, files] { return check_files(context.console, *files); }; });
}

}  // namespace

void add_lang(CLI::App& app, Context& context) {
  CLI::App* lang = app.add_subcommand("lang", "Try client code on this machine: what a server would run of it, and how");
  lang->require_subcommand(1);
  add_lang_run(*lang, context);
  add_lang_check(*lang, context);
}

}  // namespace interloom::cli
