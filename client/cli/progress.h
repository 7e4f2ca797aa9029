// What a job is doing, on stderr: a spinner with the queue position and a bar for bytes on a terminal, else a line a state.
//
// Nothing at all with --json. A thread of its own redraws; the other functions are called from one thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "client/cli/console.h"
#include "client/cpp/client.h"

namespace interloom::cli {

class Progress {
 public:
  explicit Progress(const Console& console);
  ~Progress();  // wipes the spinner's line

  void job(const std::string& job_id);
  void state(const StateEvent& event);
  void bytes(const char* what, uint64_t done, uint64_t total);
  // Wipes the line and stays silent: output follows.
  void stop();
  // Prints a line above the spinner.
  void line(const std::string& text);

  // RunOptions with the callbacks that end here; on_log prints lines.
  client::RunOptions options();

 private:
  void animate(std::stop_token stop);
  void draw(int frame);
  void wipe();
  void set_text(std::string text);

  const Console& console_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::string text_;
  std::string job_id_;
  bool silent_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::jthread animation_;
};

}  // namespace interloom::cli
