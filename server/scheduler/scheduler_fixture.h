// For the tests of this folder: a scheduler over a real store in a temporary folder, time by hand, workers that remember.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/results/directory_store.h"
#include "server/scheduler/scheduler.h"
#include "common/temp_dir.h"
#include "server/store/sqlite_job_store.h"

namespace interloom::scheduler {

// Events as text: "QUEUED 2", "FAILED: why", "log: text", "tokens 3", "result 1".
class TextCodec final : public EventCodec {
 public:
  std::string encode(JobEvent event) const override {
    if (const auto* state = std::get_if<StateEvent>(&event.kind)) {
      std::string text(job_state_name(state->state));
      if (state->position > 0) text += str_cat(" ", state->position);
      if (state->estimate_ms > 0) text += str_cat(" in ", state->estimate_ms);
      if (!state->status.ok()) text += str_cat(": ", state->status.message());
      return text;
    }
    if (const auto* log = std::get_if<LogEvent>(&event.kind)) return "log: " + log->text;
    if (const auto* tokens = std::get_if<TokensEvent>(&event.kind)) return str_cat("tokens ", tokens->step);
    return str_cat("result ", std::get<ResultEvent>(event.kind).head.frame_count);
  }
};

class FakeWorker final : public WorkerPort {
 public:
  void send_work(WorkItem item) override { work.push_back(std::move(item)); }
  void cancel(const std::string& job_id, uint32_t attempt, const Status& reason) override {
    cancels.push_back(str_cat(job_id, "/", attempt, " ", static_cast<int>(reason.code())));
  }
  void drain() override { drained = true; }
  void close(const Status& reason) override { closed = reason; }

  std::vector<WorkItem> work;
  std::vector<std::string> cancels;
  bool drained = false;
  Status closed;
};

// A store whose writes fail while told so, as on a full disk.
class BrittleStore final : public store::JobStore {
 public:
  using Events = std::vector<store::EventRecord>;
  explicit BrittleStore(store::JobStore& inner) : inner_(inner) {}
  bool full = false;

  StatusOr<store::AcceptResult> accept(const store::NewJob& job) override {
    RETURN_IF_ERROR(room());
    return inner_.accept(job);
  }
  Status claim(const std::string& id, uint32_t expected, const Events& events) override {
    RETURN_IF_ERROR(room());
    return inner_.claim(id, expected, events);
  }
  Status requeue(const std::string& id, uint32_t attempt, const Events& events) override {
    RETURN_IF_ERROR(room());
    return inner_.requeue(id, attempt, events);
  }
  Status started(const std::string& id, uint32_t attempt, int64_t ms, const Events& events) override {
    RETURN_IF_ERROR(room());
    return inner_.started(id, attempt, ms, events);
  }
  Status append_events(const std::vector<store::JobEvents>& batch) override {
    RETURN_IF_ERROR(room());
    return inner_.append_events(batch);
  }
  Status finish(const std::string& id, const store::Finish& end, const Events& events) override {
    RETURN_IF_ERROR(room());
    return inner_.finish(id, end, events);
  }
  StatusOr<store::JobRecord> get(const std::string& id) override { return inner_.get(id); }
  StatusOr<std::string> spec(const std::string& id) override { return inner_.spec(id); }
  StatusOr<std::vector<store::JobRecord>> list(const store::ListFilter& filter) override { return inner_.list(filter); }
  StatusOr<Events> events(const std::string& id, uint64_t from, size_t count, size_t bytes) override {
    return inner_.events(id, from, count, bytes);
  }
  StatusOr<std::optional<store::EventRecord>> last_event(const std::string& id, store::EventKind kind) override {
    return inner_.last_event(id, kind);
  }
  StatusOr<std::vector<store::UnfinishedJob>> unfinished() override { return inner_.unfinished(); }
  StatusOr<std::vector<std::string>> remove_finished(int64_t before, uint32_t limit) override {
    return inner_.remove_finished(before, limit);
  }

