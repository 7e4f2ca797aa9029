#include <utility>

#include "common/utf8.h"
#include "proto/path.h"
#include "proto/read.h"

namespace interloom::proto {

pb::Status to_proto(const Status& status) {
  pb::Status out;
  out.set_code(static_cast<int>(status.code()));
  out.set_message(to_valid_utf8(std::string(message_of(status))));
  return out;
}

Status from_proto(const pb::Status& status) {
  constexpr int kLastCode = static_cast<int>(StatusCode::kUnauthenticated);
  const bool known = status.code() >= 0 && status.code() <= kLastCode;
  return make_status(known ? static_cast<StatusCode>(status.code()) : StatusCode::kUnknown, status.message());
}

pb::JobState to_proto(JobState state) { return static_cast<pb::JobState>(state); }

pb::JobSpec to_proto(const JobSpec& spec) {
  pb::JobSpec out;
  out.set_model(spec.model);
  *out.mutable_graph() = to_proto(spec.graph);
  out.set_priority(spec.priority);
  out.set_queue_timeout_ms(spec.queue_timeout_ms);
  out.set_run_timeout_ms(spec.run_timeout_ms);
  out.set_exclusive(spec.exclusive);
  out.set_stream_tokens(spec.stream_tokens);
  out.set_idempotency_key(spec.idempotency_key);
  out.mutable_client_versions()->insert(spec.client_versions.begin(), spec.client_versions.end());
  out.mutable_budget()->set_max_steps(spec.budget.max_steps);
  out.mutable_budget()->set_max_bytes(spec.budget.max_bytes);
  out.mutable_budget()->set_max_output_bytes(spec.budget.max_output_bytes);
  return out;
}

pb::StateEvent to_proto(const StateEvent& event) {
  pb::StateEvent out;
  out.set_state(to_proto(event.state));
  out.set_position(event.position);
  out.set_estimate_ms(event.estimate_ms);
  if (!event.status.ok()) *out.mutable_status() = to_proto(event.status);
  return out;
}

pb::LogEvent to_proto(const LogEvent& event) {
  pb::LogEvent out;
  out.set_text(to_valid_utf8(event.text));
  return out;
}

pb::TokensEvent to_proto(const TokensEvent& event) {
  pb::TokensEvent out;
  out.set_step(event.step);
  out.mutable_id()->Add(event.ids.begin(), event.ids.end());
  for (const std::string& text : event.text) out.add_text(to_valid_utf8(text));
  return out;
}

pb::ResultHead to_proto(ResultHead&& head) {
  pb::ResultHead out;
  *out.mutable_value() = to_proto(head.value);
  for (const TensorMeta& meta : head.tensors) *out.add_tensor() = to_proto(meta);
  out.set_frame_count(head.frame_count);
  for (Frame& frame : head.inline_frames) *out.add_inline_frame() = to_proto(std::move(frame));
  return out;
}

pb::ResultHead to_proto(const ResultHead& head) { return to_proto(ResultHead(head)); }

namespace {

void write_kind(const StateEvent& event, pb::JobEvent* out) { *out->mutable_state() = to_proto(event); }
void write_kind(const LogEvent& event, pb::JobEvent* out) { *out->mutable_log() = to_proto(event); }
void write_kind(const TokensEvent& event, pb::JobEvent* out) { *out->mutable_tokens() = to_proto(event); }
void write_kind(ResultEvent& event, pb::JobEvent* out) { *out->mutable_result() = to_proto(std::move(event.head)); }

}  // namespace

pb::JobEvent to_proto(JobEvent&& event) {
  pb::JobEvent out;
  out.set_seq(event.seq);
  std::visit([&](auto& kind) { write_kind(kind, &out); }, event.kind);
  return out;
}

pb::JobEvent to_proto(const JobEvent& event) { return to_proto(JobEvent(event)); }

namespace {

StatusOr<JobSpec> read_spec(const pb::JobSpec& spec) {
  if (spec.model().empty()) return fail("no model");
  if (spec.program_case() == pb::JobSpec::PROGRAM_NOT_SET) return fail("no program: a job needs a graph");
  JobSpec out;
  out.model = spec.model();
  READ_WITHIN(out.graph, read_graph(spec.graph()), "graph");
  out.priority = spec.priority();
  out.queue_timeout_ms = spec.queue_timeout_ms();
  out.run_timeout_ms = spec.run_timeout_ms();
  out.exclusive = spec.exclusive();
  out.stream_tokens = spec.stream_tokens();
  out.idempotency_key = spec.idempotency_key();
  out.client_versions.insert(spec.client_versions().begin(), spec.client_versions().end());
  out.budget = {spec.budget().max_steps(), spec.budget().max_bytes(), spec.budget().max_output_bytes()};
  return out;
}

StatusOr<StateEvent> read_state_event(const pb::StateEvent& event) {
  StateEvent out;
  READ_WITHIN(out.state, read_state(event.state()), "state");
  out.position = event.position();
  out.estimate_ms = event.estimate_ms();
  out.status = from_proto(event.status());
  return out;
}

TokensEvent read_tokens(const pb::TokensEvent& event) {
  return {event.step(), {event.id().begin(), event.id().end()}, {event.text().begin(), event.text().end()}};
}

StatusOr<ResultHead> read_head(pb::ResultHead&& head) {
  ResultHead out;
  READ_WITHIN(out.value, read_value(head.value(), {static_cast<uint32_t>(head.tensor_size())}), "value");
  out.tensors.reserve(head.tensor_size());
  for (int i = 0; i < head.tensor_size(); ++i) {
    READ_WITHIN(out.tensors.emplace_back(), read_meta(head.tensor(i)), "tensor[", i, "]");
  }
  out.frame_count = head.frame_count();
  if (const uint64_t count = frame_count(out.tensors); out.frame_count != count)
    return fail("frame_count is ", out.frame_count, "; the tensors make ", count);
  if (head.inline_frame_size() != 0 && static_cast<uint64_t>(head.inline_frame_size()) != out.frame_count)
    return fail(head.inline_frame_size(), " inline frames of ", out.frame_count, "; all or none come inline");
  out.inline_frames.reserve(head.inline_frame_size());
  for (int i = 0; i < head.inline_frame_size(); ++i) {
    if (Status status = check_frame(head.inline_frame(i)); !status.ok()) return within(status, "inline_frame[", i, "]");
    out.inline_frames.push_back(take_frame(std::move(*head.mutable_inline_frame(i))));
  }
  return out;
}

StatusOr<JobEvent> read_event(pb::JobEvent&& event) {
  JobEvent out;
  out.seq = event.seq();
  switch (event.kind_case()) {
    case pb::JobEvent::kState: {
      READ_WITHIN(out.kind, read_state_event(event.state()), "state");
      return out;
    }
    case pb::JobEvent::kLog: out.kind = LogEvent{std::move(*event.mutable_log()->mutable_text())}; return out;
    case pb::JobEvent::kTokens: out.kind = read_tokens(event.tokens()); return out;
    case pb::JobEvent::kResult: {
      READ_WITHIN(ResultHead head, read_head(std::move(*event.mutable_result())), "result");
      out.kind = ResultEvent{std::move(head)};
      return out;
    }
    case pb::JobEvent::KIND_NOT_SET: break;
  }
  return fail("empty event");
}

}  // namespace

StatusOr<JobState> read_state(pb::JobState state) {
  if (state == pb::JOB_STATE_INVALID) return fail("no job state");
  if (!pb::JobState_IsValid(state)) return fail("unknown job state ", static_cast<int>(state));
  return static_cast<JobState>(state);
}

StatusOr<JobState> from_proto(pb::JobState state) { return at_root(read_state(state)); }
StatusOr<JobSpec> from_proto(const pb::JobSpec& spec) { return at_root(read_spec(spec)); }
StatusOr<StateEvent> from_proto(const pb::StateEvent& event) { return at_root(read_state_event(event)); }
StatusOr<LogEvent> from_proto(const pb::LogEvent& event) { return LogEvent{event.text()}; }
StatusOr<TokensEvent> from_proto(const pb::TokensEvent& event) { return read_tokens(event); }
StatusOr<ResultHead> from_proto(pb::ResultHead&& head) { return at_root(read_head(std::move(head))); }
StatusOr<ResultHead> from_proto(const pb::ResultHead& head) { return from_proto(pb::ResultHead(head)); }
StatusOr<JobEvent> from_proto(pb::JobEvent&& event) { return at_root(read_event(std::move(event))); }
StatusOr<JobEvent> from_proto(const pb::JobEvent& event) { return from_proto(pb::JobEvent(event)); }

}  // namespace interloom::proto
