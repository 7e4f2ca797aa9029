#include "server/supervisor/worker_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <utility>

extern char** environ;

namespace interloom::supervisor {

std::string describe_exit(int wait_status) {
  if (WIFSIGNALED(wait_status)) return str_cat("signal ", WTERMSIG(wait_status), " (", strsignal(WTERMSIG(wait_status)), ")");
  return str_cat("exit code ", WEXITSTATUS(wait_status));
}

WorkerProcess::WorkerProcess(WorkerProcessOptions options, Logger logger)
    : options_(std::move(options)), logger_(std::move(logger)), thread_([this] { supervise(); }) {}

WorkerProcess::~WorkerProcess() {
  stop();
  thread_.join();
}

Status WorkerProcess::wait_ready() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return was_ready_ || !failed_.ok() || stopping_; });
  if (was_ready_) return OkStatus();
  return failed_.ok() ? make_status(StatusCode::kCancelled, "stopped") : failed_;
}

std::optional<pid_t> WorkerProcess::pid() const {
  const std::lock_guard lock(mutex_);
  return pid_ > 0 ? std::optional<pid_t>(pid_) : std::nullopt;
}

void WorkerProcess::stop() {
  std::unique_lock lock(mutex_);
  stopping_ = true;
  changed_.notify_all();
  if (pid_ > 0) kill(pid_, SIGTERM);
  if (!changed_.wait_for(lock, options_.stop_timeout, [&] { return pid_ == 0; })) {
    logger_.warn("worker_killed", {{"pid", int64_t{pid_}}});
    kill(pid_, SIGKILL);
    changed_.wait(lock, [&] { return pid_ == 0; });
  }
}

void WorkerProcess::supervise() {
  auto backoff = options_.min_backoff;
  while (true) {
    int stdout_fd = -1;
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
      const StatusOr<pid_t> started = spawn(&stdout_fd);
      if (started.ok()) {
        pid_ = *started;
        ready_ = false;
      } else if (!was_ready_) {
        failed_ = started.status();
        changed_.notify_all();
        return;
      }
    }
    if (stdout_fd >= 0) {
      read_until_end(stdout_fd);
      close(stdout_fd);
      int wait_status = 0;
      // The pid stays taken until it is waited for, so stop() cannot signal a stranger.
      siginfo_t info{};
      waitid(P_PID, pid_, &info, WEXITED | WNOWAIT);
      const std::lock_guard lock(mutex_);
      waitpid(pid_, &wait_status, 0);
      pid_ = 0;
      const std::string exit = describe_exit(wait_status);
      if (!was_ready_) failed_ = make_status(StatusCode::kFailedPrecondition, options_.command[0], " ended with ", exit, " before it was ready");
      changed_.notify_all();
      if (stopping_ || !was_ready_) return;
      logger_.warn("worker_ended", {{"how", exit}});
      backoff = ready_ ? options_.min_backoff : std::min(backoff * 2, options_.max_backoff);
    }
    if (!pause(backoff)) return;
  }
}

bool WorkerProcess::pause(std::chrono::milliseconds wait) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, wait, [&] { return stopping_; });
}

StatusOr<pid_t> WorkerProcess::spawn(int* stdout_fd) {
  int pipe_fds[2];
  if (pipe2(pipe_fds, O_CLOEXEC) != 0) return internal_error("pipe: ", std::strerror(errno));
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_fds[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);

  std::vector<std::string> words = options_.command;
  words.push_back("--parent-pid");
  words.push_back(std::to_string(getpid()));
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t pid = 0;
  const int error = posix_spawn(&pid, argv[0], &actions, &attributes, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  close(pipe_fds[1]);
  if (error != 0) {
    close(pipe_fds[0]);
    return make_status(StatusCode::kFailedPrecondition, words[0], " cannot be started: ", std::strerror(error));
  }
  *stdout_fd = pipe_fds[0];
  return pid;
}

void WorkerProcess::read_until_end(int stdout_fd) {
  constexpr size_t kMaxLine = 4096;
  std::string line;
  char buffer[512];
  for (ssize_t n; (n = read(stdout_fd, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR);) {
    for (ssize_t i = 0; i < n; ++i) {
      if (buffer[i] != '\n') {
        if (line.size() < kMaxLine) line += buffer[i];
        continue;
      }
      if (line.find(options_.ready_word) != std::string::npos) {
        const std::lock_guard lock(mutex_);
        ready_ = was_ready_ = true;
        changed_.notify_all();
      }
      line.clear();
    }
  }
}

}  // namespace interloom::supervisor
