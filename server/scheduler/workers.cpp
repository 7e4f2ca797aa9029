// Workers' side: sessions, what they report, and the models that they bring.
#include <utility>

#include "server/scheduler/scheduler.h"
#include "server/scheduler/state.h"

namespace interloom::scheduler {

Session* Scheduler::find_session(uint64_t id) {
  const auto it = sessions_.find(id);
  return it == sessions_.end() ? nullptr : it->second.get();
}

ModelState* Scheduler::find_model(std::string_view name) {
  const auto it = models_.find(name);
  return it == models_.end() ? nullptr : it->second.get();
}

ModelState& Scheduler::model_state(const std::string& name) {
  if (ModelState* model = find_model(name); model != nullptr) return *model;
  const Metrics::Labels labels{{"model", name}};
  auto model = std::unique_ptr<ModelState>(new ModelState{
      .name = name, .expected = false, .info = nullptr, .queue = {}, .running = 0, .average = {}, .positions_changed = false,
      .submitted = metrics_.counter("interloom_jobs_submitted_total", "Jobs accepted", labels),
      .queue_depth = metrics_.gauge("interloom_queue_depth", "Jobs that wait", labels),
      .running_now = metrics_.gauge("interloom_jobs_running", "Jobs on a worker", labels),
      .queue_seconds = metrics_.histogram("interloom_queue_seconds", "From acceptance to a worker", Metrics::latency_buckets(), labels),
      .run_seconds = metrics_.histogram("interloom_run_seconds", "From a worker to the end", Metrics::latency_buckets(), labels)});
  return *models_.emplace(name, std::move(model)).first->second;
}

Status Scheduler::unknown_model(std::string_view name) const {
  std::vector<std::string> names;
  std::string hosted;
  for (const auto& [known, model] : models_) {
    names.push_back(known);
    hosted += str_cat(hosted.empty() ? "" : ", ", known);
  }
  std::string hint = did_you_mean(name, names);
  if (hint.empty()) hint = hosted.empty() ? "; no model is hosted" : str_cat("; hosted: ", hosted);
  return make_status(StatusCode::kNotFound, "model '", name.substr(0, 200), "' is not hosted here", hint);
}

Status Scheduler::check_model(std::string_view name) {
  Locked locked(*this);
  return find_model(name) != nullptr ? OkStatus() : unknown_model(name);
}

StatusOr<std::shared_ptr<const ModelInfo>> Scheduler::model_info(const std::string& name) {
  Locked locked(*this);
  const ModelState* model = find_model(name);
  if (model == nullptr) return unknown_model(name);
  if (model->info == nullptr) return make_status(StatusCode::kUnavailable, "model '", name, "' is still loading");
  return model->info;
}

std::vector<ModelView> Scheduler::models() {
  Locked locked(*this);
  std::vector<ModelView> views;
  for (const auto& [name, model] : models_) {
    ModelView view{name, model->info, 0, static_cast<uint32_t>(model->queue.size()), model->running, false};
    for (const auto& [id, session] : sessions_) view.workers += session->busy.contains(name);
    view.expected = view.workers == 0 && model->expected;
    views.push_back(std::move(view));
  }
  return views;
}

StatusOr<uint64_t> Scheduler::connect(WorkerInfo info, std::shared_ptr<WorkerPort> port) {
  if (info.worker_id.empty()) return invalid_argument("a worker must say its worker_id");
  if (info.slots == 0) return invalid_argument("worker '", info.worker_id, "' offers no slots");
  for (const auto& model : info.models)
    if (model->name.empty()) return invalid_argument("worker '", info.worker_id, "' has a model without a name");
  Locked locked(*this);
  if (stopping_) return make_status(StatusCode::kUnavailable, "the gateway is shutting down");
  // The same process has dialled again before its old stream was seen to break.
  for (auto it = sessions_.begin(); it != sessions_.end();) {
    const uint64_t id = it->first;
    const bool same = it->second->info.worker_id == info.worker_id;
    ++it;
    if (same) drop_session(id, make_status(StatusCode::kUnavailable, "worker '", info.worker_id, "' connected anew"));
  }
  auto session = std::make_unique<Session>();
  session->id = next_session_++;
  session->last_seen = clock_.monotonic();
  session->port = std::move(port);
  session->info = std::move(info);
  for (const auto& model : session->info.models) session->busy[model->name] = 0;
  const Session& live = *sessions_.emplace(session->id, std::move(session)).first->second;
  logger_.info("worker_connected", {{"worker", live.info.worker_id}, {"version", live.info.version}, {"slots", live.info.slots},
                                    {"models", live.info.models.size()}});
  for (const auto& model : live.info.models) {
    ModelState& state = model_state(model->name);
    state.info = model;
    dispatch(state);
  }
  return live.id;
}

Status Scheduler::heartbeat(uint64_t id) {
  Locked locked(*this);
  Session* session = find_session(id);
  if (session == nullptr) return make_status(StatusCode::kAborted, "the worker's lease has ended");
  session->last_seen = clock_.monotonic();
  return OkStatus();
}

void Scheduler::leaving(uint64_t id) {
  Locked locked(*this);
  if (Session* session = find_session(id); session != nullptr) session->leaving = true;
}

Status Scheduler::progress(uint64_t id, const std::string& job_id, uint32_t attempt, JobEvent event) {
  Locked locked(*this);
  Session* session = find_session(id);
  if (session == nullptr) return make_status(StatusCode::kAborted, "the worker's lease has ended");
  session->last_seen = clock_.monotonic();
  Job* job = find_job(job_id);
  if (job == nullptr || job->session != id || job->record.attempt != attempt)
    return make_status(StatusCode::kAborted, "attempt ", attempt, " of job '", job_id, "' is not current");

  if (const auto* state = std::get_if<StateEvent>(&event.kind)) {
    if (state->state != JobState::kRunning) return invalid_argument("a worker may only report RUNNING, not ", job_state_name(state->state));
    if (job->record.state != JobState::kDispatched) return OkStatus();
    std::vector<store::EventRecord> events = make_events(*job, StateEvent{JobState::kRunning, 0, 0, {}});
    const int64_t now = clock_.unix_ms();
    RETURN_IF_ERROR(store_.started(job_id, attempt, now, events));
    job->record.state = JobState::kRunning;
    job->record.started_unix_ms = now;
    job->started_at = clock_.monotonic();
    publish(*job, std::move(events), false);
    return OkStatus();
  }
  if (std::holds_alternative<ResultEvent>(event.kind)) return invalid_argument("a worker sends its result with Finished");
  std::vector<store::JobEvents> batch(1);
  batch[0].job_id = job_id;
  batch[0].events = make_events(*job, std::move(event.kind));
  RETURN_IF_ERROR(store_.append_events(batch));
  job->delivered = true;
  publish(*job, std::move(batch[0].events), false);
  return OkStatus();
}

Status Scheduler::finished(uint64_t id, const std::string& job_id, uint32_t attempt, Outcome outcome) {
  Locked locked(*this);
  Session* session = find_session(id);
  if (session == nullptr) return make_status(StatusCode::kAborted, "the worker's lease has ended");
  session->last_seen = clock_.monotonic();
  const auto assigned = session->assigned.find({job_id, attempt});
  if (assigned == session->assigned.end())
    return make_status(StatusCode::kAborted, "attempt ", attempt, " of job '", job_id, "' is not this worker's");
  const std::string model = assigned->second;
  session->assigned.erase(assigned);
  --session->busy[model];

  Status status;
  Job* job = find_job(job_id);
  if (job != nullptr && job->session == id && job->record.attempt == attempt) {
    finish(*job, checked(*job, std::move(outcome)));
  } else {
    status = make_status(StatusCode::kAborted, "attempt ", attempt, " of job '", job_id, "' has been given up; its answer is refused");
  }
  dispatch(model_state(model));
  return status;
}

Status Scheduler::check_attempt(const std::string& job_id, uint32_t attempt) {
  Locked locked(*this);
  const Job* job = find_job(job_id);
  if (job == nullptr || job->session == 0 || job->record.attempt != attempt)
    return make_status(StatusCode::kAborted, "attempt ", attempt, " of job '", job_id, "' is not current");
  return OkStatus();
}

void Scheduler::disconnected(uint64_t id, const Status& why) {
  Locked locked(*this);
  drop_session(id, why);
}

void Scheduler::drop_session(uint64_t id, const Status& why) {
  const auto it = sessions_.find(id);
  if (it == sessions_.end()) return;
  const std::unique_ptr<Session> session = std::move(it->second);
  sessions_.erase(it);
  logger_.warn("worker_lost", {{"worker", session->info.worker_id}, {"why", message_of(why)}, {"jobs", session->assigned.size()}});
  session->port->close(why);
  for (const auto& [key, model] : session->assigned) {
    Job* job = find_job(key.first);
    if (job != nullptr && job->session == id && job->record.attempt == key.second) attempt_lost(*job, why);
  }
  for (const auto& model : session->info.models) dispatch(model_state(model->name));
}

}  // namespace interloom::scheduler
