// What a follower of one job is sent, in order: its events from a number on, then (for Run) the frames of its result.
//
// Pulled one message at a time by the reactor that owns it; never blocks. Borrows scheduler and results.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "proto/translate.h"
#include "server/api/frame_stream.h"
#include "server/api/gateway.h"

namespace interloom::api {

class JobStream {
 public:
  struct Item {
    std::optional<proto::pb::JobEvent> event;
    std::optional<proto::pb::Frame> frame;
  };

  JobStream(const Services& services, std::unique_ptr<scheduler::Watcher> watcher, uint64_t from_seq, bool with_frames)
      : services_(services), watcher_(std::move(watcher)), next_seq_(from_seq == 0 ? 1 : from_seq), with_frames_(with_frames) {}

  void subscribe(std::function<void()> wake) { watcher_->subscribe(std::move(wake)); }
  const std::string& job_id() const { return watcher_->job_id(); }

  // The next message; nothing when there is none yet (wake comes) or, with done(), ever.
  StatusOr<std::optional<Item>> next();
  bool done() const { return done_; }

 private:
  StatusOr<std::optional<Item>> next_event();
  Status open_frames();

  const Services& services_;
  std::unique_ptr<scheduler::Watcher> watcher_;
  uint64_t next_seq_;
  const bool with_frames_;
  std::deque<scheduler::FeedEvent> pending_;
  bool events_done_ = false, done_ = false;
  uint64_t frames_to_come_ = 0;
  std::unique_ptr<FrameStream> frames_;
};

}  // namespace interloom::api
