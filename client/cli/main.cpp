// interloom: the command line of Interloom.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "client/cli/commands.h"

namespace interloom::cli {

namespace {

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands(nullptr)) names.push_back(command->get_name());
  return names;
}

// The options of the command that was chosen, for typos.
std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  const auto add = [&names](const CLI::App& of) {
    for (const CLI::Option* option : of.get_options())
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  };
  add(app);
  for (const CLI::App* command : app.get_subcommands()) add(*command);
  return names;
}

// What the parser says, with the nearest name for a typo: the first argument is the command unless it is an option.
Status usage_error(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  std::string command = "interloom";
  for (const CLI::App* chosen : app.get_subcommands()) command += " " + chosen->get_name();
  std::string hint;
  if (app.get_subcommands().empty()) {
    for (int i = 1; i < argc; ++i) {
      const bool takes_value = std::strcmp(argv[i], "--server") == 0;
      if (argv[i][0] == '-') {
        i += takes_value ? 1 : 0;
        continue;
      }
      return invalid_argument("no command '", argv[i], "'", did_you_mean(argv[i], command_names(app)), "; see interloom --help");
    }
    return invalid_argument(error.what(), "; see interloom --help");
  }
  for (int i = 1; i < argc && hint.empty(); ++i) {
    const std::string name = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
    const std::vector<std::string> valid = option_names(app);
    if (name.rfind("--", 0) == 0 && std::find(valid.begin(), valid.end(), name) == valid.end()) hint = did_you_mean(name, valid);
  }
  return invalid_argument(error.what(), hint, "; see ", command, " --help");
}

bool asks_for_json(int argc, char** argv) {
  return std::any_of(argv + 1, argv + argc, [](const char* argument) { return std::strcmp(argument, "--json") == 0; });
}

int run(int argc, char** argv) {
  Context context;
  context.console.json = argc > 1 && asks_for_json(argc, argv);
  if (argc > 1 && std::strcmp(argv[1], "serve") == 0) return serve_main(argc - 2, argv + 2, context.console);
  CLI::App app("Run interventions inside the forward pass of hosted models.", "interloom");
  app.add_option("--server", context.server, "The server")
      ->envname("INTERLOOM_SERVER")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  app.add_flag("--json", context.console.json, "One JSON document on stdout; from watch one line an event; errors too");
  app.set_version_flag("--version", "interloom " INTERLOOM_VERSION);
  app.require_subcommand(1);
  app.footer(
      str_cat("Examples:\n  interloom generate smollm2 \"The capital of France is\" --max-new-tokens 20\n"
              "  interloom run graph.txt --model smollm2\n\n",
              kExitCodesHelp, "\n`interloom COMMAND --help` explains a command."));
  add_serve(app);
  for (const auto add : {add_run, add_generate, add_status, add_models, add_tree, add_compare, add_jobs, add_watch, add_result,
                         add_cancel, add_lang, add_version})
    add(app, context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {  // --help and --version
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    return context.console.fail(usage_error(app, error, argc, argv));
  }
  return context.chosen();
}

}  // namespace

}  // namespace interloom::cli

int main(int argc, char** argv) { return interloom::cli::run(argc, argv); }