 private:
  Status room() const { return full ? make_status(StatusCode::kResourceExhausted, "disk full") : OkStatus(); }
  store::JobStore& inner_;
};

class SchedulerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto jobs = store::open_sqlite_job_store(folder_ + "/jobs.db");
    ASSERT_TRUE(jobs.ok()) << jobs.status();
    jobs_ = *std::move(jobs);
    store_ = std::make_unique<BrittleStore>(*jobs_);
    auto results = results::open_directory_store({folder_, 0});
    ASSERT_TRUE(results.ok()) << results.status();
    results_ = *std::move(results);
    start();
  }
  void TearDown() override {
    scheduler_.reset();
    store_.reset();
    jobs_.reset();
    results_.reset();
  }

  // A new scheduler over the same store, as after a kill: nothing of the old one is told.
  void start(SchedulerOptions options = {}) {
    scheduler_.reset();
    options.expected_models.push_back("tiny");
    scheduler_ = std::make_unique<Scheduler>(options, clock_, *store_, *results_, codec_, metrics_, Logger());
    const Status recovered = scheduler_->recover();
    ASSERT_TRUE(recovered.ok()) << recovered;
  }

  uint64_t connect(std::shared_ptr<FakeWorker> worker, const std::string& id = "w", uint32_t slots = 1, const std::string& model = "tiny") {
    WorkerInfo info{id, "1", slots, {}};
    ModelInfo hosted;
    hosted.name = model;
    info.models.push_back(std::make_shared<const ModelInfo>(hosted));
    const auto session = scheduler_->connect(info, std::move(worker));
    EXPECT_TRUE(session.ok()) << session.status();
    return session.ok() ? *session : 0;
  }
  std::string submit(Submission submission = {}) {
    if (submission.model.empty()) submission.model = "tiny";
    if (submission.spec.empty()) submission.spec = "spec";
    const auto submitted = scheduler_->submit(std::move(submission));
    EXPECT_TRUE(submitted.ok()) << submitted.status();
    return submitted.ok() ? submitted->job_id : "";
  }
  void pass(std::chrono::milliseconds time) {
    clock_.advance(time);
    scheduler_->tick();
  }
  Status run(uint64_t session, const std::string& job, uint32_t attempt = 1) {
    return scheduler_->progress(session, job, attempt, JobEvent{0, StateEvent{JobState::kRunning, 0, 0, {}}});
  }
  Status log(uint64_t session, const std::string& job, const std::string& text, uint32_t attempt = 1) {
    return scheduler_->progress(session, job, attempt, JobEvent{0, LogEvent{text}});
  }
  static Outcome completed() { return {JobState::kCompleted, OkStatus(), ResultHead{}}; }
  Status complete(uint64_t session, const std::string& job, uint32_t attempt = 1) {
    return scheduler_->finished(session, job, attempt, completed());
  }
  JobState state(const std::string& job) {
    const auto view = scheduler_->get(job);
    EXPECT_TRUE(view.ok()) << view.status();
    return view.ok() ? view->record.state : JobState::kReceived;
  }
  std::string why(const std::string& job) { return std::string(message_of(scheduler_->get(job)->record.status)); }
  std::vector<std::string> told(const std::string& job) {
    const auto events = store_->events(job, 1, 1000, 1 << 20);
    std::vector<std::string> out;
    for (size_t i = 0; i < events->size(); ++i) {
      EXPECT_EQ((*events)[i].seq, i + 1);
      out.push_back((*events)[i].body);
    }
    return out;
  }
  static std::vector<std::string> read_all(Watcher& watcher, uint64_t from = 1) {
    std::vector<std::string> out;
    const auto events = watcher.feed().read(from, 1000);
    EXPECT_TRUE(events.ok()) << events.status();
    if (events.ok())
      for (const FeedEvent& event : *events) out.push_back(*event.body);
    return out;
  }

  ManualClock clock_;
  const TempDir dir_;  // before the stores: goes after them
  const std::string folder_ = dir_.path();
  Metrics metrics_;
  TextCodec codec_;
  std::unique_ptr<store::JobStore> jobs_;
  std::unique_ptr<BrittleStore> store_;
  std::unique_ptr<results::FrameStore> results_;
  std::unique_ptr<Scheduler> scheduler_;
};

}  // namespace interloom::scheduler
