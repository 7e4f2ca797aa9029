// A job's way through its states: events, queue, attempts, end.
#include <algorithm>
#include <utility>

#include "server/scheduler/scheduler.h"
#include "server/scheduler/state.h"

namespace interloom::scheduler {
namespace {

struct KindOf {
  store::EventKind operator()(const StateEvent&) const { return store::EventKind::kState; }
  store::EventKind operator()(const LogEvent&) const { return store::EventKind::kLog; }
  store::EventKind operator()(const TokensEvent&) const { return store::EventKind::kTokens; }
  store::EventKind operator()(const ResultEvent&) const { return store::EventKind::kResult; }
};

double seconds(std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); }

uint64_t inline_bytes(const ResultHead& head) {
  uint64_t bytes = 0;
  for (const Frame& frame : head.inline_frames) bytes += frame.data.size();
  return bytes;
}

}  // namespace

store::EventRecord Scheduler::make_event(uint64_t seq, EventContent content) const {
  const store::EventKind kind = std::visit(KindOf{}, content);
  return {seq, kind, codec_.encode(JobEvent{seq, std::move(content)})};
}

void Scheduler::publish(Job& job, std::vector<store::EventRecord> events, bool last) {
  if (events.empty()) return;
  job.record.last_seq = events.back().seq;
  job.feed->append(std::move(events), last);
  to_wake_.push_back(job.feed);
}

std::vector<std::chrono::nanoseconds> Scheduler::waits(const ModelState& model, size_t count) const {
  if (!model.average.known()) return {};
  std::vector<Time> busy;
  size_t slots = 0;
  for (const auto& [id, session] : sessions_) {
    for (const auto& info : session->info.models) {
      if (info->name == model.name) slots += session->info.slots;
    }
    for (const auto& [key, name] : session->assigned) {
      if (name != model.name) continue;
      const auto job = jobs_.find(key.first);
      busy.push_back(job == jobs_.end() ? Time(0) : clock_.monotonic() - job->second->started_at);
    }
  }
  return estimate_waits(model.average, busy, slots, count);
}

StateEvent Scheduler::queued_event(const ModelState& model, const Job& job) const {
  StateEvent event;
  event.state = JobState::kQueued;
  event.position = static_cast<uint32_t>(model.queue.position(job.record.priority, job.order));
  const std::vector<Time> all = waits(model, event.position);
  if (!all.empty()) event.estimate_ms = static_cast<uint64_t>(all.back() / std::chrono::milliseconds(1));
  return event;
}

void Scheduler::enqueue(Job& job) {
  ModelState& model = model_state(job.record.model);
  job.session = 0;
  job.told_position = static_cast<uint32_t>(model.queue.position(job.record.priority, job.order));
  job.told_at = clock_.monotonic();
  model.queue.push(job.record.priority, job.order, &job);
  model.queue_depth.set(static_cast<double>(model.queue.size()));
  model.positions_changed = true;
}

Session* Scheduler::free_session(const std::string& model) {
  if (stopping_) return nullptr;
  Session* best = nullptr;
  uint32_t best_busy = 0;
  for (const auto& [id, session] : sessions_) {
    const auto busy = session->busy.find(model);
    if (session->leaving || busy == session->busy.end() || busy->second >= session->info.slots) continue;
    if (best == nullptr || busy->second < best_busy) {
      best = session.get();
      best_busy = busy->second;
    }
  }
  return best;
}

void Scheduler::assign(Job& job, Session& session) {
  ModelState& model = model_state(job.record.model);
  job.session = session.id;
  job.started_at = clock_.monotonic();
  job.stop_reason = OkStatus();
  ++session.busy[job.record.model];
  session.assigned[{job.record.id, job.record.attempt}] = job.record.model;
  model.running_now.set(++model.running);
  model.queue_seconds.observe(seconds(job.started_at - job.queued_at));
  session.port->send_work({job.record.id, job.record.attempt, job.spec});
  if (job.spec->size() > kSpecInMemory) job.spec.reset();
}

Status Scheduler::start_attempt(Job& job, Session& session) {
  if (job.spec == nullptr) {
    ASSIGN_OR_RETURN(std::string spec, store_.spec(job.record.id));
    job.spec = std::make_shared<const std::string>(std::move(spec));
  }
  std::vector<store::EventRecord> events = make_events(job, StateEvent{JobState::kDispatched, 0, 0, {}});
  RETURN_IF_ERROR(store_.claim(job.record.id, job.record.attempt, events));
  job.record.state = JobState::kDispatched;
  ++job.record.attempt;
  publish(job, std::move(events), false);
  assign(job, session);
  return OkStatus();
}

void Scheduler::dispatch(ModelState& model) {
  while (Job* job = model.queue.front()) {
    Session* session = free_session(model.name);
    if (session == nullptr) break;
    if (Status status = start_attempt(*job, *session); !status.ok()) {
      logger_.error("dispatch_failed", {{"job", job->record.id}, {"error", message_of(status)}});
      break;  // tried again by tick()
    }
    model.queue.erase(job->record.priority, job->order);
    model.positions_changed = true;
  }
  model.queue_depth.set(static_cast<double>(model.queue.size()));
}

