// The scheduler: a queue per model, the workers that serve it, and the life of every job.
//
// Promises: an accepted job ends exactly once; what a client is told was stored before; an attempt's answer counts only
// while that attempt is the job's current one; a job whose worker was lost before anything but states had been told runs
// once more, else it ends WORKER_LOST; nothing waits for ever (leases, deadlines and graces end in tick()).
//
// Threads: all methods from any thread; ports are called with the scheduler's lock held, wake callbacks of feeds without it.
// Time passes only in tick(), which its owner calls every 100 ms or so. Ownership: borrows clock, store, results, codec and
// metrics, which outlive it; shares ports. Watchers must not outlive it.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "common/clock.h"
#include "common/job.h"
#include "common/log.h"
#include "common/metrics.h"
#include "common/model_info.h"
#include "server/results/frame_store.h"
#include "server/scheduler/event_codec.h"
#include "server/scheduler/event_feed.h"
#include "server/scheduler/worker_port.h"
#include "server/store/job_store.h"

namespace interloom::scheduler {

struct SchedulerOptions {
  std::chrono::milliseconds lease{10'000};            // a worker that says nothing for so long is lost
  uint32_t max_attempts = 2;                          // workers that a job may lose
  std::chrono::milliseconds stop_grace{5'000};        // for a worker to answer a cancel
  std::chrono::milliseconds abandon_grace{10'000};    // for a client of Run to come back
  std::chrono::milliseconds deadline_slack{1'000};    // for the worker to end a job by itself at its run deadline
  std::chrono::milliseconds position_interval{500};   // between QUEUED events of a job
  size_t max_queued = 10'000;                         // per model
  std::vector<std::string> expected_models;           // of workers that are being started
};

struct Submission {
  std::string owner;
  std::string idempotency_key;
  std::string model;
  int32_t priority = 0;
  uint64_t queue_timeout_ms = 0;
  uint64_t run_timeout_ms = 0;
  bool attached = false;  // cancelled when its last watcher has been gone for abandon_grace
  std::string spec;       // opaque
};

struct Submitted {
  std::string job_id;
  bool existed = false;
};

struct JobView {
  store::JobRecord record;
  uint32_t position = 0;  // QUEUED: 1 is next
};

struct Outcome {
  JobState state = JobState::kFailed;
  Status status;
  std::optional<ResultHead> result;
};

struct ModelView {
  std::string name;
  std::shared_ptr<const ModelInfo> info;  // null until a worker has had it
  uint32_t workers = 0;
  uint32_t queued = 0;
  uint32_t running = 0;
  bool expected = false;  // no worker has it yet, but one is being started
};

struct Job;
struct Session;
struct ModelState;
class Scheduler;

// Follows one job while it lives. A job with a watcher is not abandoned.
class Watcher {
 public:
  ~Watcher();
  EventFeed& feed() { return *feed_; }
  const std::string& job_id() const { return job_id_; }
  // At most once. `wake` is called after there is something new, not for what is there already.
  void subscribe(std::function<void()> wake) { subscription_ = feed_->subscribe(std::move(wake)); }

 private:
  friend class Scheduler;
  Watcher(Scheduler& scheduler, std::string job_id, std::shared_ptr<EventFeed> feed)
      : scheduler_(scheduler), job_id_(std::move(job_id)), feed_(std::move(feed)) {}
  Scheduler& scheduler_;
  const std::string job_id_;
  std::shared_ptr<EventFeed> feed_;
  std::optional<int> subscription_;
};

class Scheduler {
 public:
  Scheduler(SchedulerOptions options, const Clock& clock, store::JobStore& store, results::FrameStore& results,
            const EventCodec& codec, Metrics& metrics, Logger logger);
  ~Scheduler();

  // Takes up what an earlier gateway left unfinished. Once, before anything else.
  Status recover();

  // Clients. kNotFound (model, job), kResourceExhausted (queue full), kUnavailable (stopping).
  StatusOr<Submitted> submit(Submission submission);
  StatusOr<std::unique_ptr<Watcher>> watch(const std::string& job_id);
  // The state after the request; a final one if it was too late.
  StatusOr<JobState> cancel(const std::string& job_id, std::string_view reason);
  StatusOr<JobView> get(const std::string& job_id);
  StatusOr<std::vector<JobView>> list(const store::ListFilter& filter);

  // Models.
  Status check_model(std::string_view name);                                     // kNotFound names the nearest
  StatusOr<std::shared_ptr<const ModelInfo>> model_info(const std::string& name);  // kUnavailable while none has loaded it
  std::vector<ModelView> models();

  // Workers. A session is one connection; every call but connect says which. kAborted: an answer that counts no more.
  StatusOr<uint64_t> connect(WorkerInfo info, std::shared_ptr<WorkerPort> port);
  Status heartbeat(uint64_t session);
  // The worker will go: it gets no more work, what it runs goes on.
  void leaving(uint64_t session);
  Status progress(uint64_t session, const std::string& job_id, uint32_t attempt, JobEvent event);
  Status finished(uint64_t session, const std::string& job_id, uint32_t attempt, Outcome outcome);
  // Whether this session works on this attempt: for its frames.
  Status check_attempt(const std::string& job_id, uint32_t attempt);
  void disconnected(uint64_t session, const Status& why);
  std::chrono::milliseconds lease() const { return options_.lease; }

  // Leases, deadlines, graces, positions.
  void tick();

  // No new jobs and no dispatch from now on; queued jobs stay in the store. Workers are told to drain.
  void stop_accepting();
  size_t running();
  // Ends all feeds with kUnavailable; unfinished jobs are taken up by recover() of the next gateway.
  void interrupt_watchers();

 private:
  friend class Watcher;
  using Time = std::chrono::nanoseconds;
  using EventContent = std::variant<StateEvent, LogEvent, TokensEvent, ResultEvent>;

  // Holds the lock; wakes the feeds that got events after letting it go.
  class Locked;

  // All below REQUIRE the lock.
  Job* find_job(const std::string& job_id);
  Session* find_session(uint64_t id);
  ModelState* find_model(std::string_view name);
  ModelState& model_state(const std::string& name);
  Status unknown_model(std::string_view name) const;

  std::string next_job_id();
  store::EventRecord make_event(uint64_t seq, EventContent content) const;
  // The job's next events, in order.
  template <class... Contents>
  std::vector<store::EventRecord> make_events(const Job& job, Contents... contents) const;
  void publish(Job& job, std::vector<store::EventRecord> events, bool last);
  StateEvent queued_event(const ModelState& model, const Job& job) const;
  std::vector<Time> waits(const ModelState& model, size_t count) const;

  Session* free_session(const std::string& model);
  void assign(Job& job, Session& session);
  void dispatch(ModelState& model);
  void enqueue(Job& job);
  Status start_attempt(Job& job, Session& session);

  Outcome checked(const Job& job, Outcome outcome) const;  // a worker's answer, or the failure that it is
  void finish(Job& job, Outcome outcome);
  bool try_store_finish(Job& job);
  void request_stop(Job& job, Status reason);
  void attempt_lost(Job& job, const Status& why);
  void drop_session(uint64_t id, const Status& why);
  Status recover_job(store::UnfinishedJob found);

  void tick_sessions();
  void tick_jobs();
  bool tick_job(Job& job, Time now);
  void tick_positions();
  void detach(const std::string& job_id);

  const SchedulerOptions options_;
  const Clock& clock_;
  store::JobStore& store_;
  results::FrameStore& results_;
  const EventCodec& codec_;
  Metrics& metrics_;
  const Logger logger_;

  std::mutex mutex_;
  std::unordered_map<std::string, std::unique_ptr<Job>> jobs_;  // unfinished ones
  std::map<uint64_t, std::unique_ptr<Session>> sessions_;
  std::map<std::string, std::unique_ptr<ModelState>, std::less<>> models_;
  std::vector<std::shared_ptr<EventFeed>> to_wake_;
  uint64_t next_order_ = 1;
  uint64_t next_session_ = 1;
  std::mt19937_64 random_;
  bool stopping_ = false;
};

}  // namespace interloom::scheduler
