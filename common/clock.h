// Time, injected: SystemClock in programs, ManualClock in tests. Any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace interloom {

class Clock {
 public:
  virtual ~Clock() = default;
  // Never goes back; from an arbitrary start.
  virtual std::chrono::nanoseconds monotonic() const = 0;
  virtual int64_t unix_ms() const = 0;
};

class SystemClock final : public Clock {
 public:
  std::chrono::nanoseconds monotonic() const override { return std::chrono::steady_clock::now().time_since_epoch(); }
  int64_t unix_ms() const override {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  }
};

// Stands still until advanced.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(int64_t unix_ms = 1'700'000'000'000) : start_unix_ms_(unix_ms) {}
  std::chrono::nanoseconds monotonic() const override { return std::chrono::nanoseconds(elapsed_ns_.load()); }
  int64_t unix_ms() const override { return start_unix_ms_ + elapsed_ns_.load() / 1'000'000; }
  void advance(std::chrono::nanoseconds by) { elapsed_ns_ += by.count(); }

 private:
  const int64_t start_unix_ms_;
  std::atomic<int64_t> elapsed_ns_{0};
};

}  // namespace interloom
