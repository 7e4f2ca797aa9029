#include "server/api/result_source.h"

#include <optional>
#include <utility>

#include "proto/translate.h"

namespace interloom::api {

StatusOr<ResultSource> ResultSource::open(const Context& context, const std::string& job_id, uint64_t from_frame) {
  ASSIGN_OR_RETURN(const store::JobRecord job, context.store.get(job_id));
  if (!is_final(job.state)) {
    return make_status(StatusCode::kFailedPrecondition, "job '", job_id, "' is ", job_state_name(job.state),
                       "; its result is there when it has COMPLETED");
  }
  ResultSource source;
  source.next_ = from_frame;
  if (job.result_frames > 0) {
    auto reader = context.results.open(results::result_name(job_id, job.attempt), from_frame);
    if (reader.status().code() == StatusCode::kNotFound)
      return make_status(StatusCode::kNotFound, "the result of job '", job_id, "' has expired");
    RETURN_IF_ERROR(annotate(reader.status(), str_cat("the result of job '", job_id, "'")));
    source.reader_ = *std::move(reader);
    source.count_ = source.reader_->info().frames;
    return source;
  }
  ASSIGN_OR_RETURN(const std::optional<store::EventRecord> event, context.store.last_event(job_id, store::EventKind::kResult));
  if (!event) {
    return make_status(StatusCode::kFailedPrecondition, "job '", job_id, "' ended ", job_state_name(job.state), " without a result");
  }
  ASSIGN_OR_RETURN(interloom::v1::JobEvent parsed, proto::parse_bytes<interloom::v1::JobEvent>(event->body, "stored result"));
  source.head_ = std::move(*parsed.mutable_result());
  source.count_ = static_cast<uint64_t>(source.head_.inline_frame_size());
  if (from_frame > source.count_) {
    return invalid_argument("the result of job '", job_id, "': frame ", from_frame, " is beyond the end: there are ", source.count_);
  }
  return source;
}

StatusOr<interloom::v1::Frame> ResultSource::next() {
  if (reader_ == nullptr) return std::move(*head_.mutable_inline_frame(static_cast<int>(next_++)));
  ++next_;
  ASSIGN_OR_RETURN(Frame frame, reader_->next());
  return proto::to_proto(std::move(frame));
}

}  // namespace interloom::api
