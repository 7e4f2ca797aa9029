// Clients' side, deadlines and cancellation.
#include "server/scheduler/scheduler.h"

#include <gmock/gmock.h>

#include "server/scheduler/scheduler_fixture.h"

namespace interloom::scheduler {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST_F(SchedulerTest, JobGoesThroughItsStates) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit();
  ASSERT_EQ(worker->work.size(), 1u);
  EXPECT_EQ(worker->work[0].job_id, job);
  EXPECT_EQ(worker->work[0].attempt, 1u);
  EXPECT_EQ(*worker->work[0].spec, "spec");
  ASSERT_TRUE(run(session, job).ok());
  ASSERT_TRUE(log(session, job, "hello").ok());
  ASSERT_TRUE(complete(session, job).ok());
  EXPECT_EQ(state(job), JobState::kCompleted);
  EXPECT_THAT(told(job), ElementsAre("RECEIVED", "DISPATCHED", "RUNNING", "log: hello", "result 0", "COMPLETED"));
}

TEST_F(SchedulerTest, UnknownModelNamesTheNearest) {
  Submission submission;
  submission.model = "tinny";
  const Status status = scheduler_->submit(submission).status();
  EXPECT_EQ(status.code(), StatusCode::kNotFound);
  EXPECT_THAT(std::string(message_of(status)), HasSubstr("did you mean 'tiny'"));
  submission.model = "something-else";
  EXPECT_THAT(std::string(message_of(scheduler_->submit(submission).status())), HasSubstr("hosted: tiny"));
}

TEST_F(SchedulerTest, ExpectedModelQueuesUntilItsWorkerComes) {
  const std::string job = submit();
  EXPECT_THAT(told(job), ElementsAre("RECEIVED", "QUEUED 1"));
  ASSERT_EQ(scheduler_->models().size(), 1u);
  EXPECT_TRUE(scheduler_->models()[0].expected);
  EXPECT_EQ(scheduler_->model_info("tiny").status().code(), StatusCode::kUnavailable);
  auto worker = std::make_shared<FakeWorker>();
  connect(worker);
  EXPECT_EQ(worker->work.size(), 1u);
  EXPECT_FALSE(scheduler_->models()[0].expected);
  EXPECT_EQ(scheduler_->models()[0].workers, 1u);
  EXPECT_TRUE(scheduler_->model_info("tiny").ok());
}

TEST_F(SchedulerTest, PriorityFirstThenFirstCome) {
  const std::string a = submit(), b = submit();
  const std::string urgent = submit({.priority = 5});
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  for (const std::string& job : {urgent, a, b}) {
    ASSERT_EQ(worker->work.back().job_id, job);
    ASSERT_TRUE(complete(session, job).ok());
  }
}

TEST_F(SchedulerTest, SameKeyIsTheSameJob) {
  const std::string first = submit({.idempotency_key = "k"});
  const auto again = scheduler_->submit({.idempotency_key = "k", .model = "tiny", .spec = "other"});
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->existed);
  EXPECT_EQ(again->job_id, first);
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  ASSERT_TRUE(complete(session, first).ok());
  EXPECT_EQ(worker->work.size(), 1u);
  EXPECT_EQ(scheduler_->submit({.idempotency_key = "k", .model = "tiny", .spec = "x"})->job_id, first);  // also when it has ended
}

TEST_F(SchedulerTest, FullQueueIsRefused) {
  start({.max_queued = 2});
  submit();
  submit();
  const Status status = scheduler_->submit({.model = "tiny", .spec = "x"}).status();
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(message_of(status)), HasSubstr("queue of model 'tiny' is full (2 jobs)"));
}

