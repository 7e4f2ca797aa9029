// Workers' side: attempts, losses, late answers, results, restarts of the gateway.
#include <gmock/gmock.h>

#include "server/scheduler/scheduler.h"
#include "server/scheduler/scheduler_fixture.h"

namespace interloom::scheduler {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Status kGone = make_status(StatusCode::kUnavailable, "gone");

TEST_F(SchedulerTest, LostBeforeOutputRunsOnceMore) {
  auto first = std::make_shared<FakeWorker>(), second = std::make_shared<FakeWorker>();
  const uint64_t one = connect(first, "w1");
  const std::string job = submit();
  ASSERT_TRUE(run(one, job).ok());
  scheduler_->disconnected(one, kGone);
  EXPECT_EQ(state(job), JobState::kQueued);
  EXPECT_EQ(first->closed, kGone);
  const uint64_t two = connect(second, "w2");
  ASSERT_EQ(second->work.size(), 1u);
  EXPECT_EQ(second->work[0].attempt, 2u);
  ASSERT_TRUE(run(two, job, 2).ok());
  ASSERT_TRUE(complete(two, job, 2).ok());
  EXPECT_THAT(told(job), ElementsAre("RECEIVED", "DISPATCHED", "RUNNING", "QUEUED 1", "DISPATCHED", "RUNNING", "result 0", "COMPLETED"));
}

TEST_F(SchedulerTest, LostTwiceEndsWorkerLost) {
  std::string job;
  for (const char* id : {"w1", "w2"}) {
    auto worker = std::make_shared<FakeWorker>();
    const uint64_t session = connect(worker, id);
    if (job.empty()) job = submit();
    ASSERT_EQ(worker->work.size(), 1u);
    scheduler_->disconnected(session, kGone);
  }
  EXPECT_EQ(state(job), JobState::kWorkerLost);
  EXPECT_THAT(why(job), HasSubstr("attempt 2 of 2"));
  auto third = std::make_shared<FakeWorker>();
  connect(third, "w3");
  EXPECT_TRUE(third->work.empty());
}

TEST_F(SchedulerTest, LostAfterOutputIsNotRunAgain) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit();
  ASSERT_TRUE(log(session, job, "told").ok());
  scheduler_->disconnected(session, kGone);
  EXPECT_EQ(state(job), JobState::kWorkerLost);
  EXPECT_THAT(why(job), HasSubstr("had sent output"));
}

TEST_F(SchedulerTest, RequeuedJobKeepsItsPlace) {
  auto first = std::make_shared<FakeWorker>(), second = std::make_shared<FakeWorker>();
  const uint64_t one = connect(first, "w1");
  const std::string job = submit();
  submit();
  scheduler_->disconnected(one, kGone);
  connect(second, "w2");
  EXPECT_EQ(second->work.back().job_id, job);
}

