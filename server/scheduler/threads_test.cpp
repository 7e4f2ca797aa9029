// Many clients, workers and the clock at once: every job ends once and every watcher sees it whole.
#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "common/queue.h"
#include "server/scheduler/scheduler.h"
#include "server/scheduler/scheduler_fixture.h"

namespace interloom::scheduler {
namespace {

class QueueWorker final : public WorkerPort {
 public:
  void send_work(WorkItem item) override { work.try_push(item); }
  void cancel(const std::string&, uint32_t, const Status&) override {}
  void drain() override {}
  void close(const Status&) override { work.close(); }
  BoundedQueue<WorkItem> work{1000};
};

TEST_F(SchedulerTest, ClientsWorkersAndClockTogether) {
  constexpr int kClients = 4, kJobs = 40, kWorkers = 2;
  std::vector<std::shared_ptr<QueueWorker>> ports;
  std::vector<std::thread> workers, clients;
  for (int w = 0; w < kWorkers; ++w) {
    ports.push_back(std::make_shared<QueueWorker>());
    ModelInfo hosted;
    hosted.name = "tiny";
    const auto session = scheduler_->connect({str_cat("w", w), "1", 2, {std::make_shared<const ModelInfo>(hosted)}}, ports.back());
    ASSERT_TRUE(session.ok()) << session.status();
    workers.emplace_back([this, port = ports.back(), id = *session] {
      while (const auto item = port->work.pop()) {
        EXPECT_TRUE(run(id, item->job_id, item->attempt).ok());
        EXPECT_TRUE(log(id, item->job_id, "x", item->attempt).ok());
        EXPECT_TRUE(complete(id, item->job_id, item->attempt).ok());
      }
    });
  }
  std::atomic<bool> stop = false;
  std::thread ticker([&] {
    while (!stop) {
      clock_.advance(std::chrono::microseconds(10));
      scheduler_->tick();
      std::this_thread::yield();
    }
  });
  for (int c = 0; c < kClients; ++c) {
    clients.emplace_back([this] {
      for (int i = 0; i < kJobs; ++i) {
        auto watcher = scheduler_->watch(submit({.attached = true}));
        ASSERT_TRUE(watcher.ok()) << watcher.status();
        std::mutex mutex;
        std::condition_variable news;
        int wakes = 0;
        (*watcher)->subscribe([&] {
          const std::lock_guard lock(mutex);
          ++wakes;
          news.notify_one();
        });
        uint64_t next = 1;
        bool last = false;
        for (int seen = 0; !last;) {
          const auto events = (*watcher)->feed().read(next, 3);
          ASSERT_TRUE(events.ok()) << events.status();
          for (const FeedEvent& event : *events) {
            EXPECT_EQ(event.seq, next++);
            last = event.last;
          }
          if (!events->empty()) continue;
          std::unique_lock lock(mutex);
          news.wait(lock, [&] { return wakes > seen; });
          seen = wakes;
        }
        EXPECT_EQ(state((*watcher)->job_id()), JobState::kCompleted);
        watcher->reset();  // before what its wake uses
      }
    });
  }
  for (std::thread& client : clients) client.join();
  for (const auto& port : ports) port->work.close();
  for (std::thread& worker : workers) worker.join();
  stop = true;
  ticker.join();
  EXPECT_EQ(scheduler_->running(), 0u);
  EXPECT_EQ(store_->list({.states = {JobState::kCompleted}, .limit = 1000})->size(), size_t{kClients * kJobs});
}

}  // namespace
}  // namespace interloom::scheduler
