// How long a queued job will wait, from how long jobs of its model ran before.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace interloom::scheduler {

// Mean of run times in which the newer count more.
class RunTimeAverage {
 public:
  void add(std::chrono::nanoseconds run) {
    const double ns = static_cast<double>(run.count());
    mean_ns_ = known_ ? mean_ns_ + kWeight * (ns - mean_ns_) : ns;
    known_ = true;
  }
  bool known() const { return known_; }
  std::chrono::nanoseconds mean() const { return std::chrono::nanoseconds(static_cast<int64_t>(mean_ns_)); }

 private:
  static constexpr double kWeight = 0.2;
  double mean_ns_ = 0;
  bool known_ = false;
};

// Waits of the first `count` positions. `busy`: how long each running job has run so far; `slots`: all slots, busy ones
// included. Empty when nothing is known (no run yet, or no slot).
std::vector<std::chrono::nanoseconds> estimate_waits(const RunTimeAverage& average, const std::vector<std::chrono::nanoseconds>& busy,
                                                     size_t slots, size_t count);

}  // namespace interloom::scheduler
