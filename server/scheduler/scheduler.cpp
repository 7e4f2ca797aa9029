// Clients' side: submit, watch, cancel, look.
#include "server/scheduler/scheduler.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "server/scheduler/state.h"

namespace interloom::scheduler {
namespace {

constexpr uint64_t kMaxTimeoutMs = 365ull * 24 * 3600 * 1000;  // more would overflow as nanoseconds

}  // namespace

Watcher::~Watcher() {
  if (subscription_) feed_->unsubscribe(*subscription_);
  scheduler_.detach(job_id_);
}

Scheduler::Scheduler(SchedulerOptions options, const Clock& clock, store::JobStore& store, results::FrameStore& results,
                     const EventCodec& codec, Metrics& metrics, Logger logger)
    : options_(std::move(options)), clock_(clock), store_(store), results_(results), codec_(codec), metrics_(metrics),
      logger_(std::move(logger)), random_(std::random_device()()) {
  for (const std::string& name : options_.expected_models) model_state(name).expected = true;
}

Scheduler::~Scheduler() = default;

Job* Scheduler::find_job(const std::string& job_id) {
  const auto it = jobs_.find(job_id);
  return it == jobs_.end() ? nullptr : it->second.get();
}

std::string Scheduler::next_job_id() {
  char id[48];
  std::snprintf(id, sizeof id, "job-%011llx-%04llx%012llx", static_cast<unsigned long long>(clock_.unix_ms()),
                static_cast<unsigned long long>(next_order_ & 0xffff), static_cast<unsigned long long>(random_() & 0xffffffffffff));
  return id;
}

StatusOr<Submitted> Scheduler::submit(Submission submission) {
  Locked locked(*this);
  if (stopping_) return make_status(StatusCode::kUnavailable, "the gateway is shutting down");
  ModelState* model = find_model(submission.model);
  if (model == nullptr) return unknown_model(submission.model);

  auto job = std::make_unique<Job>();
  job->order = next_order_++;
  job->queued_at = clock_.monotonic();
  store::JobRecord& record = job->record;
  record.id = next_job_id();
  record.owner = std::move(submission.owner);
  record.idempotency_key = std::move(submission.idempotency_key);
  record.model = std::move(submission.model);
  record.priority = submission.priority;
  record.attached = submission.attached;
  record.queue_timeout_ms = std::min(submission.queue_timeout_ms, kMaxTimeoutMs);
  record.run_timeout_ms = std::min(submission.run_timeout_ms, kMaxTimeoutMs);
  record.received_unix_ms = clock_.unix_ms();

  // A free worker with nobody ahead takes the job in the same transaction that accepts it.
  Session* session = model->queue.empty() ? free_session(record.model) : nullptr;
  if (session == nullptr && model->queue.size() >= options_.max_queued) {
    return make_status(StatusCode::kResourceExhausted, "the queue of model '", record.model, "' is full (", options_.max_queued,
                       " jobs): try again later");
  }
  record.state = session != nullptr ? JobState::kDispatched : JobState::kQueued;
  record.attempt = session != nullptr ? 1 : 0;
  StateEvent second = session != nullptr ? StateEvent{JobState::kDispatched, 0, 0, {}} : queued_event(*model, *job);
  std::vector<store::EventRecord> events = make_events(*job, StateEvent{JobState::kReceived, 0, 0, {}}, std::move(second));
  store::NewJob entry{record, std::move(submission.spec), events};
  entry.record.last_seq = events.back().seq;
  ASSIGN_OR_RETURN(const store::AcceptResult accepted, store_.accept(entry));
  if (accepted.existed) {
    // Whoever asks again through Run is a client that came back: it will watch now.
    return Submitted{accepted.job_id, true};
  }

  if (entry.spec.size() <= kSpecInMemory || session != nullptr) job->spec = std::make_shared<const std::string>(std::move(entry.spec));
  job->feed = std::make_shared<EventFeed>(record.id, store_, 0, false);
  if (record.attached) job->abandoned_at = job->queued_at;
  Job& live = *job;
  jobs_.emplace(live.record.id, std::move(job));
  publish(live, std::move(events), false);
  model->submitted.add();
  if (session != nullptr) {
    assign(live, *session);
  } else {
    enqueue(live);
  }
  return Submitted{live.record.id, false};
}

StatusOr<std::unique_ptr<Watcher>> Scheduler::watch(const std::string& job_id) {
  Locked locked(*this);
  std::shared_ptr<EventFeed> feed;
  if (Job* job = find_job(job_id); job != nullptr) {
    ++job->watchers;
    job->abandoned_at.reset();
    feed = job->feed;
  } else {
    ASSIGN_OR_RETURN(const store::JobRecord record, store_.get(job_id));
    feed = std::make_shared<EventFeed>(job_id, store_, record.last_seq, is_final(record.state));
  }
  return std::unique_ptr<Watcher>(new Watcher(*this, job_id, std::move(feed)));
}

void Scheduler::detach(const std::string& job_id) {
  Locked locked(*this);
  Job* job = find_job(job_id);
  if (job == nullptr) return;
  if (--job->watchers == 0 && job->record.attached) job->abandoned_at = clock_.monotonic();
}

StatusOr<JobState> Scheduler::cancel(const std::string& job_id, std::string_view reason) {
  Locked locked(*this);
  Job* job = find_job(job_id);
  if (job == nullptr) {
    ASSIGN_OR_RETURN(const store::JobRecord record, store_.get(job_id));
    return record.state;
  }
  if (job->ending) return job->ending->finish.state;
  const JobState before = job->record.state;
  request_stop(*job, make_status(StatusCode::kCancelled, reason));
  return before == JobState::kQueued ? JobState::kCancelled : before;
}

StatusOr<JobView> Scheduler::get(const std::string& job_id) {
  Locked locked(*this);
  ASSIGN_OR_RETURN(store::JobRecord record, store_.get(job_id));
  JobView view{std::move(record), 0};
  if (const Job* job = find_job(job_id); job != nullptr && job->record.state == JobState::kQueued && !job->ending)
    view.position = static_cast<uint32_t>(model_state(job->record.model).queue.position(job->record.priority, job->order));
  return view;
}

StatusOr<std::vector<JobView>> Scheduler::list(const store::ListFilter& filter) {
  ASSIGN_OR_RETURN(std::vector<store::JobRecord> records, store_.list(filter));
  Locked locked(*this);
  std::vector<JobView> views;
  views.reserve(records.size());
  for (store::JobRecord& record : records) {
    views.push_back({std::move(record), 0});
    const Job* job = find_job(views.back().record.id);
    if (job == nullptr || job->record.state != JobState::kQueued || job->ending) continue;
    views.back().position = static_cast<uint32_t>(model_state(job->record.model).queue.position(job->record.priority, job->order));
  }
  return views;
}

size_t Scheduler::running() {
  Locked locked(*this);
  size_t running = 0;
  for (const auto& [id, job] : jobs_) running += job->record.state != JobState::kQueued;
  return running;
}

void Scheduler::stop_accepting() {
  Locked locked(*this);
  stopping_ = true;
  for (const auto& [id, session] : sessions_) session->port->drain();
}

void Scheduler::interrupt_watchers() {
  Locked locked(*this);
  for (const auto& [id, job] : jobs_) {
    job->feed->interrupt(make_status(StatusCode::kUnavailable, "the gateway is shutting down; job '", id, "' goes on when it is back"));
    to_wake_.push_back(job->feed);
  }
}

}  // namespace interloom::scheduler
