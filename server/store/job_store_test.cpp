// What every JobStore promises, over the SQLite one; and what is particular to that.
#include "server/store/job_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "server/store/sqlite_db.h"
#include "common/temp_dir.h"
#include "server/store/sqlite_job_store.h"

namespace interloom::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class JobStoreTest : public ::testing::Test {
 protected:
  void SetUp() override { reopen(); }
  std::string path() const { return folder_ + "/jobs.db"; }
  void reopen() {
    store_.reset();
    auto store = open_sqlite_job_store(path());
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  static NewJob new_job(std::string id, JobState state = JobState::kQueued, std::string key = "") {
    NewJob job;
    job.record.id = std::move(id);
    job.record.owner = "alice";
    job.record.idempotency_key = std::move(key);
    job.record.model = "tiny";
    job.record.state = state;
    job.record.attempt = state == JobState::kQueued ? 0 : 1;
    job.record.priority = -3;
    job.record.attached = true;
    job.record.queue_timeout_ms = 5;
    job.record.run_timeout_ms = 6;
    job.record.received_unix_ms = 1000;
    job.record.last_seq = 2;
    job.spec = std::string("spec\0bytes", 10);
    job.events = {{1, EventKind::kState, "received"}, {2, EventKind::kState, "queued"}};
    return job;
  }
  void accept(const NewJob& job) {
    const auto accepted = store_->accept(job);
    ASSERT_TRUE(accepted.ok()) << accepted.status();
    EXPECT_FALSE(accepted->existed);
  }
  std::vector<std::string> bodies(const std::string& id, uint64_t from = 1) {
    const auto events = store_->events(id, from, 100, 1 << 20);
    EXPECT_TRUE(events.ok()) << events.status();
    std::vector<std::string> out;
    if (events.ok())
      for (const EventRecord& event : *events) out.push_back(event.body);
    return out;
  }

  const TempDir dir_;  // before the store: goes after it
  const std::string folder_ = dir_.path();
  std::unique_ptr<JobStore> store_;
};

TEST_F(JobStoreTest, AcceptedJobIsThereAfterReopen) {
  accept(new_job("j1"));
  reopen();
  const auto record = store_->get("j1");
  ASSERT_TRUE(record.ok()) << record.status();
  EXPECT_EQ(record->owner, "alice");
  EXPECT_EQ(record->model, "tiny");
  EXPECT_EQ(record->state, JobState::kQueued);
  EXPECT_EQ(record->priority, -3);
  EXPECT_TRUE(record->attached);
  EXPECT_EQ(record->queue_timeout_ms, 5u);
  EXPECT_EQ(record->run_timeout_ms, 6u);
  EXPECT_EQ(record->received_unix_ms, 1000);
  EXPECT_EQ(record->last_seq, 2u);
  EXPECT_EQ(*store_->spec("j1"), std::string("spec\0bytes", 10));
  EXPECT_THAT(bodies("j1"), ElementsAre("received", "queued"));
}

TEST_F(JobStoreTest, SameKeyOfSameOwnerNamesTheFirstJob) {
  accept(new_job("j1", JobState::kQueued, "k"));
  const auto again = store_->accept(new_job("j2", JobState::kQueued, "k"));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->existed);
  EXPECT_EQ(again->job_id, "j1");
  EXPECT_EQ(store_->get("j2").status().code(), StatusCode::kNotFound);
  NewJob other = new_job("j3", JobState::kQueued, "k");
  other.record.owner = "bob";
  accept(other);
}

TEST_F(JobStoreTest, JobsWithoutKeyAreNeverTheSame) {
  accept(new_job("j1"));
  accept(new_job("j2"));
}

