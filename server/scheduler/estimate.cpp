#include "server/scheduler/estimate.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace interloom::scheduler {

std::vector<std::chrono::nanoseconds> estimate_waits(const RunTimeAverage& average, const std::vector<std::chrono::nanoseconds>& busy,
                                                     size_t slots, size_t count) {
  using std::chrono::nanoseconds;
  std::vector<nanoseconds> waits;
  if (!average.known() || slots == 0) return waits;
  std::priority_queue<nanoseconds, std::vector<nanoseconds>, std::greater<>> free_at;
  for (const nanoseconds ran : busy) free_at.push(std::max(average.mean() - ran, nanoseconds(0)));
  while (free_at.size() < slots) free_at.push(nanoseconds(0));
  waits.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    const nanoseconds start = free_at.top();
    free_at.pop();
    free_at.push(start + average.mean());
    waits.push_back(start);
  }
  return waits;
}

}  // namespace interloom::scheduler