TEST_F(SchedulerTest, SilentWorkerLosesItsLease) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit();
  pass(milliseconds(9'999));
  ASSERT_TRUE(scheduler_->heartbeat(session).ok());
  pass(milliseconds(9'999));
  EXPECT_EQ(state(job), JobState::kDispatched);
  pass(milliseconds(1));
  EXPECT_EQ(state(job), JobState::kQueued);
  EXPECT_THAT(std::string(message_of(worker->closed)), HasSubstr("said nothing for 10000 ms"));
  EXPECT_EQ(scheduler_->heartbeat(session).code(), StatusCode::kAborted);
}

TEST_F(SchedulerTest, LateAnswerOfALostWorkerIsRefused) {
  auto first = std::make_shared<FakeWorker>(), second = std::make_shared<FakeWorker>();
  const uint64_t one = connect(first, "w1");
  const std::string job = submit();
  pass(milliseconds(10'000));
  const uint64_t two = connect(second, "w2");
  EXPECT_EQ(complete(one, job, 1).code(), StatusCode::kAborted);  // the lost session
  EXPECT_EQ(complete(two, job, 1).code(), StatusCode::kAborted);  // the old attempt through a live one
  EXPECT_EQ(log(two, job, "late", 1).code(), StatusCode::kAborted);
  EXPECT_EQ(scheduler_->check_attempt(job, 1).code(), StatusCode::kAborted);
  EXPECT_TRUE(scheduler_->check_attempt(job, 2).ok());
  EXPECT_EQ(state(job), JobState::kDispatched);
  ASSERT_TRUE(complete(two, job, 2).ok());
  EXPECT_EQ(complete(two, job, 2).code(), StatusCode::kAborted);  // twice
  EXPECT_EQ(state(job), JobState::kCompleted);
}

TEST_F(SchedulerTest, AnotherWorkersJobIsNotOnesOwn) {
  auto first = std::make_shared<FakeWorker>(), second = std::make_shared<FakeWorker>();
  connect(first, "w1");
  const std::string job = submit();
  const uint64_t two = connect(second, "w2");
  EXPECT_EQ(complete(two, job, 1).code(), StatusCode::kAborted);
  EXPECT_EQ(log(two, job, "x", 1).code(), StatusCode::kAborted);
  EXPECT_EQ(state(job), JobState::kDispatched);
}

TEST_F(SchedulerTest, WorkerLostDuringACancelEndsCancelled) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit();
  ASSERT_TRUE(scheduler_->cancel(job, "no more").ok());
  scheduler_->disconnected(session, kGone);
  EXPECT_EQ(state(job), JobState::kCancelled);
}

TEST_F(SchedulerTest, SlotsAreKeptPerModelAndSpreadOverWorkers) {
  auto first = std::make_shared<FakeWorker>(), second = std::make_shared<FakeWorker>();
  connect(first, "w1", 2);
  connect(second, "w2", 2);
  for (int i = 0; i < 5; ++i) submit();
  EXPECT_EQ(first->work.size(), 2u);
  EXPECT_EQ(second->work.size(), 2u);
  EXPECT_EQ(scheduler_->models()[0].queued, 1u);
  EXPECT_EQ(scheduler_->models()[0].running, 4u);
}

TEST_F(SchedulerTest, LeavingWorkerGetsNoMoreAndMayFinish) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker, "w", 2);
  const std::string job = submit();
  scheduler_->leaving(session);
  const std::string next = submit();
  EXPECT_EQ(worker->work.size(), 1u);
  ASSERT_TRUE(complete(session, job).ok());
  EXPECT_EQ(state(job), JobState::kCompleted);
  EXPECT_EQ(worker->work.size(), 1u);
  scheduler_->disconnected(session, kGone);
  EXPECT_EQ(state(next), JobState::kQueued);
}

TEST_F(SchedulerTest, WorkerThatDialsAgainTakesOverFromItself) {
  auto old = std::make_shared<FakeWorker>(), now = std::make_shared<FakeWorker>();
  connect(old, "w");
  const std::string job = submit();
  connect(now, "w");
  EXPECT_FALSE(old->closed.ok());
  ASSERT_EQ(now->work.size(), 1u);
  EXPECT_EQ(now->work[0].attempt, 2u);
  EXPECT_EQ(scheduler_->models()[0].workers, 1u);
}

TEST_F(SchedulerTest, BadRegistrationsAreRefused) {
  auto worker = std::make_shared<FakeWorker>();
  EXPECT_EQ(scheduler_->connect({"", "1", 1, {}}, worker).status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(scheduler_->connect({"w", "1", 0, {}}, worker).status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(scheduler_->connect({"w", "1", 1, {std::make_shared<const ModelInfo>()}}, worker).status().code(),
            StatusCode::kInvalidArgument);
  scheduler_->stop_accepting();
  EXPECT_EQ(scheduler_->connect({"w", "1", 1, {}}, worker).status().code(), StatusCode::kUnavailable);
}

TEST_F(SchedulerTest, WorkerMayOnlyReportRunningAndOutput) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit();
  const auto report = [&](JobEvent event) { return scheduler_->progress(session, job, 1, std::move(event)).code(); };
  EXPECT_EQ(report({0, StateEvent{JobState::kCompleted, 0, 0, {}}}), StatusCode::kInvalidArgument);
  EXPECT_EQ(report({0, ResultEvent{}}), StatusCode::kInvalidArgument);
  EXPECT_EQ(report({0, StateEvent{JobState::kRunning, 0, 0, {}}}), StatusCode::kOk);
  EXPECT_EQ(report({0, StateEvent{JobState::kRunning, 0, 0, {}}}), StatusCode::kOk);  // again: nothing new
  EXPECT_THAT(told(job), ElementsAre("RECEIVED", "DISPATCHED", "RUNNING"));
}

TEST_F(SchedulerTest, AnswersThatMakeNoSenseFailTheJob) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const auto answer = [&](Outcome outcome) {
    const std::string job = submit();
    EXPECT_TRUE(scheduler_->finished(session, job, 1, std::move(outcome)).ok());
    EXPECT_EQ(state(job), JobState::kFailed);
    return why(job);
  };
  EXPECT_THAT(answer({JobState::kQueued, OkStatus(), {}}), HasSubstr("in state QUEUED"));
  EXPECT_THAT(answer({JobState::kCompleted, OkStatus(), {}}), HasSubstr("without a result"));
  ResultHead missing;
  missing.frame_count = 2;
  missing.inline_frames.push_back(encode_frame(0, 0, "abc", DType::kUInt8, Compression::kNone));
  EXPECT_THAT(answer({JobState::kCompleted, OkStatus(), missing}), HasSubstr("1 of 2 frames"));
  ResultHead damaged;
  damaged.frame_count = 1;
  damaged.inline_frames.push_back(encode_frame(0, 0, "abc", DType::kUInt8, Compression::kNone));
  damaged.inline_frames[0].data[0] ^= 1;
  EXPECT_THAT(answer({JobState::kCompleted, OkStatus(), damaged}), HasSubstr("checksum"));
  ResultHead unsent;
  unsent.frame_count = 3;
  EXPECT_THAT(answer({JobState::kCompleted, OkStatus(), unsent}), HasSubstr("not stored"));
}

TEST_F(SchedulerTest, StoredResultMustHaveTheFramesThatItsHeadSays) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const auto finish_with = [&](uint64_t said) {
    const std::string job = submit();
    auto writer = results_->create(results::result_name(job, 1));
    EXPECT_TRUE((*writer)->append(encode_frame(0, 0, "abc", DType::kUInt8, Compression::kNone)).ok());
    EXPECT_TRUE((*writer)->seal().ok());
    ResultHead head;
    head.frame_count = said;
    EXPECT_TRUE(scheduler_->finished(session, job, 1, {JobState::kCompleted, OkStatus(), head}).ok());
    return job;
  };
  const std::string good = finish_with(1);
  EXPECT_EQ(state(good), JobState::kCompleted);
  EXPECT_EQ(scheduler_->get(good)->record.result_frames, 1u);
  EXPECT_GT(scheduler_->get(good)->record.result_bytes, 0u);
  const std::string bad = finish_with(2);
  EXPECT_EQ(state(bad), JobState::kFailed);
  EXPECT_THAT(why(bad), HasSubstr("1 of the result's 2 frames"));
}

TEST_F(SchedulerTest, FailureKeepsWhatHadBeenSaved) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit();
  ASSERT_TRUE(scheduler_->finished(session, job, 1, {JobState::kFailed, invalid_argument("node 'h'"), ResultHead{}}).ok());
  EXPECT_THAT(told(job), ElementsAre("RECEIVED", "DISPATCHED", "result 0", "FAILED: node 'h'"));
}

