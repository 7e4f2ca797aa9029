// Jobs.Watch: the events of a job from a number on.
#include <mutex>
#include <optional>
#include <utility>

#include "server/api/event_cursor.h"
#include "server/api/grpc_status.h"
#include "server/api/jobs_calls.h"

namespace interloom::api {
namespace {

class WatchCall final : public grpc::ServerWriteReactor<pb::JobEvent> {
 public:
  WatchCall(const Context& context, const pb::WatchRequest& request) {
    auto watcher = context.scheduler.watch(request.job_id());
    if (!watcher.ok()) {
      finished_ = true;
      Finish(to_grpc(watcher.status()));
      return;
    }
    std::lock_guard lock(mutex_);
    cursor_.emplace(*std::move(watcher), request.from_seq());
    cursor_->watcher().subscribe([this] {
      std::lock_guard wake_lock(mutex_);
      pump();
    });
    pump();
  }

  void OnWriteDone(bool ok) override {
    std::lock_guard lock(mutex_);
    writing_ = false;
    if (!ok) cancelled_ = true;
    pump();
  }

  void OnCancel() override {
    std::lock_guard lock(mutex_);
    cancelled_ = true;
    pump();
  }

  void OnDone() override {
    cursor_.reset();  // waits for a wake in progress
    delete this;
  }

 private:
  // REQUIRES: mutex_.
  void pump() {
    if (writing_ || finished_) return;
    if (cancelled_) return end(grpc::Status::CANCELLED);
    StatusOr<std::optional<scheduler::FeedEvent>> event = cursor_->next();
    if (!event.ok()) return end(to_grpc(event.status()));
    if (!*event) {
      if (cursor_->ended()) end(grpc::Status::OK);
      return;
    }
    if (!response_.ParseFromString(*(*event)->body)) return end(to_grpc(internal_error("a stored event is corrupt")));
    writing_ = true;
    grpc::WriteOptions options;
    if ((*event)->last) {
      finished_ = true;
      return StartWriteAndFinish(&response_, options, grpc::Status::OK);
    }
    if (cursor_->more()) options.set_buffer_hint();
    StartWrite(&response_, options);
  }

  void end(grpc::Status status) {
    finished_ = true;
    Finish(std::move(status));
  }

  std::mutex mutex_;
  std::optional<EventCursor> cursor_;
  pb::JobEvent response_;
  bool writing_ = false;
  bool finished_ = false;
  bool cancelled_ = false;
};

}  // namespace

grpc::ServerWriteReactor<pb::JobEvent>* start_watch(const Context& context, const pb::WatchRequest& request) {
  return new WatchCall(context, request);
}

}  // namespace interloom::api
