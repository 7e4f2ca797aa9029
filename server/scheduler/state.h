// What the scheduler remembers of jobs, workers and models. Private to this folder; guarded by the scheduler's lock.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/scheduler/estimate.h"
#include "server/scheduler/model_queue.h"
#include "server/scheduler/scheduler.h"

namespace interloom::scheduler {

// An unfinished job. `record` is what the store has.
struct Job {
  store::JobRecord record;
  std::shared_ptr<const std::string> spec;  // null: large, read from the store for each attempt
  std::shared_ptr<EventFeed> feed;
  uint64_t order = 0;
  uint64_t session = 0;    // that works on it; 0: none
  bool delivered = false;  // more than states has been told: a lost worker ends it
  int watchers = 0;
  std::chrono::nanoseconds queued_at{0};
  std::chrono::nanoseconds started_at{0};  // of this attempt: dispatched, then RUNNING
  std::optional<std::chrono::nanoseconds> abandoned_at;
  Status stop_reason;  // not OK: the worker was told to stop
  std::chrono::nanoseconds stop_at{0};
  uint32_t told_position = 0;
  std::chrono::nanoseconds told_at{0};

  // Its end, when the store could not take it yet.
  struct Ending {
    store::Finish finish;
    std::vector<store::EventRecord> events;
  };
  std::optional<Ending> ending;
};

// A connected worker.
struct Session {
  uint64_t id = 0;
  WorkerInfo info;
  std::shared_ptr<WorkerPort> port;
  std::chrono::nanoseconds last_seen{0};
  bool leaving = false;                                     // gets no more work
  std::map<std::string, uint32_t, std::less<>> busy;        // slots in use, by model
  std::map<std::pair<std::string, uint32_t>, std::string> assigned;  // (job, attempt) → model, until it answers
};

struct ModelState {
  std::string name;
  bool expected = false;
  std::shared_ptr<const ModelInfo> info;
  ModelQueue queue;
  uint32_t running = 0;
  RunTimeAverage average;
  bool positions_changed = false;

  Counter submitted;
  Gauge queue_depth, running_now;
  Histogram queue_seconds, run_seconds;
};

// Specs above this size stay in the store until they are sent.
inline constexpr size_t kSpecInMemory = 64 << 10;

template <class... Contents>
std::vector<store::EventRecord> Scheduler::make_events(const Job& job, Contents... contents) const {
  std::vector<store::EventRecord> events;
  uint64_t seq = job.record.last_seq;
  (events.push_back(make_event(++seq, EventContent(std::move(contents)))), ...);
  return events;
}

class Scheduler::Locked {
 public:
  explicit Locked(Scheduler& scheduler) : scheduler_(scheduler), lock_(scheduler.mutex_) {}
  Locked(const Locked&) = delete;
  ~Locked() {
    std::vector<std::shared_ptr<EventFeed>> wake;
    wake.swap(scheduler_.to_wake_);
    lock_.unlock();
    for (const auto& feed : wake) feed->wake_all();
  }

 private:
  Scheduler& scheduler_;
  std::unique_lock<std::mutex> lock_;
};

}  // namespace interloom::scheduler