TEST_F(SchedulerTest, RestartTakesUpWhatWasUnfinished) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker, "w", 3);
  const std::string running = submit(), talking = submit(), done = submit(), waiting = submit();
  ASSERT_TRUE(run(session, running).ok());
  ASSERT_TRUE(log(session, talking, "told").ok());
  ASSERT_TRUE(complete(session, done).ok());  // gives its slot to `waiting`
  const std::string queued = submit();
  start();
  EXPECT_EQ(state(running), JobState::kQueued);
  EXPECT_EQ(state(waiting), JobState::kQueued);
  EXPECT_EQ(state(queued), JobState::kQueued);
  EXPECT_EQ(state(talking), JobState::kWorkerLost);
  EXPECT_THAT(why(talking), HasSubstr("gateway was restarted"));
  EXPECT_EQ(state(done), JobState::kCompleted);
  auto again = std::make_shared<FakeWorker>();
  const uint64_t now = connect(again, "w", 3);
  ASSERT_EQ(again->work.size(), 3u);
  EXPECT_EQ(again->work[0].job_id, running);
  EXPECT_EQ(again->work[0].attempt, 2u);
  EXPECT_EQ(*again->work[0].spec, "spec");
  EXPECT_EQ(again->work[2].attempt, 1u);
  ASSERT_TRUE(complete(now, running, 2).ok());
  EXPECT_EQ(told(running).back(), "COMPLETED");
}

TEST_F(SchedulerTest, RestartTwiceDuringARunEndsWorkerLost) {
  connect(std::make_shared<FakeWorker>());
  const std::string job = submit();
  start();
  connect(std::make_shared<FakeWorker>());
  EXPECT_EQ(state(job), JobState::kDispatched);
  start();
  EXPECT_EQ(state(job), JobState::kWorkerLost);
}

TEST_F(SchedulerTest, AttachedJobIsAbandonedAfterARestartUnlessItsClientComesBack) {
  const std::string left = submit({.attached = true}), kept = submit({.attached = true});
  start();
  auto watcher = scheduler_->watch(kept);
  pass(milliseconds(10'000));
  EXPECT_EQ(state(left), JobState::kCancelled);
  EXPECT_EQ(state(kept), JobState::kQueued);
}

}  // namespace
}  // namespace interloom::scheduler
