#include "server/scheduler/event_feed.h"

#include <algorithm>
#include <utility>

namespace interloom::scheduler {

EventFeed::EventFeed(std::string job_id, store::JobStore& store, uint64_t last_seq, bool ended)
    : job_id_(std::move(job_id)), store_(store), last_seq_(last_seq), ended_(ended) {}

StatusOr<std::vector<FeedEvent>> EventFeed::read(uint64_t from_seq, size_t max_count) {
  from_seq = std::max<uint64_t>(from_seq, 1);
  std::vector<FeedEvent> out;
  std::unique_lock lock(mutex_);
  RETURN_IF_ERROR(interrupted_);
  if (from_seq > last_seq_) return out;
  const uint64_t tail_first = tail_.empty() ? last_seq_ + 1 : tail_.front().seq;
  if (from_seq >= tail_first) {
    for (size_t i = from_seq - tail_first; i < tail_.size() && out.size() < max_count; ++i) out.push_back(tail_[i]);
    return out;
  }
  const uint64_t last_seq = last_seq_;
  const bool ended = ended_;
  lock.unlock();
  ASSIGN_OR_RETURN(std::vector<store::EventRecord> stored, store_.events(job_id_, from_seq, max_count, kTailBytes));
  if (stored.empty() || stored.front().seq != from_seq)
    return make_status(StatusCode::kDataLoss, "job '", job_id_, "': event ", from_seq, " is not stored any more");
  for (store::EventRecord& event : stored) {
    const bool last = ended && event.seq == last_seq;
    out.push_back({event.seq, event.kind, last, std::make_shared<const std::string>(std::move(event.body))});
  }
  // What was stored after the look at `ended` may hold the final event: it is read again, then known as such.
  while (!out.empty() && out.back().seq > last_seq) out.pop_back();
  return out;
}

bool EventFeed::ended() const {
  std::lock_guard lock(mutex_);
  return ended_;
}

uint64_t EventFeed::last_seq() const {
  std::lock_guard lock(mutex_);
  return last_seq_;
}

int EventFeed::subscribe(std::function<void()> wake) {
  std::lock_guard lock(subscribers_mutex_);
  subscribers_.emplace_back(next_subscriber_, std::move(wake));
  return next_subscriber_++;
}

void EventFeed::unsubscribe(int id) {
  std::lock_guard lock(subscribers_mutex_);
  std::erase_if(subscribers_, [id](const auto& entry) { return entry.first == id; });
}

void EventFeed::append(std::vector<store::EventRecord> events, bool last) {
  std::lock_guard lock(mutex_);
  for (store::EventRecord& event : events) {
    const bool final_event = last && &event == &events.back();
    tail_bytes_ += event.body.size();
    last_seq_ = event.seq;
    tail_.push_back({event.seq, event.kind, final_event, std::make_shared<const std::string>(std::move(event.body))});
  }
  ended_ = ended_ || last;
  while (tail_.size() > kTailEvents || (tail_bytes_ > kTailBytes && tail_.size() > 1)) {
    tail_bytes_ -= tail_.front().body->size();
    tail_.pop_front();
  }
}

void EventFeed::interrupt(Status status) {
  std::lock_guard lock(mutex_);
  if (interrupted_.ok() && !ended_) interrupted_ = std::move(status);
}

void EventFeed::wake_all() {
  std::lock_guard lock(subscribers_mutex_);
  for (const auto& [id, wake] : subscribers_) wake();
}

}  // namespace interloom::scheduler
