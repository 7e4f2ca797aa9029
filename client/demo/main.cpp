// interloom-demo: three remote jobs on a hosted model, shown on a terminal.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <string>
#include <vector>

#include "client/demo/demo.h"

namespace interloom::demo {

namespace {

constexpr int kExitFailed = 1, kExitUsage = 2;

Status run_all(const std::string& server, const std::string& model, const std::vector<std::string>& parts) {
  ASSIGN_OR_RETURN(const auto client, client::Client::connect(server));
  ASSIGN_OR_RETURN(const ModelInfo info, client->describe(model));
  Terminal terminal;
  Demo demo{*client, terminal, model, {}};
  ASSIGN_OR_RETURN(demo.paths, find_paths(info));
  bool first = true;
  for (const std::string& part : parts) {
    if (!std::exchange(first, false)) std::printf("\n");
    RETURN_IF_ERROR(part == "lens" ? show_lens(demo) : part == "patch" ? show_patch(demo) : show_steer(demo));
  }
  return OkStatus();
}

int run(int argc, char** argv) {
  CLI::App app("Three remote jobs on a hosted model: a logit lens, an activation patch, a steered generation.", "interloom-demo");
  std::string server = "127.0.0.1:50051", model = "smollm2", part = "all";
  app.add_option("--server", server, "The server")->envname("INTERLOOM_SERVER")->type_name("HOST:PORT")->capture_default_str();
  app.add_option("--model", model, "The hosted model")->capture_default_str();
  app.add_option("part", part, "lens, patch, steer or all")
      ->check(CLI::IsMember({"lens", "patch", "steer", "all"}))
      ->capture_default_str();
  app.footer("Example:\n  interloom-demo --server 127.0.0.1:50051 --model smollm2 lens");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kExitUsage;
  }
  const std::vector<std::string> all = {"lens", "patch", "steer"};
  const Status status = run_all(server, model, part == "all" ? all : std::vector<std::string>{part});
  if (status.ok()) return 0;
  std::fflush(stdout);
  std::fprintf(stderr, "interloom-demo: %s\n", std::string(message_of(status)).c_str());
  return kExitFailed;
}

}  // namespace

}  // namespace interloom::demo

int main(int argc, char** argv) { return interloom::demo::run(argc, argv); }
