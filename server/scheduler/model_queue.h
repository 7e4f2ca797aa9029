// The jobs that wait for one model, in the order in which they will run: higher priority first, then first come first served.
//
// Plain data; the scheduler's lock guards it. Jobs are named by pointers that it does not own.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>

namespace interloom::scheduler {

struct Job;

class ModelQueue {
 public:
  struct Key {
    int64_t rank = 0;     // minus the priority
    uint64_t order = 0;   // of acceptance; a job that is queued again keeps its own
    auto operator<=>(const Key&) const = default;
  };

  void push(int32_t priority, uint64_t order, Job* job) { jobs_.emplace(Key{-int64_t{priority}, order}, job); }
  void erase(int32_t priority, uint64_t order) { jobs_.erase(Key{-int64_t{priority}, order}); }
  Job* front() const { return jobs_.empty() ? nullptr : jobs_.begin()->second; }
  bool empty() const { return jobs_.empty(); }
  size_t size() const { return jobs_.size(); }

  // 1 is next; where a job with this key is or would be. O(1) at the end, O(position) elsewhere.
  size_t position(int32_t priority, uint64_t order) const {
    const Key key{-int64_t{priority}, order};
    if (jobs_.empty() || jobs_.rbegin()->first < key) return jobs_.size() + 1;
    if (jobs_.rbegin()->first == key) return jobs_.size();
    size_t position = 1;
    for (auto it = jobs_.begin(); it->first < key; ++it) ++position;
    return position;
  }

  auto begin() const { return jobs_.begin(); }
  auto end() const { return jobs_.end(); }

 private:
  std::map<Key, Job*> jobs_;
};

}  // namespace interloom::scheduler
