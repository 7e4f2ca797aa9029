// interloom-gateway: takes jobs from clients and gives them to workers; with --model it runs a worker of its own.
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <prometheus/exposer.h>
#include <string>
#include <thread>
#include <vector>

#include "common/clock.h"
#include "common/config.h"
#include "common/log.h"
#include "common/metrics.h"
#include "server/api/gateway.h"
#include "server/api/proto_event_codec.h"
#include "server/main/settings.h"
#include "server/results/directory_store.h"
#include "server/scheduler/scheduler.h"
#include "server/store/sqlite_job_store.h"
#include "server/supervisor/worker_process.h"

namespace interloom {
namespace {

namespace fs = std::filesystem;

// Holds DIR/lock for as long as it lives, so that two gateways never share a data folder.
class DataLock {
 public:
  static StatusOr<DataLock> take(const std::string& directory) {
    std::error_code error;
    fs::create_directories(directory, error);
    const std::string path = directory + "/lock";
    const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0) return make_status(StatusCode::kFailedPrecondition, "--data ", directory, ": ", std::strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
      close(fd);
      return make_status(StatusCode::kFailedPrecondition, "--data ", directory, " is in use by another gateway");
    }
    return DataLock(fd);
  }
  DataLock(DataLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  ~DataLock() {
    if (fd_ >= 0) close(fd_);
  }

 private:
  explicit DataLock(int fd) : fd_(fd) {}
  int fd_;
};

// Where the gateway's own worker dials in: the data folder, or a temporary one where that path is too long for a socket.
StatusOr<std::string> worker_socket(const std::string& data) {
  constexpr size_t kMaxSocketPath = 100;
  const std::string path = fs::absolute(data).lexically_normal().string() + "/worker.sock";
  if (path.size() <= kMaxSocketPath) return path;
  std::string name = fs::temp_directory_path().string() + "/interloom-XXXXXX";
  if (!mkdtemp(name.data())) return internal_error("mkdtemp ", name, ": ", std::strerror(errno));
  return name + "/worker.sock";
}

std::vector<std::string> worker_command(const Settings& settings, const std::string& address) {
  const fs::path self = fs::read_symlink("/proc/self/exe");
  std::vector<std::string> command = {(self.parent_path() / "interloom-worker").string(), "--connect", address, "--log-level", settings.log_level};
  for (const std::string& model : settings.models) command.insert(command.end(), {"--model", model});
  if (!settings.dtype.empty()) command.insert(command.end(), {"--dtype", settings.dtype});
  if (!settings.device.empty()) command.insert(command.end(), {"--device", settings.device});
  if (settings.threads > 0) command.insert(command.end(), {"--threads", std::to_string(settings.threads)});
  if (settings.log_json) command.push_back("--log-json");
  if (!settings.worker_secret_env.empty()) command.insert(command.end(), {"--secret-env", settings.worker_secret_env});
  return command;
}

std::vector<std::string> names_of(const std::vector<std::string>& models) {
  std::vector<std::string> names;
  for (const std::string& model : models) names.push_back(model.substr(0, model.find('=')));
  return names;
}

void say_ready(const Settings& settings, int port) {
  const std::string host = settings.listen.substr(0, settings.listen.rfind(':'));
  std::string models;
  for (const std::string& name : names_of(settings.models)) models += (models.empty() ? "" : ", ") + name;
  if (settings.ready_json) {
    std::printf("{\"ready\": true, \"address\": \"%s:%d\", \"pid\": %d}\n", host.c_str(), port, static_cast<int>(getpid()));
  } else {
    std::printf("interloom ready on %s:%d%s\n", host.c_str(), port, models.empty() ? "" : str_cat(" (models: ", models, ")").c_str());
  }
  std::fflush(stdout);
}

int fail(const Status& status) {
  std::fprintf(stderr, "interloom-gateway: %s\n", std::string(message_of(status)).c_str());
  return status.code() == StatusCode::kInvalidArgument ? 2 : 1;
}

// Removes results, parts and jobs that are older than their time to live.
void sweep(const Settings& settings, const Clock& clock, store::JobStore& jobs, results::FrameStore& frames, const Logger& logger) {
  constexpr uint32_t kBatch = 1000;
  const int64_t before = clock.unix_ms() - settings.ttl_seconds * 1000;
  const auto removed = jobs.remove_finished(before, kBatch);
  if (removed.ok())
    for (const std::string& id : *removed) (void)frames.remove(str_cat("results/", id));
  if (const Status status = frames.sweep(before); !status.ok()) logger.warn("sweep_failed", {{"error", message_of(status)}});
}

// Waits for SIGTERM or SIGINT, sweeping now and then.
void serve_until_signal(const sigset_t& signals, const std::function<void()>& sweep_now) {
  constexpr int kSweepSeconds = 60;
  while (true) {
    const timespec wait{kSweepSeconds, 0};
    if (sigtimedwait(&signals, nullptr, &wait) > 0) return;
    sweep_now();
  }
}

// Waits for the worker; a signal meanwhile ends the wait and the worker.
Status wait_ready(supervisor::WorkerProcess& worker, const sigset_t& signals) {
  std::jthread listener([&](const std::stop_token& stop) {
    const timespec tick{0, 100'000'000};
    while (!stop.stop_requested()) {
      if (sigtimedwait(&signals, nullptr, &tick) <= 0) continue;
      return worker.stop();
    }
  });
  return worker.wait_ready();
}

int serve(const Settings& settings) {
  sigset_t signals;  // taken by this thread alone, later
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);

