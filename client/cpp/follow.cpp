#include "client/cpp/follow.h"

#include <utility>

#include "proto/translate.h"

namespace interloom::client {

namespace {

uint64_t ms_between(std::chrono::steady_clock::time_point from, std::chrono::steady_clock::time_point to) {
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count());
}

// Ends a stream that is not read to its end.
template <class Stream>
Status abandon(CallContext& context, Stream& stream, const Status& why) {
  context.get()->TryCancel();
  (void)stream.Finish();
  return why;
}

Status ended_early(std::string_view what) { return make_status(StatusCode::kUnavailable, "the server ended ", what, " early"); }

// Whether a value names only tensors that travel beside it.
bool tensors_exist(const WireValue& value, size_t tensors) {
  const auto each = [&](const auto& items) {
    for (const auto& item : items)
      if (!tensors_exist(item, tensors)) return false;
    return true;
  };
  if (const auto* tensor = std::get_if<WireTensor>(&value.kind)) return tensor->index < tensors;
  if (const auto* list = std::get_if<WireList>(&value.kind)) return each(list->items);
  if (const auto* tuple = std::get_if<WireTuple>(&value.kind)) return each(tuple->items);
  if (const auto* dict = std::get_if<WireDict>(&value.kind)) {
    for (const auto& [key, entry] : dict->items)
      if (!tensors_exist(key, tensors) || !tensors_exist(entry, tensors)) return false;
  }
  if (const auto* record = std::get_if<WireRecord>(&value.kind)) {
    for (const auto& [name, field] : record->fields)
      if (!tensors_exist(field, tensors)) return false;
  }
  return true;
}

}  // namespace

JobFollower::JobFollower(const Connection& connection, const RunOptions& options) : connection_(connection), options_(options) {}

StatusOr<JobResult> JobFollower::run(const pb::JobSpec& spec, Patience& patience) {
  const Status followed = follow(&spec, patience);
  if (!followed.ok()) {
    const bool gave_up = patience.stopped() || patience.expired();
    if (!gave_up) return followed;
    RETURN_IF_ERROR(cancel_and_wait(spec, followed));
    if (final_->state == JobState::kCancelled) final_->status = followed;
  }
  return take_result();
}

StatusOr<JobResult> JobFollower::wait(std::string job_id, Patience& patience) {
  job_id_ = std::move(job_id);
  RETURN_IF_ERROR(follow(nullptr, patience));
  return take_result();
}

Status JobFollower::follow(const pb::JobSpec* spec, Patience& patience) {
  while (!complete()) {
    const Status status = one_stream(spec, patience);
    if (complete()) break;
    // What a failed job had saved is a courtesy: when it cannot be fetched, the failure is still the answer.
    if (final_ && !final_->status.ok() && status.code() == StatusCode::kFailedPrecondition) {
      assembler_.reset();
      value_ = WireValue{WireDict{}};
      break;
    }
    RETURN_IF_ERROR(patience.retry_after(status.ok() ? ended_early("a stream") : status));
  }
  return OkStatus();
}

Status JobFollower::one_stream(const pb::JobSpec* spec, Patience& patience) {
  if (job_id_.empty()) return stream_run(*spec, patience);
  return final_ ? stream_fetch(patience) : stream_watch(patience);
}

Status JobFollower::stream_run(const pb::JobSpec& spec, Patience& patience) {
  CallContext context(patience, 0);
  const auto stream = connection_.jobs->Run(context.get());
  pb::RunRequest request;
  *request.mutable_spec() = spec;
  pb::RunResponse response;
  sent_ = true;  // a write that is cut short may have arrived
  if (stream->Write(request)) {
    while (stream->Read(&response))
      if (const Status status = on_response(std::move(response), patience); !status.ok())
        return abandon(context, *stream, status);
    stream->WritesDone();
  }
  return from_grpc(stream->Finish(), connection_.address);
}

Status JobFollower::stream_watch(Patience& patience) {
  CallContext context(patience, 0);
  pb::WatchRequest request;
  request.set_job_id(job_id_);
  request.set_from_seq(last_seq_ + 1);
  const auto stream = connection_.jobs->Watch(context.get(), request);
  pb::JobEvent event;
  while (stream->Read(&event))
    if (const Status status = on_event(std::move(event), patience); !status.ok()) return abandon(context, *stream, status);
  RETURN_IF_ERROR(from_grpc(stream->Finish(), connection_.address));
  return final_ ? OkStatus() : ended_early("the job's events");
}

Status JobFollower::stream_fetch(Patience& patience) {
  CallContext context(patience, 0);
  pb::FetchRequest request;
  request.set_job_id(job_id_);
  request.set_from_frame(assembler_->frames_added());
  const auto stream = connection_.jobs->Fetch(context.get(), request);
  pb::FetchResponse response;
  while (stream->Read(&response))
    for (pb::Frame& frame : *response.mutable_frame())
      if (const Status status = on_frame(std::move(frame), patience); !status.ok()) return abandon(context, *stream, status);
  RETURN_IF_ERROR(from_grpc(stream->Finish(), connection_.address));
  return has_all_frames() ? OkStatus() : ended_early("the result's frames");
}

Status JobFollower::on_response(pb::RunResponse&& response, Patience& patience) {
  switch (response.kind_case()) {
    case pb::RunResponse::kJobId:
      job_id_ = response.job_id();
      patience.made_progress();
      if (options_.on_job) options_.on_job(job_id_);
      return OkStatus();
    case pb::RunResponse::kEvent:
      return on_event(std::move(*response.mutable_event()), patience);
    case pb::RunResponse::kFrame:
      return on_frame(std::move(*response.mutable_frame()), patience);
    default:
      return OkStatus();  // of a newer server
  }
}

