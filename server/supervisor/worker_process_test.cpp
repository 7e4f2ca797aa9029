#include "server/supervisor/worker_process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <thread>

namespace interloom::supervisor {
namespace {

// A worker that is a shell script; "$0 $@" are the arguments that the supervisor appends.
WorkerProcessOptions script(const std::string& text) {
  WorkerProcessOptions options;
  options.command = {"/bin/sh", "-c", text, "worker"};
  options.min_backoff = std::chrono::milliseconds(1);
  options.stop_timeout = std::chrono::milliseconds(200);
  return options;
}

TEST(WorkerProcess, IsReadyWhenItSaysSo) {
  WorkerProcess process(script("echo starting; echo now ready; exec sleep 60"), Logger());
  EXPECT_TRUE(process.wait_ready().ok());
  const auto pid = process.pid();
  ASSERT_TRUE(pid.has_value());
  process.stop();
  EXPECT_FALSE(process.pid().has_value());
  EXPECT_EQ(kill(*pid, 0), -1);
}

TEST(WorkerProcess, GivesTheChildItsParentsPid) {
  WorkerProcess process(script("[ \"$2\" = " + std::to_string(getpid()) + " ] && echo ready; exec sleep 60"), Logger());
  EXPECT_TRUE(process.wait_ready().ok());
}

TEST(WorkerProcess, AFirstStartThatFailsIsReportedWithItsExit) {
  WorkerProcess process(script("exit 7"), Logger());
  const Status status = process.wait_ready();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(message_of(status)), testing::HasSubstr("exit code 7"));
}

TEST(WorkerProcess, AProgramThatIsNotThereIsNamed) {
  WorkerProcessOptions options;
  options.command = {"/nonexistent/interloom-worker"};
  WorkerProcess process(options, Logger());
  EXPECT_THAT(std::string(message_of(process.wait_ready())), testing::HasSubstr("/nonexistent/interloom-worker"));
}

TEST(WorkerProcess, IsStartedAgainWhenItDies) {
  WorkerProcess process(script("echo ready; exec sleep 60"), Logger());
  ASSERT_TRUE(process.wait_ready().ok());
  const pid_t first = *process.pid();
  kill(first, SIGKILL);
  for (int i = 0; i < 2000 && (!process.pid() || *process.pid() == first); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  ASSERT_TRUE(process.pid().has_value());
  EXPECT_NE(*process.pid(), first);
}

TEST(WorkerProcess, AChildThatIgnoresSigtermIsKilled) {
  WorkerProcess process(script("trap '' TERM; echo ready; while :; do sleep 0.05; done"), Logger());
  ASSERT_TRUE(process.wait_ready().ok());
  process.stop();
  EXPECT_FALSE(process.pid().has_value());
}

TEST(WorkerProcess, StopWhileStartingWakesWhoWaits) {
  WorkerProcess process(script("exec sleep 60"), Logger());
  std::thread stopper([&] { process.stop(); });
  EXPECT_FALSE(process.wait_ready().ok());
  stopper.join();
}

}  // namespace
}  // namespace interloom::supervisor