  const StatusOr<LogLevel> level = parse_log_level(settings.log_level);
  if (!level.ok()) return fail(level.status());
  const Logger logger = Logger::to_stderr(*level, settings.log_json ? LogFormat::kJson : LogFormat::kLogfmt);
  const SystemClock clock;
  Metrics metrics;
  StatusOr<DataLock> lock = DataLock::take(settings.data);
  if (!lock.ok()) return fail(lock.status());
  auto jobs = store::open_sqlite_job_store(settings.data + "/jobs.db");
  if (!jobs.ok()) return fail(jobs.status());
  auto frames = results::open_directory_store({.directory = settings.data, .quota_bytes = settings.storage_quota_bytes});
  if (!frames.ok()) return fail(frames.status());

  scheduler::SchedulerOptions options;
  options.lease = std::chrono::milliseconds(settings.lease_ms);
  options.abandon_grace = std::chrono::milliseconds(settings.reconnect_grace_ms);
  options.max_queued = settings.max_queued;
  options.expected_models = names_of(settings.models);
  const api::ProtoEventCodec codec;
  scheduler::Scheduler scheduler(options, clock, **jobs, **frames, codec, metrics, logger);
  if (const Status status = scheduler.recover(); !status.ok()) return fail(status);

  api::GatewayOptions listen{.listen = settings.listen, .worker_listen = settings.worker_listen, .worker_secret = settings.worker_secret,
                             .version = INTERLOOM_VERSION, .max_part_bytes = settings.max_part_bytes,
                             .max_result_bytes = settings.max_result_bytes};
  std::string socket;
  if (!settings.models.empty() && settings.worker_listen.empty()) {
    StatusOr<std::string> path = worker_socket(settings.data);
    if (!path.ok()) return fail(path.status());
    socket = *path;
    listen.worker_listen = "unix:" + socket;
  }
  auto gateway = api::Gateway::start(listen, scheduler, **frames, clock, logger);
  if (!gateway.ok()) return fail(gateway.status());

  std::unique_ptr<prometheus::Exposer> exposer;
  if (!settings.metrics_listen.empty()) {
    exposer = std::make_unique<prometheus::Exposer>(settings.metrics_listen);
    exposer->RegisterCollectable(metrics.collectable());
  }
  std::unique_ptr<supervisor::WorkerProcess> worker;
  if (!settings.models.empty()) {
    supervisor::WorkerProcessOptions process;
    process.command = worker_command(settings, listen.worker_listen);
    worker = std::make_unique<supervisor::WorkerProcess>(process, logger);
    if (const Status status = wait_ready(*worker, signals); !status.ok()) return fail(status);
  }
  say_ready(settings, (*gateway)->port());
  serve_until_signal(signals, [&] { sweep(settings, clock, **jobs, **frames, logger); });
  logger.info("shutting_down");
  (*gateway)->shutdown(std::chrono::milliseconds(settings.drain_timeout_ms));
  if (worker) worker->stop();
  if (!socket.empty()) unlink(socket.c_str());
  return 0;
}

}  // namespace
}  // namespace interloom

int main(int argc, char** argv, char** environment) {
  interloom::StatusOr<interloom::Settings> settings = interloom::read_settings(argc, argv, environment);
  if (!settings.ok()) return interloom::fail(settings.status());
  if (settings->done) return settings->exit_code;
  return interloom::serve(*settings);
}
