// Operations on text and numbers whose results could be of any size: they end the job or raise, and do so at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "worker/lang/number.h"
#include "worker/lang/test_job.h"

namespace interloom::lang {
namespace {

constexpr int64_t kHuge = int64_t{1} << 40;

// What self.name(args) ends with, in a job of 16 MiB.
std::string end_of(std::string_view self, const char* name, const std::function<std::vector<Value>(Heap&)>& make) {
  Job job(small(10'000'000, 16 << 20));
  const Value method = get_attr(job.interp, str_value(job.interp.heap(), self), name);
  const std::vector<Value> args = make(job.interp.heap());
  const auto begin = std::chrono::steady_clock::now();
  const Outcome outcome = job.interp.run(method, Args(std::span<const Value>(args)));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2)) << self << "." << name;
  return outcome.status.ok() ? "fine" : std::string(message_of(outcome.status));
}

TEST(TextBudget, WidthsEndTheJobBeforeTheyAreFilled) {
  const auto width = [](Heap&) { return std::vector<Value>{Value::integer(kHuge)}; };
  for (const char* name : {"center", "ljust", "rjust", "zfill"}) {
    EXPECT_THAT(end_of("a", name, width), ::testing::HasSubstr("memory budget")) << name;
  }
  EXPECT_THAT(end_of("\t", "expandtabs", [](Heap&) { return std::vector<Value>{Value::integer(INT32_MAX)}; }),
              ::testing::HasSubstr("memory budget"));
}

TEST(TextBudget, FormatWidthsAndPrecisionsEndTheJob) {
  for (const char* text : {"{:9999999999}", "{:.2000000000f}", "{:>9999999999}", "{:09999999999,}"}) {
    EXPECT_THAT(end_of(text, "format", [](Heap&) { return std::vector<Value>{Value::integer(5)}; }),
                ::testing::HasSubstr("memory budget"))
        << text;
  }
  EXPECT_THAT(end_of("%9999999999d", "__mod__", [](Heap&) { return std::vector<Value>{Value::integer(5)}; }),
              ::testing::HasSubstr("memory budget"));
}

TEST(TextBudget, GrowingReplacementsEndTheJob) {
  const std::string many(100'000, 'a');
  EXPECT_THAT(end_of(many, "replace",
                     [&](Heap& heap) {
                       return std::vector<Value>{str_value(heap, "a"), str_value(heap, many)};
                     }),
              ::testing::HasSubstr("memory budget"));
  EXPECT_THAT(end_of(many, "join", [&](Heap& heap) { return std::vector<Value>{str_value(heap, std::string(10'000, 'b'))}; }),
              ::testing::HasSubstr("memory budget"));
}

TEST(TextBudget, HugeIntsAreRefused) {
  Job job(small(10'000'000, 64 << 20));
  const auto raised = [&](BinaryOp op, int64_t left, const Value& right) {
    const Value out = number_binary(job.interp, op, Value::integer(left), right);
    return out.is_error() ? std::string(job.interp.take_exception().type_name()) : "fine";
  };
  EXPECT_EQ(raised(BinaryOp::kPow, 10, Value::integer(100'000'000)), "MemoryError");
  EXPECT_EQ(raised(BinaryOp::kLShift, 1, Value::integer(1'000'000'000'000)), "MemoryError");
  EXPECT_EQ(raised(BinaryOp::kLShift, 1, int_from_decimal(job.interp.heap(), "100000000000000000000")), "OverflowError");
  EXPECT_EQ(raised(BinaryOp::kLShift, 0, Value::integer(1'000'000'000'000)), "fine");
  EXPECT_EQ(raised(BinaryOp::kPow, 1, int_from_decimal(job.interp.heap(), "100000000000000000000")), "fine");
}

}  // namespace
}  // namespace interloom::lang
