// interloom-worker: holds models and runs the jobs that a gateway sends.
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/log.h"
#include "worker/engine/engine.h"
#include "worker/link/link.h"

namespace interloom {
namespace {

struct Options {
  std::string connect, device = "cpu", dtype, worker_id, secret_env, log_level = "info";
  std::vector<std::string> models;
  int threads = 0;
  int parent_pid = 0;
  bool log_json = false;
};

void define(CLI::App& app, Options& o) {
  app.set_version_flag("--version", std::string("interloom-worker ") + INTERLOOM_VERSION);
  app.add_option("--connect", o.connect, "the gateway's worker address: HOST:PORT or unix:PATH")->required();
  app.add_option("--model", o.models, "NAME=DIR: host the Hugging Face directory DIR as NAME (repeatable)")->required();
  app.add_option("--dtype", o.dtype, "float32, bfloat16 or float16 (default: the checkpoint's own)");
  app.add_option("--device", o.device, "cpu (default) or cuda:N");
  app.add_option("--threads", o.threads, "intra-op threads (default: all cores)");
  app.add_option("--worker-id", o.worker_id, "name of this worker (default: host and process id)");
  app.add_option("--secret-env", o.secret_env, "environment variable that holds the secret shared with the gateway");
  app.add_option("--log-level", o.log_level, "debug, info, warn, error or off");
  app.add_flag("--log-json", o.log_json, "log JSON lines instead of logfmt");
  app.add_option("--parent-pid", o.parent_pid, "end when this process, which started the worker, ends");
  app.footer("Example: interloom-worker --connect unix:/run/interloom/worker.sock --model smollm2=build/models/smollm2");
}

std::string default_worker_id() {
  char host[256] = "worker";
  gethostname(host, sizeof host - 1);
  return str_cat(host, "-", getpid());
}

StatusOr<std::vector<std::unique_ptr<engine::Engine>>> load(const Options& o, const Logger& logger) {
  std::vector<std::unique_ptr<engine::Engine>> engines;
  for (const std::string& model : o.models) {
    const size_t equals = model.find('=');
    if (equals == std::string::npos || equals == 0) return invalid_argument("--model ", model, ": expected NAME=DIR");
    engine::EngineOptions options;
    options.name = model.substr(0, equals);
    options.directory = model.substr(equals + 1);
    options.dtype = o.dtype;
    options.device = o.device;
    options.threads = o.threads;
    StatusOr<std::unique_ptr<engine::Engine>> engine = engine::make_engine(options);
    if (!engine.ok()) return annotate(engine.status(), str_cat("model '", options.name, "'"));
    logger.info("model_loaded", {{"model", options.name}, {"class", (*engine)->info().class_name}});
    engines.push_back(*std::move(engine));
  }
  return engines;
}

// SIGTERM and SIGINT drain; a second one stops at once. Signals are blocked in every thread and taken by this one.
std::jthread handle_signals(const sigset_t& set, link::Link& link) {
  return std::jthread([set, &link](const std::stop_token& stop) {
    int seen = 0;
    while (!stop.stop_requested()) {
      const timespec tick{0, 200'000'000};
      if (sigtimedwait(&set, nullptr, &tick) <= 0) continue;
      if (seen++ == 0) link.drain();
      else link.stop();
    }
  });
}

int fail(const Status& status) {
  std::fprintf(stderr, "interloom-worker: %s\n", std::string(message_of(status)).c_str());
  return 1;
}

int run(const Options& o) {
  if (o.parent_pid != 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != o.parent_pid) return fail(make_status(StatusCode::kAborted, "the parent process is gone"));
  }
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  const StatusOr<LogLevel> level = parse_log_level(o.log_level);
  if (!level.ok()) return fail(level.status());
  const Logger logger = Logger::to_stderr(*level, o.log_json ? LogFormat::kJson : LogFormat::kLogfmt);
  StatusOr<std::vector<std::unique_ptr<engine::Engine>>> engines = load(o, logger);
  if (!engines.ok()) return fail(engines.status());

  link::LinkOptions options;
  options.address = o.connect;
  options.worker_id = o.worker_id.empty() ? default_worker_id() : o.worker_id;
  options.version = INTERLOOM_VERSION;
  if (!o.secret_env.empty()) {
    const char* secret = std::getenv(o.secret_env.c_str());
    if (!secret) return fail(invalid_argument("--secret-env: ", o.secret_env, " is not set"));
    options.secret = secret;
  }
  options.on_registered = [first = true, &options]() mutable {
    if (std::exchange(first, false)) {
      std::printf("interloom-worker ready: registered with %s\n", options.address.c_str());
      std::fflush(stdout);
    }
  };
  std::vector<engine::Engine*> borrowed;
  for (const auto& engine : *engines) borrowed.push_back(engine.get());
  link::Link link(options, borrowed, logger);
  const std::jthread signal_thread = handle_signals(signals, link);
  const Status end = link.run();
  return end.ok() ? 0 : fail(end);
}

}  // namespace
}  // namespace interloom

int main(int argc, char** argv) {
  CLI::App app{"interloom-worker: holds models and runs the jobs that a gateway sends"};
  interloom::Options options;
  interloom::define(app, options);
  CLI11_PARSE(app, argc, argv);
  return interloom::run(options);
}
