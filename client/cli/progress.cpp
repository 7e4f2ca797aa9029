#include "client/cli/progress.h"

#include <algorithm>
#include <cstdio>

namespace interloom::cli {

namespace {

constexpr auto kFrameTime = std::chrono::milliseconds(100);
constexpr auto kQuietTime = std::chrono::milliseconds(150);  // what is over sooner shows no spinner
constexpr int kBarCells = 24;

std::string bar(uint64_t done, uint64_t total, bool utf8) {
  const int filled =
      total == 0 ? kBarCells : static_cast<int>(static_cast<double>(done) / static_cast<double>(total) * kBarCells);
  std::string out;
  for (int i = 0; i < kBarCells; ++i) out += i < filled ? (utf8 ? "█" : "#") : (utf8 ? "░" : "-");
  return out;
}

std::string state_text(const StateEvent& event) {
  switch (event.state) {
    case JobState::kReceived:
      return "received";
    case JobState::kQueued: {
      std::string text = event.position == 0 ? "queued" : str_cat("queued, position ", event.position);
      if (event.estimate_ms != 0) text += str_cat(", about ", human_duration(event.estimate_ms));
      return text;
    }
    case JobState::kDispatched:
      return "handed to a worker";
    case JobState::kRunning:
      return "running";
    case JobState::kCompleted:
      return "completed";
    default:
      return std::string(job_state_name(event.state));
  }
}

}  // namespace

Progress::Progress(const Console& console) : console_(console), text_("connecting"), silent_(console.json) {
  if (!silent_ && console_.err_is_terminal) animation_ = std::jthread([this](std::stop_token stop) { animate(std::move(stop)); });
}

Progress::~Progress() { stop(); }

void Progress::job(const std::string& job_id) {
  const std::lock_guard lock(mutex_);
  job_id_ = job_id;
}

void Progress::state(const StateEvent& event) {
  const std::string text = state_text(event);
  set_text(text);
  if (!silent_ && !console_.err_is_terminal) std::fprintf(stderr, "job %s: %s\n", job_id_.c_str(), text.c_str());
}

void Progress::bytes(const char* what, uint64_t done, uint64_t total) {
  set_text(str_cat(what, " ", bar(done, total, console_.utf8), " ", human_bytes(done), " of ", human_bytes(total)));
}

void Progress::set_text(std::string text) {
  const std::lock_guard lock(mutex_);
  text_ = std::move(text);
}

void Progress::line(const std::string& text) {
  if (console_.json) return;
  const std::lock_guard lock(mutex_);
  wipe();
  std::fprintf(stderr, "%s\n", text.c_str());
}

void Progress::stop() {
  if (animation_.joinable()) {
    animation_.request_stop();
    animation_.join();
  }
  const std::lock_guard lock(mutex_);
  wipe();
  silent_ = true;
}

client::RunOptions Progress::options() {
  client::RunOptions options;
  options.on_job = [this](const std::string& job_id) { job(job_id); };
  options.on_state = [this](const StateEvent& event) { state(event); };
  options.on_log = [this](const std::string& text) { line(text.ends_with('\n') ? text.substr(0, text.size() - 1) : text); };
  options.on_upload = [this](uint64_t done, uint64_t total) { bytes("sending", done, total); };
  options.on_download = [this](uint64_t done, uint64_t total) { bytes("receiving", done, total); };
  return options;
}

void Progress::animate(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  auto wait = kQuietTime;
  for (int frame = 0; !changed_.wait_for(lock, stop, wait, [] { return false; }) && !stop.stop_requested(); ++frame) {
    draw(frame);
    wait = kFrameTime;
  }
}

// REQUIRES: mutex_ is held, as for wipe().
void Progress::draw(int frame) {
  constexpr const char* kBraille[] = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  constexpr const char* kAscii[] = {"|", "/", "-", "\\"};
  const char* spinner = console_.utf8 ? kBraille[frame % std::size(kBraille)] : kAscii[frame % std::size(kAscii)];
  const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started_);
  std::string text = str_cat(text_, "  ", human_duration(static_cast<uint64_t>(elapsed.count())));
  // A line that wraps cannot be wiped. Only a bar is not ASCII, and it has its own width.
  const auto room = static_cast<size_t>(std::max(console_.err_columns() - 4, kBarCells));
  const bool has_bar = text_.find("█") != text_.npos || text_.find("░") != text_.npos;
  if (!has_bar && text.size() > room) text.resize(room);
  std::fprintf(stderr, "\r\033[K%s %s", console_.err(Style::kCyan, spinner).c_str(), text.c_str());
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::wipe() {
  if (!std::exchange(drawn_, false)) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

}  // namespace interloom::cli
