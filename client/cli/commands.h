// The commands. Each adds its subcommand to the application and, when that was chosen, runs and gives the exit code.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <string>

#include "client/cli/console.h"
#include "client/cpp/client.h"

namespace interloom::cli {

struct Context {
  Console console;
  std::string server = "127.0.0.1:50051";
  std::function<int()> chosen;  // set by the subcommand that was parsed

  StatusOr<std::unique_ptr<client::Client>> connect() const { return client::Client::connect(server); }
};

// A subcommand with an example in its help and the options of every command.
CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& description, const std::string& examples);

// Checks of numbers, with messages that a person can read.
CLI::Validator positive();
CLI::Validator not_negative();

void add_run(CLI::App& app, Context& context);
void add_generate(CLI::App& app, Context& context);
void add_status(CLI::App& app, Context& context);
void add_models(CLI::App& app, Context& context);
void add_tree(CLI::App& app, Context& context);
void add_compare(CLI::App& app, Context& context);
void add_jobs(CLI::App& app, Context& context);
void add_watch(CLI::App& app, Context& context);
void add_result(CLI::App& app, Context& context);
void add_cancel(CLI::App& app, Context& context);
void add_version(CLI::App& app, Context& context);
void add_lang(CLI::App& app, Context& context);
// For the list of commands only: serve_main runs instead of the parser.
void add_serve(CLI::App& app);

// `interloom serve ARGUMENT…`: becomes interloom-gateway, which lies beside this binary. Returns only on failure or for help.
int serve_main(int argc, char** argv, const Console& console);

// Shows how a job ended: what was saved, then the error. Writes --out when given. The exit code.
int finish_job(const Console& console, const client::JobResult& result, const std::string& out_file, nlohmann::json extra);
// What a call that failed means, after a Ctrl-C too.
int fail_call(const Console& console, const Status& status, bool interrupted);

}  // namespace interloom::cli