TEST_F(JobStoreTest, ClaimComparesAndSets) {
  accept(new_job("j1"));
  ASSERT_TRUE(store_->claim("j1", 0, {{3, EventKind::kState, "dispatched"}}).ok());
  EXPECT_EQ(store_->get("j1")->attempt, 1u);
  EXPECT_EQ(store_->get("j1")->state, JobState::kDispatched);
  EXPECT_EQ(store_->claim("j1", 0, {}).code(), StatusCode::kAborted);
  EXPECT_EQ(store_->claim("j1", 1, {}).code(), StatusCode::kAborted);  // not queued
  EXPECT_EQ(store_->claim("nope", 0, {}).code(), StatusCode::kNotFound);
}

TEST_F(JobStoreTest, RefusedChangeStoresNoEvents) {
  accept(new_job("j1"));
  EXPECT_FALSE(store_->claim("j1", 7, {{3, EventKind::kState, "x"}}).ok());
  EXPECT_THAT(bodies("j1"), ElementsAre("received", "queued"));
}

TEST_F(JobStoreTest, StatesGoOnlyTheirWay) {
  accept(new_job("j1"));
  EXPECT_EQ(store_->started("j1", 0, 5, {}).code(), StatusCode::kAborted);
  EXPECT_EQ(store_->requeue("j1", 0, {}).code(), StatusCode::kAborted);
  ASSERT_TRUE(store_->claim("j1", 0, {}).ok());
  EXPECT_EQ(store_->started("j1", 2, 5, {}).code(), StatusCode::kAborted);  // another attempt
  ASSERT_TRUE(store_->started("j1", 1, 1500, {}).ok());
  EXPECT_EQ(store_->get("j1")->started_unix_ms, 1500);
  ASSERT_TRUE(store_->requeue("j1", 1, {}).ok());
  EXPECT_EQ(store_->get("j1")->state, JobState::kQueued);
  EXPECT_EQ(store_->get("j1")->started_unix_ms, 0);
  ASSERT_TRUE(store_->claim("j1", 1, {}).ok());
  EXPECT_EQ(store_->get("j1")->attempt, 2u);
}

TEST_F(JobStoreTest, FinishesExactlyOnce) {
  accept(new_job("j1", JobState::kDispatched));
  Finish end{JobState::kFailed, invalid_argument("node 'h'"), 2000, 77, 3};
  ASSERT_TRUE(store_->finish("j1", end, {{3, EventKind::kResult, "r"}, {4, EventKind::kState, "failed"}}).ok());
  const Status again = store_->finish("j1", {JobState::kCompleted, OkStatus(), 3000, 0, 0}, {{5, EventKind::kState, "completed"}});
  EXPECT_EQ(again.code(), StatusCode::kFailedPrecondition);
  reopen();
  const auto record = store_->get("j1");
  ASSERT_TRUE(record.ok());
  EXPECT_EQ(record->state, JobState::kFailed);
  EXPECT_EQ(record->status, invalid_argument("node 'h'"));
  EXPECT_EQ(record->finished_unix_ms, 2000);
  EXPECT_EQ(record->result_bytes, 77u);
  EXPECT_EQ(record->result_frames, 3u);
  EXPECT_EQ(record->last_seq, 4u);
  EXPECT_THAT(bodies("j1", 3), ElementsAre("r", "failed"));
  EXPECT_EQ(store_->finish("nope", end, {}).code(), StatusCode::kNotFound);
}

TEST_F(JobStoreTest, AppendsAllOrNone) {
  accept(new_job("j1"));
  accept(new_job("j2"));
  ASSERT_TRUE(store_->finish("j2", {JobState::kCancelled, OkStatus(), 1, 0, 0}, {}).ok());
  const Status status = store_->append_events({{"j1", {{3, EventKind::kLog, "a"}}}, {"j2", {{3, EventKind::kLog, "b"}}}});
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(bodies("j1"), ElementsAre("received", "queued"));
  EXPECT_EQ(store_->get("j1")->last_seq, 2u);
  ASSERT_TRUE(store_->append_events({{"j1", {{3, EventKind::kLog, "a"}}}}).ok());
  EXPECT_EQ(store_->get("j1")->last_seq, 3u);
}

