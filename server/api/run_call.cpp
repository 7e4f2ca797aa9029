// Jobs.Run: submit, follow and receive in one stream.
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "server/api/event_cursor.h"
#include "server/api/grpc_status.h"
#include "server/api/jobs_calls.h"
#include "server/api/result_source.h"
#include "server/api/spec_check.h"

namespace interloom::api {
namespace {

class RunCall final : public grpc::ServerBidiReactor<pb::RunRequest, pb::RunResponse> {
 public:
  explicit RunCall(const Context& context) : context_(context) { StartRead(&request_); }

  void OnReadDone(bool ok) override {
    if (!ok) {  // the client says no more, or is gone: OnCancel tells the latter
      if (job_id_.empty()) refuse(invalid_argument("Run: the first message must have a spec"));
      return;
    }
    if (job_id_.empty()) {
      if (Status status = begin(); !status.ok()) return refuse(status);
    } else if (request_.has_spec()) {
      return refuse(invalid_argument("Run: a second spec in one stream"));
    } else if (request_.cancel()) {
      (void)context_.scheduler.cancel(job_id_, "cancelled by its client");
    }
    StartRead(&request_);
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
  Status begin() {
    if (!request_.has_spec()) return invalid_argument("Run: the first message must have a spec");
    ASSIGN_OR_RETURN(scheduler::Submission submission, check_spec(context_, request_.spec()));
    submission.attached = true;
    ASSIGN_OR_RETURN(const scheduler::Submitted submitted, context_.scheduler.submit(std::move(submission)));
    ASSIGN_OR_RETURN(auto watcher, context_.scheduler.watch(submitted.job_id));
    job_id_ = submitted.job_id;
    std::lock_guard lock(mutex_);
    cursor_.emplace(std::move(watcher), 1);
    cursor_->watcher().subscribe([this] {
      std::lock_guard wake_lock(mutex_);
      pump();
    });
    pump();
    return OkStatus();
  }

  void refuse(const Status& status) {
    std::lock_guard lock(mutex_);
    refused_ = status;
    pump();
  }

  // Starts the next write or the end, unless one is under way. REQUIRES: mutex_.
  void pump() {
    if (writing_ || finished_) return;
    if (cancelled_) return end(grpc::Status::CANCELLED);
    if (!refused_.ok()) return end(to_grpc(refused_));
    if (!cursor_) return;
    StatusOr<bool> filled = fill();
    if (!filled.ok()) return end(to_grpc(filled.status()));
    if (!*filled) return;
    writing_ = true;
    grpc::WriteOptions options;
    if (last_) {
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

  // Puts the next message into response_; false: nothing to send yet. Sets last_ with the stream's last one.
  StatusOr<bool> fill() {
    response_.Clear();
    if (!told_id_) {
      told_id_ = true;
      response_.set_job_id(job_id_);
      return true;
    }
    if (frames_) {
      ASSIGN_OR_RETURN(*response_.mutable_frame(), frames_->next());
      last_ = frames_->done();
      return true;
    }
    ASSIGN_OR_RETURN(const std::optional<scheduler::FeedEvent> event, cursor_->next());
    if (!event) {
      if (cursor_->ended()) return internal_error("job '", job_id_, "' has no final event");
      return false;
    }
    if (!response_.mutable_event()->ParseFromString(*event->body)) return internal_error("job '", job_id_, "': stored event is corrupt");
    if (event->kind == store::EventKind::kResult) {
      const pb::ResultHead& head = response_.event().result();
      has_frames_ = head.frame_count() > 0 && head.inline_frame().empty();
    }
    if (!event->last) return true;
    last_ = !has_frames_;
    if (has_frames_) {
      ASSIGN_OR_RETURN(ResultSource source, ResultSource::open(context_, job_id_, 0));
      frames_.emplace(std::move(source));
      last_ = frames_->done();
    }
    return true;
  }

  const Context& context_;
  pb::RunRequest request_;
  std::string job_id_;  // set once, by the reading side

  std::mutex mutex_;  // guards all below
  std::optional<EventCursor> cursor_;
  std::optional<ResultSource> frames_;
  pb::RunResponse response_;
  Status refused_;
  bool told_id_ = false;
  bool has_frames_ = false;
  bool last_ = false;
  bool writing_ = false;
  bool finished_ = false;
  bool cancelled_ = false;
};

}  // namespace

grpc::ServerBidiReactor<pb::RunRequest, pb::RunResponse>* start_run(const Context& context) { return new RunCall(context); }

}  // namespace interloom::api
