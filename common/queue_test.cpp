#include "common/queue.h"

#include <gmock/gmock.h>

#include <memory>
#include <thread>

namespace interloom {
namespace {

TEST(BoundedQueue, KeepsOrderAcrossThreads) {
  BoundedQueue<int> queue(3);
  std::jthread producer([&] {
    for (int i = 0; i < 10000; ++i) queue.push(i);
    queue.close();
  });
  int expected = 0;
  while (std::optional<int> item = queue.pop()) ASSERT_EQ(*item, expected++);
  EXPECT_EQ(expected, 10000);
}

TEST(BoundedQueue, CloseWakesBlockedPop) {
  BoundedQueue<int> queue(1);
  std::jthread closer([&] { queue.close(); });
  EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST(BoundedQueue, CloseWakesBlockedPushAndKeepsWhatIsIn) {
  BoundedQueue<int> queue(1);
  ASSERT_TRUE(queue.push(1));
  std::jthread closer([&] { queue.close(); });
  EXPECT_FALSE(queue.push(2));
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), std::nullopt);
  EXPECT_TRUE(queue.closed());
}

TEST(BoundedQueue, TryPushLeavesTheItemWhenFull) {
  BoundedQueue<std::unique_ptr<int>> queue(1);
  auto first = std::make_unique<int>(1), second = std::make_unique<int>(2);
  EXPECT_TRUE(queue.try_push(first));
  EXPECT_FALSE(queue.try_push(second));
  EXPECT_NE(second, nullptr);
  EXPECT_EQ(queue.size(), 1u);
}

TEST(BoundedQueue, PopUntilGivesUpAtItsDeadline) {
  BoundedQueue<int> queue(1);
  EXPECT_EQ(queue.pop_until(std::chrono::steady_clock::now()), std::nullopt);
  EXPECT_FALSE(queue.closed());
  queue.push(5);
  EXPECT_EQ(queue.pop_until(std::chrono::steady_clock::now()), 5);
}

}  // namespace
}  // namespace interloom
