// The events of one job for those who follow it.
//
// A follower keeps only the number of the next event it wants and reads from there; nothing is queued for it, so a slow one
// costs nothing. The newest events are held in memory, older ones come from the store.
//
// Threads: any. wake callbacks run one at a time, without the scheduler's lock; they may call read() but not subscribe() or
// unsubscribe(). Ownership: shared by the scheduler and the followers; borrows the store.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "common/status.h"
#include "server/store/job_store.h"

namespace interloom::scheduler {

struct FeedEvent {
  uint64_t seq = 0;
  store::EventKind kind = store::EventKind::kState;
  bool last = false;                        // the job's final event
  std::shared_ptr<const std::string> body;  // as EventCodec made it
};

class EventFeed {
 public:
  static constexpr size_t kTailEvents = 256;
  static constexpr size_t kTailBytes = 256 << 10;

  // `last_seq`: of the newest event in the store. `ended`: that one is final.
  EventFeed(std::string job_id, store::JobStore& store, uint64_t last_seq, bool ended);

  // Events from `from_seq` on (0 counts as 1). None: nothing new yet, or the end was passed (ended()). Status: interrupt()'s, the store's.
  StatusOr<std::vector<FeedEvent>> read(uint64_t from_seq, size_t max_count);
  bool ended() const;
  uint64_t last_seq() const;

  // `wake` is called after there is something new, until unsubscribe(), which waits for a call in progress.
  int subscribe(std::function<void()> wake);
  void unsubscribe(int id);

  // For the scheduler. Events are in the store already. wake_all() goes without its lock.
  void append(std::vector<store::EventRecord> events, bool last);
  // From now on read() returns this status.
  void interrupt(Status status);
  void wake_all();

 private:
  const std::string job_id_;
  store::JobStore& store_;

  mutable std::mutex mutex_;
  std::deque<FeedEvent> tail_;
  size_t tail_bytes_ = 0;
  uint64_t last_seq_;
  bool ended_;
  Status interrupted_;

  std::mutex subscribers_mutex_;  // before mutex_
  std::vector<std::pair<int, std::function<void()>>> subscribers_;
  int next_subscriber_ = 0;
};

}  // namespace interloom::scheduler