Status JobFollower::on_event(pb::JobEvent&& message, Patience& patience) {
  if (message.seq() <= last_seq_) return OkStatus();
  if (message.seq() != last_seq_ + 1)
    return make_status(StatusCode::kDataLoss, "job ", job_id_, ": event ", message.seq(), " follows event ", last_seq_);
  ASSIGN_OR_RETURN(JobEvent event, proto::from_proto(std::move(message)));
  last_seq_ = event.seq;
  patience.made_progress();
  report(event);
  if (auto* result = std::get_if<ResultEvent>(&event.kind)) return on_head(std::move(result->head));
  if (const auto* state = std::get_if<StateEvent>(&event.kind)) note_state(*state);
  return OkStatus();
}

Status JobFollower::on_head(ResultHead head) {
  if (!tensors_exist(head.value, head.tensors.size()))
    return internal_error("job ", job_id_, ": the result names a tensor that does not come with it");
  bytes_total_ = 0;
  for (const TensorMeta& meta : head.tensors) {
    ASSIGN_OR_RETURN(const uint64_t nbytes, meta.checked_nbytes());
    bytes_total_ += nbytes;
  }
  auto assembler = FrameAssembler::create(std::move(head.tensors), connection_.options.max_result_bytes);
  if (!assembler.ok()) return annotate(assembler.status(), str_cat("result of job ", job_id_));
  assembler_ = *std::move(assembler);
  value_ = std::move(head.value);
  frame_count_ = head.frame_count;
  for (const Frame& frame : head.inline_frames) {
    // A bad frame inside an event cannot be asked for again on its own, but Fetch has it.
    if (!assembler_->add(frame).ok()) break;
    bytes_done_ += frame.raw_size;
  }
  return OkStatus();
}

Status JobFollower::on_frame(pb::Frame&& message, Patience& patience) {
  if (!assembler_) return make_status(StatusCode::kDataLoss, "job ", job_id_, ": a frame came before the result's head");
  ASSIGN_OR_RETURN(const Frame frame, proto::from_proto(std::move(message)));
  RETURN_IF_ERROR(assembler_->add(frame));
  bytes_done_ += frame.raw_size;
  patience.made_progress();
  if (options_.on_download) options_.on_download(bytes_done_, bytes_total_);
  return OkStatus();
}

void JobFollower::report(const JobEvent& event) {
  if (event.seq < options_.from_seq) return;
  if (options_.on_event) options_.on_event(event);
  if (const auto* state = std::get_if<StateEvent>(&event.kind); state && options_.on_state) options_.on_state(*state);
  if (const auto* log = std::get_if<LogEvent>(&event.kind); log && options_.on_log) options_.on_log(log->text);
  if (const auto* tokens = std::get_if<TokensEvent>(&event.kind); tokens && options_.on_tokens) options_.on_tokens(*tokens);
}

void JobFollower::note_state(const StateEvent& event) {
  const auto now = Clock::now();
  if (event.state == JobState::kRunning && !running_since_) {
    running_since_ = now;
    timings_.queued_ms = ms_between(started_, now);
  }
  if (!is_final(event.state)) return;
  if (running_since_) timings_.running_ms = ms_between(*running_since_, now);
  final_ = event;
  if (event.state != JobState::kCompleted && event.status.ok())
    final_->status = internal_error("the job ended ", job_state_name(event.state), " without a reason");
}

Status JobFollower::cancel_and_wait(const pb::JobSpec& spec, const Status& reason) {
  Patience grace(connection_.options, connection_.options.cancel_grace_ms, {});
  if (job_id_.empty()) {
    // The server may have the job without our having heard its id. The same key names the same job.
    if (!sent_) return reason;
    ClientOptions once = connection_.options;
    once.max_failures = 1;
    Patience brief(once, once.cancel_grace_ms, {});
    pb::SubmitRequest submit;
    *submit.mutable_spec() = spec;
    const auto submitted = call(connection_, brief, *connection_.jobs, &pb::Jobs::Stub::Submit, submit);
    if (!submitted.ok()) return reason;
    job_id_ = submitted->job_id();
  }
  pb::CancelRequest request;
  request.set_job_id(job_id_);
  const auto cancelled = call(connection_, grace, *connection_.jobs, &pb::Jobs::Stub::Cancel, request);
  if (!cancelled.ok())
    return annotate(reason, str_cat("job ", job_id_, " could not be cancelled (", message_of(cancelled.status()), ")"));
  return follow(nullptr, grace).ok() ? OkStatus()
                                     : annotate(reason, str_cat("job ", job_id_, " was cancelled but has not ended"));
}

StatusOr<JobResult> JobFollower::take_result() {
  JobResult result;
  result.job_id = job_id_;
  result.state = final_->state;
  result.status = final_->status;
  result.timings = timings_;
  result.timings.total_ms = ms_between(started_, Clock::now());
  if (!assembler_) return result;
  result.result_bytes = bytes_total_;
  ASSIGN_OR_RETURN(std::vector<HostTensor> tensors, std::move(*assembler_).finish());
  result.saved = std::make_shared<const Payload>(Payload{std::move(value_), std::move(tensors)});
  return result;
}

}  // namespace interloom::client
