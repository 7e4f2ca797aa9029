#include "client/cli/interrupt.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace interloom::cli {

namespace {

constexpr int kInterruptedExit = 130;
// A signal handler reaches nothing else.
std::atomic<int> write_end{-1};
std::atomic<int> signals{0};

void on_signal(int) {
  if (signals.fetch_add(1) > 0) _exit(kInterruptedExit);
  const char byte = 1;
  [[maybe_unused]] const ssize_t written = write(write_end.load(), &byte, 1);
}

}  // namespace

struct Interrupt::State {
  int pipe_ends[2] = {-1, -1};
  std::stop_source source;
  std::thread waiter;
  struct sigaction old_int {
  }, old_term{};
};

Interrupt::Interrupt() : state_(std::make_unique<State>()) {
  if (pipe2(state_->pipe_ends, O_CLOEXEC) != 0) return;  // without descriptors left, Ctrl-C keeps its default
  write_end = state_->pipe_ends[1];
  signals = 0;
  state_->waiter = std::thread([state = state_.get()] {
    char byte = 0;
    while (read(state->pipe_ends[0], &byte, 1) == 1)
      if (byte == 1)
        state->source.request_stop();
      else
        return;
  });
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, &state_->old_int);
  sigaction(SIGTERM, &action, &state_->old_term);
}

Interrupt::~Interrupt() {
  if (!state_->waiter.joinable()) return;
  sigaction(SIGINT, &state_->old_int, nullptr);
  sigaction(SIGTERM, &state_->old_term, nullptr);
  const char end = 0;
  [[maybe_unused]] const ssize_t written = write(state_->pipe_ends[1], &end, 1);
  state_->waiter.join();
  close(state_->pipe_ends[0]);
  close(state_->pipe_ends[1]);
}

std::stop_token Interrupt::token() const { return state_->source.get_token(); }

}  // namespace interloom::cli
