#include "server/api/job_stream.h"

namespace interloom::api {
namespace {
constexpr size_t kReadAhead = 16;  // events taken from the feed at a time
}

StatusOr<std::optional<JobStream::Item>> JobStream::next() {
  if (done_) return std::nullopt;
  if (!events_done_) return next_event();
  if (frames_to_come_ > 0 && !frames_) RETURN_IF_ERROR(open_frames());
  if (frames_) {
    ASSIGN_OR_RETURN(std::optional<proto::pb::Frame> frame, frames_->next());
    if (frame) return Item{.event = std::nullopt, .frame = std::move(frame)};
  }
  done_ = true;
  return std::nullopt;
}

StatusOr<std::optional<JobStream::Item>> JobStream::next_event() {
  if (pending_.empty()) {
    // Asked before reading: an event that comes in between is found by the next call, which its wake causes.
    const bool ended = watcher_->feed().ended();
    ASSIGN_OR_RETURN(std::vector<scheduler::FeedEvent> events, watcher_->feed().read(next_seq_, kReadAhead));
    if (events.empty()) {
      if (!ended) return std::nullopt;
      events_done_ = true;
      return next();
    }
    for (auto& event : events) pending_.push_back(std::move(event));
  }
  const scheduler::FeedEvent event = std::move(pending_.front());
  pending_.pop_front();
  next_seq_ = event.seq + 1;
  ASSIGN_OR_RETURN(proto::pb::JobEvent message, proto::parse_bytes<proto::pb::JobEvent>(*event.body, "stored event"));
  if (with_frames_ && message.has_result() && message.result().inline_frame_size() == 0)
    frames_to_come_ = message.result().frame_count();
  if (event.last) events_done_ = true;
  return Item{.event = std::move(message), .frame = std::nullopt};
}

Status JobStream::open_frames() {
  ASSIGN_OR_RETURN(const scheduler::JobView job, services_.scheduler.get(job_id()));
  ASSIGN_OR_RETURN(auto reader, services_.results.open(results::result_name(job_id(), job.record.attempt), 0));
  frames_ = std::make_unique<FrameStream>(std::move(reader));
  return OkStatus();
}

}  // namespace interloom::api