TEST_F(SchedulerTest, LargeSpecReachesItsWorkerFromTheQueue) {
  const std::string spec(200'000, 's');
  submit({.spec = spec});
  auto worker = std::make_shared<FakeWorker>();
  connect(worker);
  ASSERT_EQ(worker->work.size(), 1u);
  EXPECT_EQ(*worker->work[0].spec, spec);
}

TEST_F(SchedulerTest, CancelOfAQueuedJobEndsItAtOnce) {
  const std::string job = submit();
  EXPECT_EQ(*scheduler_->cancel(job, "no more"), JobState::kCancelled);
  EXPECT_THAT(told(job), ElementsAre("RECEIVED", "QUEUED 1", "CANCELLED: no more"));
  auto worker = std::make_shared<FakeWorker>();
  connect(worker);
  EXPECT_TRUE(worker->work.empty());
}

TEST_F(SchedulerTest, CancelOfARunningJobAsksTheWorker) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit();
  ASSERT_TRUE(run(session, job).ok());
  EXPECT_EQ(*scheduler_->cancel(job, "no more"), JobState::kRunning);
  EXPECT_EQ(*scheduler_->cancel(job, "again"), JobState::kRunning);
  EXPECT_THAT(worker->cancels, ElementsAre(job + "/1 1"));
  ASSERT_TRUE(scheduler_->finished(session, job, 1, {JobState::kCancelled, make_status(StatusCode::kCancelled, "stopped"), {}}).ok());
  EXPECT_EQ(state(job), JobState::kCancelled);
  EXPECT_EQ(*scheduler_->cancel(job, "too late"), JobState::kCancelled);
}

TEST_F(SchedulerTest, WorkerThatIgnoresACancelLosesTheJobNotTheSlot) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit();
  ASSERT_TRUE(scheduler_->cancel(job, "no more").ok());
  pass(milliseconds(4'999));
  EXPECT_EQ(state(job), JobState::kDispatched);
  pass(milliseconds(1));
  EXPECT_EQ(state(job), JobState::kCancelled);
  const std::string next = submit();
  EXPECT_EQ(worker->work.size(), 1u);  // the slot is still taken
  EXPECT_EQ(complete(session, job).code(), StatusCode::kAborted);
  ASSERT_EQ(worker->work.size(), 2u);
  EXPECT_EQ(worker->work[1].job_id, next);
  EXPECT_EQ(state(job), JobState::kCancelled);
}

TEST_F(SchedulerTest, CompletionBeatsACancelUnderWay) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit();
  ASSERT_TRUE(scheduler_->cancel(job, "no more").ok());
  ASSERT_TRUE(complete(session, job).ok());
  EXPECT_EQ(*scheduler_->cancel(job, "no more"), JobState::kCompleted);
}

TEST_F(SchedulerTest, UnknownJobIsNotFoundEverywhere) {
  EXPECT_EQ(scheduler_->cancel("j", "x").status().code(), StatusCode::kNotFound);
  EXPECT_EQ(scheduler_->get("j").status().code(), StatusCode::kNotFound);
  EXPECT_EQ(scheduler_->watch("j").status().code(), StatusCode::kNotFound);
}

TEST_F(SchedulerTest, QueueTimeoutEndsTimedOut) {
  const std::string job = submit({.queue_timeout_ms = 300});
  pass(milliseconds(299));
  EXPECT_EQ(state(job), JobState::kQueued);
  pass(milliseconds(1));
  EXPECT_EQ(state(job), JobState::kTimedOut);
  EXPECT_THAT(why(job), HasSubstr("300 ms in the queue of model 'tiny'"));
}

