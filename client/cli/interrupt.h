// Ctrl-C as a stop_token: the first asks the running job to end, the second ends the program at once.
#pragma once

#include <memory>
#include <stop_token>

namespace interloom::cli {

// Handles SIGINT and SIGTERM while it lives. One a process.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  std::stop_token token() const;
  bool happened() const { return token().stop_requested(); }

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace interloom::cli
