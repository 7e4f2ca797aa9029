// What time brings: lost leases, deadlines, abandoned jobs, new positions; and what a start finds.
#include <utility>

#include "server/scheduler/scheduler.h"
#include "server/scheduler/state.h"

namespace interloom::scheduler {

using std::chrono::milliseconds;

void Scheduler::tick() {
  Locked locked(*this);
  tick_sessions();
  tick_jobs();
  for (const auto& [name, model] : models_) dispatch(*model);
  tick_positions();
}

void Scheduler::tick_sessions() {
  const Time now = clock_.monotonic();
  std::vector<uint64_t> expired;
  for (const auto& [id, session] : sessions_)
    if (now - session->last_seen >= options_.lease) expired.push_back(id);
  for (const uint64_t id : expired)
    drop_session(id, make_status(StatusCode::kUnavailable, "it said nothing for ", options_.lease.count(), " ms"));
}

void Scheduler::tick_jobs() {
  const Time now = clock_.monotonic();
  std::vector<Job*> all;
  all.reserve(jobs_.size());
  for (const auto& [id, job] : jobs_) all.push_back(job.get());
  for (Job* job : all) tick_job(*job, now);
}

// True: the job has ended and is gone.
bool Scheduler::tick_job(Job& job, Time now) {
  if (job.ending) return try_store_finish(job);
  const store::JobRecord& record = job.record;
  if (job.abandoned_at && now - *job.abandoned_at >= options_.abandon_grace) {
    job.abandoned_at.reset();
    const bool was_queued = record.state == JobState::kQueued;
    request_stop(job, make_status(StatusCode::kCancelled, "its client went away and nobody watched the job for ",
                                  options_.abandon_grace.count(), " ms"));
    if (was_queued) return true;
  }
  const bool queued = record.state == JobState::kQueued;
  // A dispatched job may still wait at its worker, behind another.
  const bool waits = queued || record.state == JobState::kDispatched;
  if (waits && job.stop_reason.ok() && record.queue_timeout_ms > 0 && now - job.queued_at >= milliseconds(record.queue_timeout_ms)) {
    request_stop(job, make_status(StatusCode::kDeadlineExceeded, "it waited for ", record.queue_timeout_ms,
                                  " ms in the queue of model '", record.model, "' (queue_timeout_ms)"));
    if (queued) return true;
  }
  if (queued) return false;
  if (!job.stop_reason.ok()) {
    if (now - job.stop_at < options_.stop_grace) return false;
    const bool cancelled = job.stop_reason.code() == StatusCode::kCancelled;
    finish(job, {cancelled ? JobState::kCancelled : JobState::kTimedOut, job.stop_reason, {}});
    return true;
  }
  if (record.state == JobState::kRunning && record.run_timeout_ms > 0 && now - job.started_at >= milliseconds(record.run_timeout_ms) + options_.deadline_slack)
    request_stop(job, make_status(StatusCode::kDeadlineExceeded, "it ran for more than ", record.run_timeout_ms, " ms (run_timeout_ms)"));
  return false;
}

void Scheduler::tick_positions() {
  const Time now = clock_.monotonic();
  std::vector<store::JobEvents> batch;
  std::vector<std::pair<Job*, uint32_t>> told;
  for (const auto& [name, model] : models_) {
    if (!model->positions_changed) continue;
    model->positions_changed = false;
    const std::vector<Time> estimates = waits(*model, model->queue.size());
    uint32_t position = 0;
    for (const auto& [key, job] : model->queue) {
      ++position;
      if (job->watchers == 0 || job->told_position == position) continue;
      if (now - job->told_at < options_.position_interval) {
        model->positions_changed = true;  // later
        continue;
      }
      StateEvent event{JobState::kQueued, position, 0, {}};
      if (!estimates.empty()) event.estimate_ms = static_cast<uint64_t>(estimates[position - 1] / milliseconds(1));
      batch.push_back({job->record.id, make_events(*job, std::move(event))});
      told.emplace_back(job, position);
    }
  }
  if (batch.empty()) return;
  if (Status status = store_.append_events(batch); !status.ok()) {
    logger_.warn("positions_not_stored", {{"error", message_of(status)}});
    for (const auto& [name, model] : models_) model->positions_changed = true;  // tried again
    return;
  }
  for (size_t i = 0; i < told.size(); ++i) {
    const auto [job, position] = told[i];
    job->told_position = position;
    job->told_at = now;
    publish(*job, std::move(batch[i].events), false);
  }
}

Status Scheduler::recover() {
  Locked locked(*this);
  ASSIGN_OR_RETURN(std::vector<store::UnfinishedJob> found, store_.unfinished());
  for (store::UnfinishedJob& job : found) RETURN_IF_ERROR(recover_job(std::move(job)));
  if (!found.empty()) logger_.info("jobs_recovered", {{"jobs", found.size()}});
  return OkStatus();
}

Status Scheduler::recover_job(store::UnfinishedJob found) {
  auto owned = std::make_unique<Job>();
  Job& job = *owned;
  job.record = std::move(found.record);
  if (found.spec.size() <= kSpecInMemory) job.spec = std::make_shared<const std::string>(std::move(found.spec));
  job.order = next_order_++;
  job.queued_at = job.started_at = clock_.monotonic();
  job.delivered = found.delivered;
  if (job.record.attached) job.abandoned_at = job.queued_at;
  job.feed = std::make_shared<EventFeed>(job.record.id, store_, job.record.last_seq, false);
  const JobState state = job.record.state;
  jobs_.emplace(job.record.id, std::move(owned));
  ModelState& model = model_state(job.record.model);
  if (state == JobState::kQueued) {
    enqueue(job);
  } else {
    model.running_now.set(++model.running);
    attempt_lost(job, make_status(StatusCode::kUnavailable, "the gateway was restarted"));
  }
  return OkStatus();
}

}  // namespace interloom::scheduler
