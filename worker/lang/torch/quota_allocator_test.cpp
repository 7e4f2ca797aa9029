#include "worker/lang/torch/quota_allocator.h"

#include <gmock/gmock.h>

#include <thread>

#include "worker/lang/torch/torch_fixture.h"

namespace interloom::lang_torch {
namespace {

using lang::Value;
using ::testing::HasSubstr;

class Quota : public TorchTest {
 protected:
  Quota() : TorchTest(64 << 20) {}
  // Runs the op as a program would, so that the interpreter sees the stop.
  Status run(const char* op, std::vector<Value> args) {
    const Value function = lang::native_closure(interp.heap(), "f", [this, op, args](lang::Interpreter&, const lang::Args&) {
      return find_op(op)->call(job, lang::Args(args));
    });
    return interp.run(function, lang::Args()).status;
  }
};

TEST_F(Quota, ChargesWhatAnOpAllocatesAndReleasesIt) {
  const uint64_t before = interp.heap().used();
  {
    const Value x = call("aten::zeros", {list({i(1 << 20)})});
    ASSERT_FALSE(x.is_error()) << error();
    EXPECT_GE(job.account()->live_bytes(), uint64_t{4} << 20);
    EXPECT_GE(interp.heap().used(), before + (uint64_t{4} << 20));
  }
  EXPECT_EQ(job.account()->live_bytes(), 0u);
  job.account()->settle();
  EXPECT_LT(interp.heap().used(), before + (1 << 20));
}
TEST_F(Quota, OutsideAScopeNothingIsCharged) {
  const at::Tensor x = at::zeros({1 << 20});
  EXPECT_EQ(job.account()->live_bytes(), 0u);
  EXPECT_FALSE(is_charged_to(*job.account(), x));
  EXPECT_TRUE(is_charged_to(*job.account(), tensor(call("aten::zeros", {list({i(4)})}))));
}
TEST_F(Quota, BombsEndTheJobBeforeTheyAllocate) {
  const Value one = t(at::ones({1}));
  const Value column = t(at::ones({1 << 20, 1})), row = t(at::ones({1 << 20}));
  struct {
    const char* op;
    std::vector<Value> args;
  } bombs[] = {
      {"aten::empty.memory_format", {list({i(1'000'000'000'000)})}},
      {"aten::zeros", {list({i(1'000'000'000'000)})}},
      {"aten::add.Tensor", {column, row}},
      {"aten::repeat", {one, list({i(1 << 20), i(1 << 20)})}},
      {"aten::arange", {i(1'000'000'000'000)}},
      {"aten::eye", {i(1'000'000)}},
      {"aten::one_hot", {t(at::tensor({INT64_C(1) << 40}))}},
      {"aten::repeat_interleave.self_int", {one, i(INT64_C(1) << 40)}},
      {"aten::bincount", {t(at::tensor({INT64_C(1) << 40}))}},
      {"aten::hann_window", {i(INT64_C(1) << 40)}},
      {"aten::combinations", {t(at::ones({1000})), i(5)}},
  };
  for (const auto& bomb : bombs) {
    lang::Interpreter fresh(options(64 << 20));
    TorchJob fresh_job(fresh);
    const Value function = lang::native_closure(fresh.heap(), "f", [&](lang::Interpreter&, const lang::Args&) {
      return find_op(bomb.op)->call(fresh_job, lang::Args(bomb.args));
    });
    const Status status = fresh.run(function, lang::Args()).status;
    EXPECT_EQ(status.code(), StatusCode::kResourceExhausted) << bomb.op << ": " << status;
    EXPECT_LE(fresh_job.account()->live_bytes(), uint64_t{64} << 20) << bomb.op;
  }
  EXPECT_FALSE(call("aten::add.Tensor", {one, one}).is_error()) << "another job is untouched";
}
TEST_F(Quota, SizesThatOverflowAreErrors) {
  const Status status = run("aten::zeros", {list({i(INT64_MAX), i(INT64_MAX)})});
  EXPECT_FALSE(status.ok());
}
TEST_F(Quota, BlocksOutliveTheJobAndAreFreedByAnyThread) {
  at::Tensor kept;
  std::weak_ptr<TensorAccount> account;
  {
    lang::Interpreter short_interp(options(64 << 20));
    TorchJob short_job(short_interp);
    account = short_job.account();
    const Value size = Value::object(lang::make_list(short_interp.heap(), std::vector<Value>{i(1000)}));
    const Value made = find_op("aten::ones")->call(short_job, lang::Args({&size, 1}));
    kept = as_tensor(made)->tensor;
  }
  EXPECT_FALSE(account.expired());
  EXPECT_EQ(kept.sum().item<float>(), 1000.f);
  std::thread([moved = std::move(kept)]() mutable { moved.reset(); }).join();
  EXPECT_TRUE(account.expired());
}
TEST_F(Quota, ManyViewsCountToo) {
  const Value x = t(at::ones({1}).expand({1 << 20}));
  EXPECT_EQ(run("aten::unbind.int", {x}).code(), StatusCode::kResourceExhausted);
}
TEST_F(Quota, ScopesNest) {
  const auto outer = std::make_shared<TensorAccount>(interp.heap());
  const auto inner = std::make_shared<TensorAccount>(interp.heap());
  const AllocationScope outer_scope(outer);
  {
    const AllocationScope inner_scope(inner);
    const at::Tensor x = at::zeros({100});
    EXPECT_GE(inner->live_bytes(), 400u);
    EXPECT_EQ(outer->live_bytes(), 0u);
  }
  const at::Tensor y = at::zeros({100});
  EXPECT_EQ(inner->live_bytes(), 0u);
  EXPECT_GE(outer->live_bytes(), 400u);
}

}  // namespace
}  // namespace interloom::lang_torch
