// A follower's place in a job's events. Threads: one at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <utility>

#include "server/scheduler/scheduler.h"

namespace interloom::api {

class EventCursor {
 public:
  EventCursor(std::unique_ptr<scheduler::Watcher> watcher, uint64_t from_seq)
      : watcher_(std::move(watcher)), next_seq_(from_seq == 0 ? 1 : from_seq) {}

  scheduler::Watcher& watcher() { return *watcher_; }

  // The next event; nothing: none yet, or ended().
  StatusOr<std::optional<scheduler::FeedEvent>> next() {
    constexpr size_t kBatch = 16;
    if (ready_.empty()) {
      ended_ = watcher_->feed().ended();  // before the read: what the read does not see is not lost
      ASSIGN_OR_RETURN(auto events, watcher_->feed().read(next_seq_, kBatch));
      for (auto& event : events) ready_.push_back(std::move(event));
    }
    if (ready_.empty()) return std::optional<scheduler::FeedEvent>();
    ended_ = false;
    std::optional<scheduler::FeedEvent> event = std::move(ready_.front());
    ready_.pop_front();
    next_seq_ = event->seq + 1;
    return event;
  }
  // next() gave nothing and nothing will come.
  bool ended() const { return ended_; }
  // An event is at hand.
  bool more() const { return !ready_.empty(); }

 private:
  std::unique_ptr<scheduler::Watcher> watcher_;
  uint64_t next_seq_;
  std::deque<scheduler::FeedEvent> ready_;
  bool ended_ = false;
};

}  // namespace interloom::api