TEST_F(JobStoreTest, EventsAreReadFromANumberWithinBounds) {
  accept(new_job("j1"));
  ASSERT_TRUE(store_->append_events({{"j1", {{3, EventKind::kLog, std::string(100, 'x')}, {4, EventKind::kLog, "y"}}}}).ok());
  EXPECT_EQ(store_->events("j1", 2, 2, 1000)->size(), 2u);
  EXPECT_EQ(store_->events("j1", 3, 100, 50)->size(), 1u);  // one even when it is larger than the bound
  EXPECT_TRUE(store_->events("j1", 9, 100, 1000)->empty());
}

TEST_F(JobStoreTest, FindsTheNewestEventOfAKind) {
  accept(new_job("j1"));
  EXPECT_FALSE(store_->last_event("j1", EventKind::kResult)->has_value());
  ASSERT_TRUE(store_->append_events({{"j1", {{3, EventKind::kLog, "old"}, {4, EventKind::kLog, "new"}}}}).ok());
  EXPECT_EQ((*store_->last_event("j1", EventKind::kLog))->body, "new");
}

TEST_F(JobStoreTest, UnfinishedJobsComeBackOldestFirst) {
  accept(new_job("j1"));
  accept(new_job("j2", JobState::kDispatched));
  accept(new_job("j3", JobState::kDispatched));
  accept(new_job("j4"));
  ASSERT_TRUE(store_->append_events({{"j3", {{3, EventKind::kTokens, "t"}}}}).ok());
  ASSERT_TRUE(store_->finish("j4", {JobState::kCompleted, OkStatus(), 1, 0, 0}, {}).ok());
  reopen();
  const auto found = store_->unfinished();
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_EQ(found->size(), 3u);
  EXPECT_EQ((*found)[0].record.id, "j1");
  EXPECT_EQ((*found)[0].spec, std::string("spec\0bytes", 10));
  EXPECT_FALSE((*found)[1].delivered);
  EXPECT_TRUE((*found)[2].delivered);
}

TEST_F(JobStoreTest, ListsNewestFirstByFilter) {
  for (const char* id : {"j1", "j2", "j3"}) accept(new_job(id));
  NewJob other = new_job("j4");
  other.record.model = "other";
  accept(other);
  ASSERT_TRUE(store_->finish("j2", {JobState::kCompleted, OkStatus(), 1, 0, 0}, {}).ok());
  const auto ids = [&](const ListFilter& filter) {
    const auto records = store_->list(filter);
    EXPECT_TRUE(records.ok()) << records.status();
    std::vector<std::string> out;
    for (const JobRecord& record : records.value()) out.push_back(record.id);
    return out;
  };
  EXPECT_THAT(ids({}), ElementsAre("j4", "j3", "j2", "j1"));
  EXPECT_THAT(ids({.model = "tiny"}), ElementsAre("j3", "j2", "j1"));
  EXPECT_THAT(ids({.states = {JobState::kCompleted}}), ElementsAre("j2"));
  EXPECT_THAT(ids({.limit = 2, .after_job_id = "j4"}), ElementsAre("j3", "j2"));
  EXPECT_THAT(ids({.owner = "bob"}), ElementsAre());
}

TEST_F(JobStoreTest, ForgetsJobsThatEndedBefore) {
  for (const char* id : {"j1", "j2", "j3"}) accept(new_job(id));
  ASSERT_TRUE(store_->finish("j1", {JobState::kCompleted, OkStatus(), 100, 0, 0}, {}).ok());
  ASSERT_TRUE(store_->finish("j2", {JobState::kCompleted, OkStatus(), 200, 0, 0}, {}).ok());
  EXPECT_THAT(*store_->remove_finished(200, 10), ElementsAre("j1"));
  EXPECT_EQ(store_->get("j1").status().code(), StatusCode::kNotFound);
  EXPECT_EQ(store_->spec("j1").status().code(), StatusCode::kNotFound);
  EXPECT_TRUE(bodies("j1").empty());
  EXPECT_TRUE(store_->get("j2").ok());
}

