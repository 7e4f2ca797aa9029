// interloom serve: the gateway with its embedded workers, as one command.
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

#include "client/cli/commands.h"

namespace interloom::cli {

namespace {

constexpr const char* kServeHelp = R"(Host models on this machine: a gateway that starts its own workers.

Usage: interloom serve --model NAME=DIR... [--listen HOST:PORT] [--data DIR] [OPTION...]

  --model NAME=DIR     Host the model of a Hugging Face directory under this name; may be given several times
  --listen HOST:PORT   Where clients connect; port 0 picks one and the ready line says it
  --data DIR           Jobs and results are kept here

Prints one line when ready. All options go to interloom-gateway; `interloom-gateway --help` lists them.

Examples:
  interloom serve --listen 127.0.0.1:50051 --data ./data --model smollm2=build/models/smollm2
  interloom serve --listen 127.0.0.1:0 --data ./data --model a=DIR --model b=DIR
)";

// The folder that this very file lies in, links resolved. "" if the system does not say.
std::string own_folder() {
  char path[PATH_MAX];
  const ssize_t length = readlink("/proc/self/exe", path, sizeof(path));
  if (length <= 0) return "";
  const std::string_view full(path, static_cast<size_t>(length));
  return std::string(full.substr(0, full.rfind('/')));
}

}  // namespace

void add_serve(CLI::App& app) { app.add_subcommand("serve", "Host models on this machine"); }

int serve_main(int argc, char** argv, const Console& console) {
  std::vector<char*> arguments;
  for (int i = 0; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--help" || argument == "-h") {
      std::fputs(kServeHelp, stdout);
      return kExitOk;
    }
    arguments.push_back(argv[i]);
  }
  const std::string gateway = own_folder() + "/interloom-gateway";
  std::string program = gateway;
  arguments.insert(arguments.begin(), program.data());
  arguments.push_back(nullptr);
  execv(gateway.c_str(), arguments.data());
  const int error = errno;
  return console.fail(make_status(error == ENOENT ? StatusCode::kNotFound : StatusCode::kInternal, "cannot start ", gateway, ": ",
                                  std::strerror(error)));
}

}  // namespace interloom::cli
