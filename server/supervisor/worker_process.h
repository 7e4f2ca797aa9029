// Keeps one child process running: a worker of the gateway's own.
//
// The child starts in a process group of its own with no signal blocked, so that Ctrl-C reaches the gateway alone and the
// gateway ends the child in order. Its stderr is the gateway's; its stdout is read for the line that says it is ready. A
// child that ends is started again, after a wait that doubles while it keeps ending early. The child is told its parent's
// pid (--parent-pid) and ends itself when the parent dies; the thread that starts it lives as long as this object.
// Threads: any; the destructor stops the child.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "common/log.h"
#include "common/status.h"

namespace interloom::supervisor {

struct WorkerProcessOptions {
  std::vector<std::string> command;  // program and arguments; --parent-pid PID is appended
  std::string ready_word = "ready";  // a stdout line with it says that the child is ready
  std::chrono::milliseconds min_backoff{200}, max_backoff{10'000};
  std::chrono::milliseconds stop_timeout{15'000};  // between SIGTERM and SIGKILL
};

class WorkerProcess {
 public:
  WorkerProcess(WorkerProcessOptions options, Logger logger);
  ~WorkerProcess();

  // Until the first child is ready. kFailedPrecondition when it ended before, naming program and exit; kCancelled after
  // stop().
  Status wait_ready();
  // Ends the child: SIGTERM, later SIGKILL. Returns when it has gone.
  void stop();
  std::optional<pid_t> pid() const;

 private:
  void supervise();
  StatusOr<pid_t> spawn(int* stdout_fd);
  void read_until_end(int stdout_fd);
  bool pause(std::chrono::milliseconds wait);

  const WorkerProcessOptions options_;
  const Logger logger_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  pid_t pid_ = 0;  // 0: none
  bool stopping_ = false, ready_ = false, was_ready_ = false;
  Status failed_;
  std::thread thread_;
};

// "exit code 1", "signal 9 (Killed)": what a wait status says.
std::string describe_exit(int wait_status);

}  // namespace interloom::supervisor
