// Budgets and stops: whatever code does, it ends in bounded time and memory, and nothing in it can catch that.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "worker/lang/fiber.h"
#include "worker/lang/test_job.h"

namespace interloom::lang {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(Budget, StepsEndAnEndlessLoop) {
  Job job(small(100'000));
  const Outcome outcome = job.run(endless_loop());
  EXPECT_EQ(outcome.status.code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(message_of(outcome.status), "the job's budget of 100000 steps is used up");
  EXPECT_EQ(job.interp.last_error().exception_type, "");
  EXPECT_GE(job.interp.steps_used(), 100'000u);
  EXPECT_LT(job.interp.steps_used(), 101'000u);
  // And it stays stopped.
  EXPECT_EQ(job.run(sum_loop(1)).status.code(), StatusCode::kResourceExhausted);
}

TEST(Budget, NoHandlerCatchesAStop) {
  Job job(small(10'000));
  CodeBuilder b = block();
  const auto first = b.new_label(), last = b.new_label(), handler = b.new_label(), top = b.new_label();
  b.bind(first);
  b.bind(top);
  b.emit(Opcode::kNop);
  b.jump(Opcode::kJump, top);
  b.bind(last);
  b.bind(handler);
  b.emit(Opcode::kEndHandler);
  b.jump(Opcode::kJump, top);  // except: continue
  b.add_handler(first, last, handler, 0);
  EXPECT_EQ(job.run(std::move(b)).status.code(), StatusCode::kResourceExhausted);
}

TEST(Budget, NoHandlerCatchesMemoryExhaustion) {
  for (const char* kind : {"str", "list", "append"}) {
    Job job(small(1'000'000'000, 4 << 20));
    const Outcome outcome = job.run(catching([&](CodeBuilder& b) {
      if (std::string_view(kind) == "append") {
        const auto top = b.new_label();
        b.emit(Opcode::kBuildList, 0);
        b.bind(top);
        b.load_int(1);
        b.emit(Opcode::kListAppend);
        b.jump(Opcode::kJump, top);
        b.load_none();  // never reached
      } else {
        b.load_str("x");
        if (std::string_view(kind) == "list") b.emit(Opcode::kBuildList, 1);
        b.load_int(1'000'000'000'000);
        b.emit(Opcode::kBinary, BinaryOp::kMul);
      }
    }));
    EXPECT_EQ(outcome.status.code(), StatusCode::kResourceExhausted) << kind << outcome.status;
    EXPECT_THAT(std::string(message_of(outcome.status)), HasSubstr("memory budget of 4194304 bytes"));
    EXPECT_LE(job.interp.heap().peak(), 4u << 20);
  }
}

TEST(Budget, NativesThatLoopAreMetered) {
  Job job(small(1'000'000, 1ull << 30));
  for (const char* function : {"sum", "list", "sorted", "max"}) {
    Job one(small(1'000'000, 1ull << 30));
    CodeBuilder b = block();
    b.load_global(function);
    b.load_global("range");
    b.load_int(INT64_MAX);
    b.call(1);
    b.call(1);
    b.emit(Opcode::kReturn);
    EXPECT_EQ(one.run(std::move(b)).status.code(), StatusCode::kResourceExhausted) << function;
  }
}

TEST(Budget, BigIntsEndInBoundedTime) {
  for (const auto& [op, exponent] : {std::pair{BinaryOp::kPow, int64_t{100'000'000}}, {BinaryOp::kLShift, int64_t{1} << 40}}) {
    Job job;
    CodeBuilder b = block();
    b.load_int(10);
    b.load_int(exponent);
    b.emit(Opcode::kBinary, op);
    b.emit(Opcode::kReturn);
    EXPECT_EQ(job.result(std::move(b)), "MemoryError");
  }
  Job job;  // squaring again and again: the steps of large products end it
  CodeBuilder b = block();
  const auto top = b.new_label();
  const uint32_t x = b.local("x");
  b.load_int(3);
  b.emit(Opcode::kStoreLocal, x);
  b.bind(top);
  b.emit(Opcode::kLoadLocal, x);
  b.emit(Opcode::kLoadLocal, x);
  b.emit(Opcode::kBinary, BinaryOp::kMul);
  b.emit(Opcode::kStoreLocal, x);
  b.jump(Opcode::kJump, top);
  EXPECT_FALSE(job.run(std::move(b)).status.ok());
}

TEST(Budget, OutputIsLimited) {
  Budget budget;
  budget.max_output_bytes = 10;
  Job job(budget);
  CodeBuilder b = block();
  const auto top = b.new_label();
  b.bind(top);
  b.load_global("print");
  b.load_str("1234");
  b.call(1);
  b.emit(Opcode::kPop);
  b.jump(Opcode::kJump, top);
  EXPECT_THAT(std::string(message_of(job.run(std::move(b)).status)), HasSubstr("output budget of 10 bytes"));
  EXPECT_EQ(job.output, "1234\n1234\n");
}

TEST(Budget, DeadlineEndsTheJob) {
  Budget budget;
  budget.max_steps = UINT64_MAX / 2;
  budget.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  Job job(budget);
  EXPECT_EQ(job.run(endless_loop()).status.code(), StatusCode::kDeadlineExceeded);
}

TEST(Budget, AnotherThreadStopsTheJob) {
  Job job(small(UINT64_MAX / 2));
  std::thread stopper([&] { job.interp.request_stop(make_status(StatusCode::kCancelled, "by the user")); });
  const Outcome outcome = job.run(endless_loop());
  stopper.join();
  EXPECT_EQ(outcome.status, make_status(StatusCode::kCancelled, "by the user"));
}

TEST(Budget, ReprOfNestedDataIsBounded) {
  Job job(small(UINT64_MAX / 2, 32 << 20));
  Heap& heap = job.interp.heap();
  // Each level holds the one below twice: 2^60 characters of text from 60 small lists.
  Value level = Value::integer(1);
  for (int i = 0; i < 60; ++i) {
    const Value twice[] = {level, level};
    level = Value::object(make_list(heap, twice));
  }
  job.interp.set_builtin("bomb", level);
  CodeBuilder b = block();
  b.load_global("repr");
  b.load_global("bomb");
  b.call(1);
  b.emit(Opcode::kReturn);
  EXPECT_EQ(job.run(std::move(b)).status.code(), StatusCode::kResourceExhausted);
}

TEST(Budget, DeepDataInNativesIsARecursionError) {
  StackPool pool;  // the stack that jobs have
  Fiber fiber(pool, [] {
    Job job(small(UINT64_MAX / 2, 1 << 30));
    auto nested = [&] {
      Value level = Value::integer(1);
      for (int i = 0; i < 100'000; ++i) level = Value::object(make_list(job.interp.heap(), std::span<const Value>(&level, 1)));
      return level;
    };
    job.interp.set_builtin("deep", nested());
    job.interp.set_builtin("same", nested());
    CodeBuilder shown = block();
    shown.load_global("repr");
    shown.load_global("deep");
    shown.call(1);
    shown.emit(Opcode::kReturn);
    EXPECT_THAT(job.result(std::move(shown)), StartsWith("RecursionError: maximum recursion depth exceeded"));
    CodeBuilder compared = block();
    compared.load_global("deep");
    compared.load_global("same");
    compared.emit(Opcode::kCompare, CompareOp::kEq);
    compared.emit(Opcode::kReturn);
    EXPECT_THAT(job.result(std::move(compared)), StartsWith("RecursionError"));
  });
  fiber.resume();
  EXPECT_TRUE(fiber.done());
}

// A search that compares at each place would take 10^12 steps here.
TEST(Budget, SubstringSearchIsLinear) {
  Job job;
  Heap& heap = job.interp.heap();
  const Value text = str_value(heap, std::string(2'000'000, 'a'));
  const Value part = str_value(heap, std::string(1'000'000, 'a') + "b");
  EXPECT_EQ(contains(job.interp, text, part), 0);
  for (const char* method : {"find", "count", "split"}) {
    const Value bound = get_attr(job.interp, text, method);
    EXPECT_FALSE(call(job.interp, bound, Args(std::span<const Value>(&part, 1))).is_error()) << method;
  }
}

// Work on long data charges steps, so that a deadline is seen between two operations on it.
TEST(Budget, LongOperandsChargeSteps) {
  Job job;
  Heap& heap = job.interp.heap();
  const Value a = str_value(heap, std::string(4'000'000, 'a'));
  const Value b = str_value(heap, std::string(4'000'000, 'a'));
  for (const auto& work : std::vector<std::function<void()>>{[&] { compare_op(job.interp, CompareOp::kLt, a, b); },
                                                             [&] { binary_op(job.interp, BinaryOp::kAdd, a, b); },
                                                             [&] { contains(job.interp, a, str_value(heap, "b")); },
                                                             [&] {
                                                               int64_t h;
                                                               hash_of(job.interp, a, &h);
                                                             }}) {
    const uint64_t before = job.interp.steps_used();
    work();
    EXPECT_GE(job.interp.steps_used() - before, 10'000u);
  }
}

TEST(Interpreter, TooSmallAQuotaIsAStatus) {
  Job job(small(1000, 1000));
  EXPECT_EQ(job.run(sum_loop(1)).status.code(), StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace interloom::lang