TEST_F(SchedulerTest, RunDeadlineAsksThenEnds) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit({.run_timeout_ms = 1'000});
  ASSERT_TRUE(run(session, job).ok());
  pass(milliseconds(1'999));  // a second of slack for the worker's own clock
  EXPECT_TRUE(worker->cancels.empty());
  pass(milliseconds(1));
  EXPECT_THAT(worker->cancels, ElementsAre(job + "/1 4"));
  pass(milliseconds(5'000));
  EXPECT_EQ(state(job), JobState::kTimedOut);
  EXPECT_THAT(why(job), HasSubstr("1000 ms (run_timeout_ms)"));
}

TEST_F(SchedulerTest, AbsurdTimeoutsDoNotOverflow) {
  auto worker = std::make_shared<FakeWorker>();
  connect(worker);
  const std::string running = submit({.run_timeout_ms = UINT64_MAX});
  const std::string waiting = submit({.queue_timeout_ms = UINT64_MAX});
  pass(milliseconds(100));
  EXPECT_EQ(state(running), JobState::kDispatched);
  EXPECT_EQ(state(waiting), JobState::kQueued);
  EXPECT_TRUE(worker->cancels.empty());
}

TEST_F(SchedulerTest, AttachedJobIsCancelledWhenItsWatcherStaysAway) {
  const std::string job = submit({.attached = true});
  scheduler_->watch(job)->reset();
  pass(milliseconds(9'999));
  EXPECT_EQ(state(job), JobState::kQueued);
  pass(milliseconds(1));
  EXPECT_EQ(state(job), JobState::kCancelled);
  EXPECT_THAT(why(job), HasSubstr("nobody watched the job for 10000 ms"));
}

TEST_F(SchedulerTest, AttachedJobLivesWhileSomebodyWatches) {
  const std::string job = submit({.attached = true});
  auto first = scheduler_->watch(job);
  auto second = scheduler_->watch(job);
  first->reset();
  pass(milliseconds(60'000));
  EXPECT_EQ(state(job), JobState::kQueued);
  second->reset();
  pass(milliseconds(5'000));
  auto back = scheduler_->watch(job);  // in time
  pass(milliseconds(60'000));
  EXPECT_EQ(state(job), JobState::kQueued);
}

TEST_F(SchedulerTest, JobThatWasOnlySubmittedNeedsNoWatcher) {
  const std::string job = submit();
  scheduler_->watch(job)->reset();
  pass(milliseconds(60'000));
  EXPECT_EQ(state(job), JobState::kQueued);
}

TEST_F(SchedulerTest, TwoWatchersSeeTheSameEachFromItsNumber) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit();
  auto one = scheduler_->watch(job), two = scheduler_->watch(job);
  int wakes = 0;
  (*one)->subscribe([&] { ++wakes; });
  ASSERT_TRUE(complete(session, job).ok());
  EXPECT_EQ(wakes, 1);
  EXPECT_THAT(read_all(**one), ElementsAre("RECEIVED", "DISPATCHED", "result 0", "COMPLETED"));
  EXPECT_THAT(read_all(**two, 3), ElementsAre("result 0", "COMPLETED"));
  EXPECT_TRUE((*two)->feed().read(5, 10)->empty());
  EXPECT_TRUE((*two)->feed().ended());
  const auto events = (*one)->feed().read(1, 10);
  EXPECT_FALSE((*events)[2].last);
  EXPECT_TRUE((*events)[3].last);
}

TEST_F(SchedulerTest, FinishedJobIsWatchedFromTheStore) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit();
  ASSERT_TRUE(complete(session, job).ok());
  auto watcher = scheduler_->watch(job);
  ASSERT_TRUE(watcher.ok());
  EXPECT_THAT(read_all(**watcher, 4), ElementsAre("COMPLETED"));
  EXPECT_TRUE((*(*watcher)->feed().read(4, 1))[0].last);
}

TEST_F(SchedulerTest, SlowWatcherOfAChattyJobMissesNothing) {
  constexpr int kLines = 1000;  // beyond what a feed keeps in memory
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit();
  auto watcher = scheduler_->watch(job);
  for (int i = 0; i < kLines; ++i) ASSERT_TRUE(log(session, job, std::to_string(i)).ok());
  uint64_t next = 3;
  for (int i = 0; i < kLines;) {
    const auto events = (*watcher)->feed().read(next, 7);
    ASSERT_TRUE(events.ok() && !events->empty());
    for (const FeedEvent& event : *events) ASSERT_EQ(*event.body, str_cat("log: ", i++));
    next += events->size();
  }
}

TEST_F(SchedulerTest, PositionsAreToldWhenTheyChangeAndNotTooOften) {
  const std::string a = submit(), b = submit(), c = submit();
  auto watcher = scheduler_->watch(c);
  ASSERT_TRUE(scheduler_->cancel(a, "x").ok());
  pass(milliseconds(499));
  EXPECT_THAT(told(c), ElementsAre("RECEIVED", "QUEUED 3"));
  pass(milliseconds(1));
  EXPECT_THAT(told(c), ElementsAre("RECEIVED", "QUEUED 3", "QUEUED 2"));
  EXPECT_EQ(scheduler_->get(c)->position, 2u);
  pass(milliseconds(1'000));
  EXPECT_EQ(told(c).size(), 3u);
  EXPECT_THAT(told(b), ElementsAre("RECEIVED", "QUEUED 2"));  // nobody watches b
}

TEST_F(SchedulerTest, EstimateFollowsWhatJobsTook) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string first = submit();
  clock_.advance(milliseconds(800));
  ASSERT_TRUE(complete(session, first).ok());
  submit();
  clock_.advance(milliseconds(300));
  EXPECT_EQ(told(submit()).back(), "QUEUED 1 in 500");
  EXPECT_EQ(told(submit()).back(), "QUEUED 2 in 1300");
}

TEST_F(SchedulerTest, StoppingRefusesJobsAndKeepsTheQueue) {
  const std::string waiting = submit();
  auto watcher = scheduler_->watch(waiting);
  scheduler_->stop_accepting();
  EXPECT_EQ(scheduler_->submit({.model = "tiny", .spec = "x"}).status().code(), StatusCode::kUnavailable);
  scheduler_->interrupt_watchers();
  EXPECT_EQ((*watcher)->feed().read(1, 10).status().code(), StatusCode::kUnavailable);
  EXPECT_EQ(store_->get(waiting)->state, JobState::kQueued);
}

TEST_F(SchedulerTest, FullDiskRefusesJobsAndDelaysEnds) {
  auto worker = std::make_shared<FakeWorker>();
  const uint64_t session = connect(worker);
  const std::string job = submit();
  auto watcher = scheduler_->watch(job);
  store_->full = true;
  EXPECT_EQ(scheduler_->submit({.model = "tiny", .spec = "x"}).status().code(), StatusCode::kResourceExhausted);
  ASSERT_TRUE(complete(session, job).ok());
  pass(milliseconds(100));
  EXPECT_THAT(read_all(**watcher), ElementsAre("RECEIVED", "DISPATCHED"));  // nothing is told that is not stored
  store_->full = false;
  pass(milliseconds(100));
  EXPECT_THAT(read_all(**watcher, 3), ElementsAre("result 0", "COMPLETED"));
}

TEST_F(SchedulerTest, QueuedJobWhoseEndIsNotStoredYetHasNoPosition) {
  const std::string job = submit();
  store_->full = true;
  ASSERT_TRUE(scheduler_->cancel(job, "x").ok());
  EXPECT_EQ(scheduler_->get(job)->position, 0u);
  EXPECT_EQ(*scheduler_->cancel(job, "x"), JobState::kCancelled);
  store_->full = false;
  pass(milliseconds(100));
  EXPECT_EQ(state(job), JobState::kCancelled);
}

TEST_F(SchedulerTest, PositionsThatCouldNotBeStoredAreToldLater) {
  const std::string a = submit(), b = submit();
  auto watcher = scheduler_->watch(b);
  ASSERT_TRUE(scheduler_->cancel(a, "x").ok());
  store_->full = true;
  pass(milliseconds(500));
  EXPECT_EQ(told(b).size(), 2u);
  store_->full = false;
  pass(milliseconds(100));
  EXPECT_EQ(told(b).back(), "QUEUED 1");
}

}  // namespace
}  // namespace interloom::scheduler