Outcome Scheduler::checked(const Job& job, Outcome outcome) const {
  const JobState state = outcome.state;
  const bool known = state == JobState::kCompleted || state == JobState::kFailed || state == JobState::kCancelled || state == JobState::kTimedOut;
  if (!known) return {JobState::kFailed, internal_error("the worker ended the job in state ", job_state_name(state)), {}};
  if (!outcome.result) {
    if (state != JobState::kCompleted) return outcome;
    return {JobState::kFailed, internal_error("the worker completed the job without a result"), {}};
  }
  const ResultHead& head = *outcome.result;
  Status status;
  if (!head.inline_frames.empty() || head.frame_count == 0) {
    if (head.inline_frames.size() != head.frame_count)
      status = make_status(StatusCode::kDataLoss, "the result has ", head.inline_frames.size(), " of ", head.frame_count, " frames");
    for (const Frame& frame : head.inline_frames)
      if (status.ok()) status = verify_frame(frame);
  } else {
    const StatusOr<results::LogInfo> info = results_.stat(results::result_name(job.record.id, job.record.attempt));
    status = info.status();
    if (info.ok() && info->frames != head.frame_count)
      status = make_status(StatusCode::kDataLoss, "the worker sent ", info->frames, " of the result's ", head.frame_count, " frames");
  }
  if (status.ok()) return outcome;
  if (state != JobState::kCompleted) return {state, outcome.status, {}};
  return {JobState::kFailed, make_status(StatusCode::kDataLoss, message_of(status)), {}};
}

void Scheduler::finish(Job& job, Outcome outcome) {
  Job::Ending ending;
  ending.finish.state = outcome.state;
  ending.finish.status = outcome.status;
  ending.finish.finished_unix_ms = clock_.unix_ms();
  if (outcome.result) {
    const bool stored = outcome.result->frame_count > 0 && outcome.result->inline_frames.empty();
    ending.finish.result_bytes = inline_bytes(*outcome.result);
    if (stored) {
      const auto info = results_.stat(results::result_name(job.record.id, job.record.attempt));
      ending.finish.result_frames = outcome.result->frame_count;
      if (info.ok()) ending.finish.result_bytes = info->stored_bytes;
    }
    ending.events = make_events(job, ResultEvent{*std::move(outcome.result)}, StateEvent{outcome.state, 0, 0, outcome.status});
  } else {
    ending.events = make_events(job, StateEvent{outcome.state, 0, 0, outcome.status});
  }

  ModelState& model = model_state(job.record.model);
  if (job.record.state == JobState::kQueued) {
    model.queue.erase(job.record.priority, job.order);
    model.queue_depth.set(static_cast<double>(model.queue.size()));
    model.positions_changed = true;
  } else {
    model.running_now.set(--model.running);
    const Time ran = clock_.monotonic() - job.started_at;
    if (outcome.state == JobState::kCompleted) model.average.add(ran);
    model.run_seconds.observe(seconds(ran));
  }
  job.session = 0;
  job.ending = std::move(ending);
  try_store_finish(job);
}

// True: stored, told, and `job` is gone.
bool Scheduler::try_store_finish(Job& job) {
  Job::Ending& ending = *job.ending;
  const store::Finish& end = ending.finish;
  const Status stored = store_.finish(job.record.id, end, ending.events);
  // Another gateway may have ended it: then its watchers read that from the store.
  if (!stored.ok() && stored.code() != StatusCode::kFailedPrecondition && stored.code() != StatusCode::kNotFound) {
    logger_.error("finish_not_stored", {{"job", job.record.id}, {"error", message_of(stored)}});
    return false;  // tried again by tick()
  }
  metrics_.counter("interloom_jobs_finished_total", "Jobs that ended, by final state",
                   {{"model", job.record.model}, {"state", std::string(job_state_name(end.state))}}).add();
  logger_.info("job_finished", {{"job", job.record.id}, {"model", job.record.model}, {"state", job_state_name(end.state)},
                                {"attempt", job.record.attempt}, {"ms", end.finished_unix_ms - job.record.received_unix_ms},
                                {"result_bytes", end.result_bytes}, {"error", message_of(end.status)}});
  publish(job, std::move(ending.events), true);
  jobs_.erase(std::string(job.record.id));
  return true;
}

void Scheduler::request_stop(Job& job, Status reason) {
  const JobState final_state = reason.code() == StatusCode::kCancelled ? JobState::kCancelled : JobState::kTimedOut;
  if (job.record.state == JobState::kQueued) return finish(job, {final_state, std::move(reason), {}});
  if (!job.stop_reason.ok()) return;
  job.stop_reason = reason;
  job.stop_at = clock_.monotonic();
  if (Session* session = find_session(job.session); session != nullptr)
    session->port->cancel(job.record.id, job.record.attempt, reason);
}

// The attempt will not answer. REQUIRES: its session is gone or gone soon.
void Scheduler::attempt_lost(Job& job, const Status& why) {
  if (!job.stop_reason.ok()) {
    const bool cancelled = job.stop_reason.code() == StatusCode::kCancelled;
    return finish(job, {cancelled ? JobState::kCancelled : JobState::kTimedOut, job.stop_reason, {}});
  }
  (void)results_.remove(results::result_name(job.record.id, job.record.attempt));
  const bool again = !job.delivered && job.record.attempt < options_.max_attempts;
  if (!again) {
    std::string message = str_cat("the worker was lost (", why.message(), ") in attempt ", job.record.attempt, " of ", options_.max_attempts);
    if (job.delivered) message += "; the job had sent output already, so it was not started again";
    return finish(job, {JobState::kWorkerLost, make_status(StatusCode::kUnavailable, message), {}});
  }
  ModelState& model = model_state(job.record.model);
  std::vector<store::EventRecord> events = make_events(job, queued_event(model, job));
  if (Status status = store_.requeue(job.record.id, job.record.attempt, events); !status.ok()) {
    return finish(job, {JobState::kWorkerLost, annotate(status, "the worker was lost and the job could not be queued again"), {}});
  }
  model.running_now.set(--model.running);
  job.record.state = JobState::kQueued;
  job.record.started_unix_ms = 0;
  publish(job, std::move(events), false);
  enqueue(job);
}

}  // namespace interloom::scheduler