TEST_F(JobStoreTest, UnknownJobIsNamed) {
  const Status status = store_->get("j-unknown").status();
  EXPECT_EQ(status.code(), StatusCode::kNotFound);
  EXPECT_THAT(std::string(message_of(status)), HasSubstr("j-unknown"));
}

TEST_F(JobStoreTest, ThreadsAcceptAndFinishTogether) {
  constexpr int kThreads = 4, kJobs = 50;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kJobs; ++i) {
        const std::string id = str_cat("j", t, "-", i);
        EXPECT_TRUE(store_->accept(new_job(id, JobState::kDispatched)).ok());
        EXPECT_TRUE(store_->finish(id, {JobState::kCompleted, OkStatus(), 1, 0, 0}, {{3, EventKind::kState, "done"}}).ok());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(store_->list({.states = {JobState::kCompleted}, .limit = 1000})->size(), size_t{kThreads * kJobs});
}

// The child says an id only after accept() returned OK; what it said before it was killed must be there.
TEST_F(JobStoreTest, WhatWasAcceptedSurvivesKill) {
  store_.reset();
  int said[2];
  ASSERT_EQ(pipe(said), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(said[0]);
    auto store = open_sqlite_job_store(path());
    for (uint32_t i = 0; store.ok(); ++i) {
      if (!(*store)->accept(new_job(str_cat("j", i))).ok()) break;
      if (write(said[1], &i, sizeof i) != sizeof i) break;
    }
    _exit(1);
  }
  close(said[1]);
  constexpr uint32_t kEnough = 200;
  uint32_t last = 0;
  while (last < kEnough && read(said[0], &last, sizeof last) == sizeof last) {
  }
  ASSERT_EQ(last, kEnough);
  kill(child, SIGKILL);
  while (read(said[0], &last, sizeof last) == sizeof last) {
  }
  close(said[0]);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  reopen();
  for (uint32_t i = 0; i <= last; ++i) EXPECT_TRUE(store_->get(str_cat("j", i)).ok()) << i;
}

TEST_F(JobStoreTest, WalStaysBoundedUnderALoadThatNeverPauses) {
  constexpr int kJobs = 1000;
  constexpr uint64_t kSpec = 200 << 10, kMaxWal = 100 << 20;
  NewJob job = new_job("");
  job.spec.assign(kSpec, 's');
  uint64_t largest = 0;
  for (int i = 0; i < kJobs; ++i) {
    job.record.id = str_cat("j", i);
    ASSERT_TRUE(store_->accept(job).ok());
    largest = std::max<uint64_t>(largest, std::filesystem::file_size(path() + "-wal"));
  }
  EXPECT_GT(kJobs * kSpec, kMaxWal);  // what it would be otherwise
  EXPECT_LT(largest, kMaxWal);
}

TEST_F(JobStoreTest, NewerSchemaIsRefused) {
  store_.reset();
  {
    auto db = SqliteDb::open(path());
    ASSERT_TRUE(db.ok());
    ASSERT_TRUE(db->exec("PRAGMA user_version = 99").ok());
  }
  const Status status = open_sqlite_job_store(path()).status();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(message_of(status)), HasSubstr("schema version 99"));
}

TEST_F(JobStoreTest, FileThatIsNoDatabaseIsNamed) {
  const std::string other = folder_ + "/garbage.db";
  std::ofstream(other) << std::string(8192, 'g');
  const Status status = open_sqlite_job_store(other).status();
  EXPECT_EQ(status.code(), StatusCode::kInternal);
  EXPECT_THAT(std::string(message_of(status)), HasSubstr("garbage.db"));
  EXPECT_FALSE(open_sqlite_job_store(folder_ + "/no/such/folder/jobs.db").ok());
}

}  // namespace
}  // namespace interloom::store
