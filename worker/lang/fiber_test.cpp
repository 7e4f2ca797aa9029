#include "worker/lang/fiber.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <vector>

namespace interloom::lang {
namespace {

TEST(Fiber, RunsInSteps) {
  StackPool pool;
  std::vector<int> seen;
  Fiber fiber(pool, [&] {
    seen.push_back(1);
    Fiber::yield();
    seen.push_back(2);
    Fiber::yield();
    seen.push_back(3);
  });
  EXPECT_TRUE(seen.empty());
  for (int step = 1; step <= 3; ++step) {
    EXPECT_FALSE(fiber.done());
    fiber.resume();
    EXPECT_EQ(static_cast<int>(seen.size()), step);
  }
  EXPECT_TRUE(fiber.done());
  EXPECT_EQ(Fiber::current(), nullptr);
}

TEST(Fiber, NestedResumeReturnsToItsResumer) {
  StackPool pool;
  std::vector<int> seen;
  Fiber inner(pool, [&] {
    seen.push_back(2);
    Fiber::yield();
    seen.push_back(5);
  });
  Fiber outer(pool, [&] {
    seen.push_back(1);
    inner.resume();
    seen.push_back(3);
    Fiber::yield();
    seen.push_back(6);
  });
  outer.resume();
  seen.push_back(4);
  inner.resume();  // now from outside
  outer.resume();
  EXPECT_EQ(seen, (std::vector<int>{1, 2, 3, 4, 5, 6}));
}

TEST(Fiber, DestructionUnwindsItsStack) {
  StackPool pool;
  auto held = std::make_shared<int>(1);
  bool after = false;
  {
    Fiber fiber(pool, [&, held] {
      const std::shared_ptr<int> local = held;
      Fiber::yield();
      after = true;
    });
    fiber.resume();
    EXPECT_EQ(held.use_count(), 3);
  }
  EXPECT_EQ(held.use_count(), 1);
  EXPECT_FALSE(after);
  EXPECT_EQ(pool.live(), 0u);
}

TEST(Fiber, NeverResumedFiberRunsNothing) {
  StackPool pool;
  bool ran = false;
  {
    Fiber fiber(pool, [&] { ran = true; });
  }
  EXPECT_FALSE(ran);
  EXPECT_EQ(pool.live(), 0u);
}

TEST(Fiber, ExceptionsInsideStayInside) {
  StackPool pool;
  int caught = 0;
  Fiber fiber(pool, [&] {
    for (int i = 0; i < 3; ++i) {
      try {
        Fiber::yield();
        throw std::runtime_error("inside");
      } catch (const std::runtime_error&) {
        ++caught;
        Fiber::yield();  // within the handler: the outside may throw and catch meanwhile
      }
    }
  });
  while (!fiber.done()) {
    try {
      fiber.resume();
      throw 7;
    } catch (int seven) {
      EXPECT_EQ(seven, 7);
    }
  }
  EXPECT_EQ(caught, 3);
  EXPECT_EQ(std::current_exception(), nullptr);
}

TEST(Fiber, StacksAreReusedUpToALimit) {
  StackPool pool(64 << 10, 2);
  std::vector<std::unique_ptr<Fiber>> fibers;
  for (int i = 0; i < 5; ++i) {
    fibers.push_back(std::make_unique<Fiber>(pool, [] { Fiber::yield(); }));
    fibers.back()->resume();
  }
  EXPECT_EQ(pool.live(), 5u);
  fibers.clear();
  EXPECT_EQ(pool.live(), 0u);
  EXPECT_EQ(pool.kept(), 2u);
}

TEST(Fiber, StackLimitIsTheFibersOwn) {
  StackPool pool;
  const uintptr_t outside = Fiber::stack_lowest();
  uintptr_t inside = 0, address = 0;
  Fiber fiber(pool, [&] {
    inside = Fiber::stack_lowest();
    address = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  });
  fiber.resume();
  EXPECT_NE(inside, outside);
  EXPECT_GT(address, inside);
  EXPECT_LT(address, inside + pool.stack_bytes());
}

TEST(FiberDeath, StackOverflowHitsTheGuardPage) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        StackPool pool(64 << 10);
        Fiber fiber(pool, [] {
          volatile char* below = reinterpret_cast<volatile char*>(Fiber::stack_lowest());
          below[-1] = 1;
        });
        fiber.resume();
      },
      "");
}

}  // namespace
}  // namespace interloom::lang
