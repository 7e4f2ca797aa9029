#include "client/cli/commands.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "client/cli/safetensors.h"
#include "client/cli/show_value.h"

namespace interloom::cli {

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& description, const std::string& examples) {
  CLI::App* command = app.add_subcommand(name, description);
  command->fallthrough();  // --server and --json may stand anywhere
  command->footer(examples + "\n\nAlso: --server HOST:PORT (or INTERLOOM_SERVER) and --json, as for every command.");
  return command;
}

namespace {

CLI::Validator at_least_zero(bool zero_too) {
  const std::string wanted = zero_too ? "0 or more" : "more than 0";
  return CLI::Validator(
      [wanted, zero_too](std::string& text) {
        double number = 0;
        const bool fine = CLI::detail::lexical_cast(text, number) && (zero_too ? number >= 0 : number > 0);
        return fine ? std::string() : "'" + text + "' is not a number that is " + wanted;
      },
      "");
}

}  // namespace

CLI::Validator positive() { return at_least_zero(false); }
CLI::Validator not_negative() { return at_least_zero(true); }

void add_version(CLI::App& app, Context& context) {
  CLI::App* command = add_command(app, "version", "Print this program's version", "Example:\n  interloom version");
  command->callback([&context] {
    context.chosen = [&context]() -> int {
      if (context.console.json)
        print_json({{"version", INTERLOOM_VERSION}});
      else
        std::puts("interloom " INTERLOOM_VERSION);
      return kExitOk;
    };
  });
}

int fail_call(const Console& console, const Status& status, bool interrupted) {
  const int code = console.fail(status);
  return interrupted ? kExitInterrupted : code;
}

int finish_job(const Console& console, const client::JobResult& result, const std::string& out_file, nlohmann::json extra) {
  StatusOr<size_t> written = size_t{0};
  if (!out_file.empty() && (result.ok() || !result.names().empty())) written = write_safetensors(result, out_file);
  if (console.json) {
    nlohmann::json document = std::move(extra);
    document["job_id"] = result.job_id;
    document["state"] = std::string(job_state_name(result.state));
    document["timings"] = {{"upload_ms", result.timings.upload_ms},
                           {"queued_ms", result.timings.queued_ms},
                           {"running_ms", result.timings.running_ms},
                           {"total_ms", result.timings.total_ms}};
    document["saved"] = saved_json(result);
    if (!result.ok())
      document["error"] = error_json(result.status);
    else if (!written.ok())
      document["error"] = error_json(written.status());
    print_json(document);
  } else {
    std::fputs(show_saved(console, result).c_str(), stdout);
    std::fflush(stdout);
    if (written.ok() && *written != 0)
      std::fprintf(
          stderr, "%s\n",
          console.err(Style::kDim, str_cat(*written, *written == 1 ? " tensor" : " tensors", " written to ", out_file)).c_str());
  }
  if (!result.ok()) {
    std::fprintf(stderr, "%s job %s %s: %s\n", console.err(Style::kRed, "interloom:").c_str(), result.job_id.c_str(),
                 std::string(job_state_name(result.state)).c_str(), std::string(message_of(result.status)).c_str());
    return result.status.code() == StatusCode::kDeadlineExceeded ? kExitCancelled : exit_code_of(result.state);
  }
  if (written.ok()) return kExitOk;
  std::fprintf(stderr, "%s %s\n", console.err(Style::kRed, "interloom:").c_str(),
               std::string(message_of(written.status())).c_str());
  return exit_code_of(written.status());
}

}  // namespace interloom::cli
