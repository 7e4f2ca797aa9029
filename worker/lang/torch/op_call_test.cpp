#include "worker/lang/torch/op_call.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <gmock/gmock.h>

#include <chrono>
#include <cstdio>

#include "worker/lang/torch/torch_fixture.h"

namespace interloom::lang_torch {
namespace {

using lang::Value;
using ::testing::HasSubstr;
using ::testing::StartsWith;
class OpCall : public TorchTest {};
std::string message(const Status& status) { return std::string(message_of(status)); }

TEST(FindOp, NamesNearestOpForUnknownOne) {
  const auto op = find_op("aten::sofmax");
  EXPECT_EQ(op.status().code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(message(op.status()), HasSubstr("unknown op 'aten::sofmax'"));
  EXPECT_THAT(message(op.status()), HasSubstr("'aten::softmax'"));
}
TEST(FindOp, ListsOverloadsWhenOnlyTheOverloadIsWrong) {
  const auto op = find_op("aten::softmax.ints");
  EXPECT_EQ(op.status().code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(message(op.status()), HasSubstr("aten::softmax.int"));
  EXPECT_THAT(message(op.status()), HasSubstr("no such overload"));
}
TEST(FindOp, RefusesOtherNamespacesAndDeniedOps) {
  EXPECT_THAT(message(find_op("prims::add").status()), HasSubstr("namespace aten"));
  EXPECT_THAT(message(find_op("aten::set_.source_Tensor").status()), HasSubstr("cannot be called from client code"));
  EXPECT_THAT(message(find_op("aten::from_file").status()), HasSubstr("reaches outside"));
}
TEST(FindOp, FindsOverloadFamilyAndBareName) {
  EXPECT_EQ(find_op("aten::softmax.int")->name(), "aten::softmax.int");
  EXPECT_NE(find_op("aten::softmax")->family(), nullptr);
  EXPECT_EQ(find_op("add.Tensor")->name(), "aten::add.Tensor");
  EXPECT_THAT(find_op("aten::relu")->schema_text(), HasSubstr("relu(Tensor self)"));
  EXPECT_TRUE(find_op("aten::pow")->is_method());
  EXPECT_EQ(find_family("no_such_thing"), nullptr);
  EXPECT_EQ(find_family("set_"), nullptr);
}

TEST_F(OpCall, EveryArgumentType) {
  const at::Tensor x = at::arange(12, at::kFloat).view({3, 4}) / 7;
  expect_same(tensor(call("aten::softmax.int", {t(x), i(-1)})), at::softmax(x, -1));                     // int, None
  expect_same(tensor(call("aten::add.Tensor", {t(x), t(x)}, {{"alpha", f(0.5)}})), at::add(x, x, 0.5));  // Scalar
  expect_same(tensor(call("aten::sum.dim_IntList", {t(x), list({i(0), i(1)}), Value::boolean(true)})),
              at::sum(x, at::IntArrayRef({0, 1}), true));
  expect_same(tensor(call("aten::sum.dim_IntList", {t(x), i(1)})), at::sum(x, {1}));                             // int as int[1]
  expect_same(tensor(call("aten::sum", {t(x)}, {{"dtype", job.dtype(at::kDouble)}})), at::sum(x, at::kDouble));  // ScalarType
  expect_same(tensor(call("aten::cat", {list({t(x), t(x)}), i(1)})), at::cat({x, x}, 1));                        // Tensor[]
  const at::Tensor index = at::tensor({2, 0});
  expect_same(tensor(call("aten::index.Tensor", {t(x), list({Value::none(), t(index)})})), at::index(x, {std::nullopt, index}));
  expect_same(tensor(call("aten::clamp", {t(x), f(0.25), Value::none()})), at::clamp(x, 0.25));        // Scalar?
  expect_same(tensor(call("aten::gelu", {t(x)}, {{"approximate", s("tanh")}})), at::gelu(x, "tanh"));  // str
  expect_same(tensor(call("aten::leaky_relu", {t(x - 1), i(2)})), at::leaky_relu(x - 1, 2));           // int as Scalar
  expect_same(tensor(call("aten::layer_norm", {t(x), list({i(4)}), Value::none(), Value::none(), f(1e-3)})),
              at::layer_norm(x, {4}, {}, {}, 1e-3));
  expect_same(tensor(call("aten::zeros", {list({i(2), i(3)})}, {{"device", s("cpu")}, {"dtype", job.dtype(at::kLong)}})),
              at::zeros({2, 3}, at::kLong));
  expect_same(tensor(call("aten::zeros", {tuple({i(2)})}, {{"device", job.device(at::kCPU)}})), at::zeros({2}));
  const at::Tensor image = at::arange(16, at::kFloat).view({1, 1, 4, 4});
  expect_same(tensor(call("aten::avg_pool2d", {t(image), i(2)})), at::avg_pool2d(image, {2, 2}));  // int as int[2]
  expect_same(tensor(call("aten::upsample_nearest2d.vec", {t(image), Value::none(), list({f(2), f(2)})})),
              at::upsample_nearest2d(image, {8, 8}));
  expect_same(tensor(call("aten::full",
                          {list({i(2)}), Value::object(interp.heap().make<lang::ComplexObject>(std::complex<double>(1, 2)))})),
              at::full({2}, c10::Scalar(c10::complex<double>(1, 2))));
  const Value format = Value::object(interp.heap().make<MemoryFormatObject>(at::MemoryFormat::ChannelsLast));
  EXPECT_TRUE(tensor(call("aten::clone", {t(at::zeros({1, 2, 3, 4}))}, {{"memory_format", format}}))
                  .is_contiguous(at::MemoryFormat::ChannelsLast));
  const Value generator = Value::object(interp.heap().make<GeneratorObject>(at::detail::createCPUGenerator(7)));
  expect_same(tensor(call("aten::rand.generator", {list({i(3)})}, {{"generator", generator}})),
              at::rand({3}, at::detail::createCPUGenerator(7)));
  expect_same(tensor(call("aten::einsum", {s("ij,kj->ik"), tuple({t(x), t(x)})})), at::einsum("ij,kj->ik", {x, x}));
}

TEST_F(OpCall, ResultsComeBackAsPythonHasThem) {
  const at::Tensor x = at::tensor({3.f, 1.f, 2.f});
  const Value both = call("aten::max.dim", {t(x), i(0)});
  ASSERT_FALSE(both.is_error()) << error();
  EXPECT_EQ(repr(both), "torch.return_types(\nvalues=tensor(3.),\nindices=tensor(0))");
  EXPECT_EQ(repr(lang::get_attr(interp, both, "indices")), "tensor(0)");
  EXPECT_EQ(repr(lang::get_item(interp, both, i(0))), "tensor(3.)");
  EXPECT_EQ(lang::length_of(interp, both), 2);
  const Value parts = call("aten::split.Tensor", {t(x), i(2)});
  EXPECT_EQ(repr(parts), "(tensor([3., 1.]), tensor([2.]))");
  EXPECT_TRUE(parts.is<lang::TupleObject>());
  EXPECT_EQ(repr(call("aten::promote_types", {job.dtype(at::kLong), job.dtype(at::kHalf)})), "torch.float16");
  EXPECT_EQ(repr(call("aten::item", {t(at::scalar_tensor(2, at::kLong))})), "2");
  EXPECT_EQ(repr(call("aten::equal", {t(x), t(x)})), "True");
}
TEST_F(OpCall, ArgumentThatComesBackIsTheSameObject) {
  const Value x = t(at::ones({2}));
  EXPECT_TRUE(call("aten::add_.Scalar", {x, i(1)}).same(x));
  EXPECT_TRUE(call("aten::contiguous", {x}).same(x));
  EXPECT_FALSE(call("aten::clone", {x}).same(x));
}
TEST_F(OpCall, ChoosesOverloadsAsPython) {
  const at::Tensor x = at::arange(6, at::kFloat).view({2, 3});
  expect_same(tensor(call("aten::max", {t(x)})), at::max(x));
  EXPECT_EQ(lang::length_of(interp, call("aten::max", {t(x), i(1)})), 2);
  expect_same(tensor(call("aten::max", {t(x), t(1 - x)})), at::max(x, 1 - x));
  expect_same(tensor(call("aten::sum", {t(x), i(0)})), at::sum(x, {0}));
  expect_same(tensor(call("aten::std", {t(x), i(1)})), at::std(x, 1));
  expect_same(tensor(call("aten::pow", {i(2), t(x)})), at::pow(2, x));
  expect_same(tensor(call("aten::where", {t(x > 2), t(x), f(0)})), at::where(x > 2, x, 0.0));
  expect_same(tensor(call("aten::view", {t(x), i(3), i(-1)})), x.view({3, -1}));
  expect_same(tensor(call("aten::permute", {t(x), i(1), i(0)})), x.permute({1, 0}));
  expect_same(tensor(call("aten::mean", {t(x)}, {{"axis", i(1)}, {"keepdims", Value::boolean(true)}})), at::mean(x, {1}, true));
  expect_same(tensor(call("aten::to", {t(x), job.dtype(at::kLong)})), x.to(at::kLong));
  expect_same(tensor(call("aten::clamp", {t(x)}, {{"min", t(at::tensor({1.f}))}})), at::clamp(x, at::tensor({1.f})));
}
TEST_F(OpCall, WrongArgumentsAreTypeErrors) {
  const Value x = t(at::ones({2, 2}));
  EXPECT_EQ(error_of(call("aten::softmax.int", {x, s("a")})),
            "TypeError: softmax(): argument 'dim' (position 2) must be int, not str");
  EXPECT_EQ(error_of(call("aten::relu", {i(1)})), "TypeError: relu(): argument 'input' (position 1) must be Tensor, not int");
  EXPECT_EQ(error_of(call("aten::softmax.int", {x})), "TypeError: softmax() missing 1 required positional argument: \"dim\"");
  EXPECT_EQ(error_of(call("aten::softmax.int", {x, i(0)}, {{"dims", i(0)}})),
            "TypeError: softmax() got an unexpected keyword argument 'dims'");
  EXPECT_EQ(error_of(call("aten::softmax.int", {x, i(0)}, {{"dim", i(0)}})),
            "TypeError: softmax() got multiple values for argument 'dim'");
  EXPECT_EQ(error_of(call("aten::softmax.int", {x, i(0), Value::none(), i(3)})),
            "TypeError: softmax() takes 3 positional arguments but 4 were given");
  EXPECT_EQ(error_of(call("aten::cat", {list({x, i(1)})})),
            "TypeError: cat(): argument 'tensors' (position 1) must be tuple of Tensors, but found element of type int at pos 1");
  EXPECT_THAT(
      error_of(call("aten::max", {x, s("a")})),
      StartsWith("TypeError: max() received an invalid combination of arguments - got (Tensor, str), but expected one of:"));
  EXPECT_EQ(error_of(call("aten::softmax.int", {x, Value::boolean(true)})),
            "TypeError: softmax(): argument 'dim' (position 2) must be int, not bool");
}
TEST_F(OpCall, TorchErrorsBecomeExceptionsWithoutBacktrace) {
  const Value x = t(at::ones({2, 3}));
  EXPECT_EQ(error_of(call("aten::matmul", {x, x})), "RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)");
  EXPECT_EQ(error_of(call("aten::softmax.int", {x, i(5)})),
            "IndexError: Dimension out of range (expected to be in range of [-2, 1], but got 5)");
  EXPECT_EQ(error_of(call("aten::reshape", {x, i(4)})), "RuntimeError: shape '[4]' is invalid for input of size 6");
  EXPECT_EQ(error_of(call("aten::add", {x, t(at::ones({2}))})),
            "RuntimeError: The size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 1");
  EXPECT_EQ(error_of(call("aten::zeros", {list({i(1)})}, {{"device", s("nowhere")}})).substr(0, 13), "RuntimeError:");
  const std::string cuda = error_of(call("aten::zeros", {list({i(1)})}, {{"device", s("cuda")}}));
  EXPECT_THAT(cuda, ::testing::Not(HasSubstr("Exception raised from")));
  EXPECT_THAT(cuda, ::testing::Not(HasSubstr("no error")));
}
TEST_F(OpCall, ReadOnlyTensorRefusesWritesThroughViewsAndOut) {
  const Value weight = make_tensor(job, at::ones({2, 2}), /*read_only=*/true);
  const std::string text = "RuntimeError: this tensor is the model's own and cannot be changed; change a copy made by .clone()";
  EXPECT_EQ(error_of(call("aten::add_.Scalar", {weight, i(1)})), text);
  EXPECT_EQ(error_of(call("aten::zero_", {call("aten::view", {weight, i(4)})})), text);
  EXPECT_EQ(error_of(call("aten::zero_", {call("aten::detach", {weight})})), text);
  EXPECT_EQ(error_of(call("aten::zero_", {call("aten::unbind.int", {weight}).as<lang::TupleObject>()->items()[0]})), text);
  EXPECT_EQ(error_of(call("aten::add.out", {weight, weight}, {{"out", weight}})), text);
  EXPECT_EQ(error_of(call("aten::batch_norm",
                          {t(at::ones({2, 2})), Value::none(), Value::none(), call("aten::select.int", {weight, i(0), i(0)}),
                           Value::none(), Value::boolean(true), f(0.1), f(1e-5), Value::boolean(false)})),
            text);
  EXPECT_EQ(error_of(call("aten::requires_grad_", {weight})), text);
  EXPECT_FALSE(tensor_set_item(*as_tensor(weight), i(0), i(5)));
  EXPECT_EQ(error(), text);
  EXPECT_FALSE(call("aten::zero_", {call("aten::clone", {weight})}).is_error()) << error();
  EXPECT_TRUE(at::equal(as_tensor(weight)->tensor, at::ones({2, 2})));
}
TEST_F(OpCall, OutMustBeTheJobsOwnMemory) {
  const at::Tensor batch = at::zeros({4, 4});
  const Value rows = t(batch.narrow(0, 1, 1).narrow(1, 0, 2));
  EXPECT_THAT(error_of(call("aten::add.out", {t(at::ones({8})), t(at::ones({8}))}, {{"out", rows}})),
              HasSubstr("out= must be a tensor that this job has made"));
  EXPECT_TRUE(at::equal(batch, at::zeros({4, 4})));
  const Value mine = call("aten::zeros", {list({i(2)})});
  const Value result = call("aten::add.out", {t(at::ones({2})), t(at::ones({2}))}, {{"out", mine}});
  EXPECT_TRUE(result.same(mine)) << error_of(result);
  expect_same(tensor(mine), at::full({2}, 2.f));
}
TEST_F(OpCall, AsStridedStaysWithinTheTensorsElements) {
  const at::Tensor batch = at::arange(16, at::kFloat).view({4, 4});
  const Value rows = t(batch.narrow(0, 1, 2));
  expect_same(tensor(call("aten::as_strided", {rows, list({i(4), i(2)}), list({i(2), i(1)})})),
              batch.narrow(0, 1, 2).reshape({4, 2}));
  const std::string text = "RuntimeError: as_strided(): here a tensor may only be restrided within its own elements";
  EXPECT_EQ(error_of(call("aten::as_strided", {rows, list({i(16)}), list({i(1)}), i(0)})), text);
  EXPECT_EQ(error_of(call("aten::as_strided", {rows, list({i(9)}), list({i(1)})})), text);
  EXPECT_EQ(error_of(call("aten::as_strided", {rows, list({i(2)}), list({i(INT64_MAX)})})), text);
  EXPECT_EQ(error_of(call("aten::as_strided", {t(batch.narrow(1, 0, 2)), list({i(4)}), list({i(1)})})), text);
}
TEST_F(OpCall, GuardsRefuseWhatWouldCrashOrRunForHours) {
  const Value x = t(at::ones({2, 2}));
  EXPECT_THAT(error_of(call("aten::lu_unpack", {x, t(at::tensor({100, -5}, at::kInt))})),
              HasSubstr("pivots must be between 1 and 2"));
  EXPECT_THAT(error_of(call("aten::special_legendre_polynomial_p.n_scalar", {x, i(1 << 30)})), HasSubstr("degree n"));
  EXPECT_THAT(error_of(call("aten::matrix_power", {x, i(INT64_MIN)})), HasSubstr("out of range"));
  EXPECT_THAT(error_of(call("aten::unbind.int", {t(at::ones({1}).expand({INT64_C(1) << 40}))})), HasSubstr("more than 1048576"));
  EXPECT_THAT(error_of(call("aten::tensor_split.sections", {x, i(INT64_C(1) << 40)})), HasSubstr("more than 1048576"));
  EXPECT_THAT(
      error_of(call("aten::tensor_split.tensor_indices_or_sections", {x, t(at::scalar_tensor(INT64_C(1) << 40, at::kLong))})),
      HasSubstr("more than 1048576"));
  EXPECT_THAT(error_of(call("aten::adaptive_max_pool2d", {t(at::ones({0, 2, 2})), list({i(1 << 30), i(0)})})),
              HasSubstr("out of range"));
  EXPECT_THAT(error_of(call("aten::reflection_pad1d", {x, list({i(INT64_MIN), i(1)})})), HasSubstr("out of range"));
  EXPECT_THAT(error_of(call("aten::reflection_pad3d", {t(at::ones({1, 1, 2, 2, 2})), list({i(1)})})),
              HasSubstr("padding size is expected to be 6"));
  EXPECT_THAT(error_of(call("aten::max_pool1d", {t(at::ones({1, 1, 4})), i(INT64_MAX)})), HasSubstr("out of range"));
}

TEST_F(OpCall, RangesThatKillPyTorchAreRefused) {
  const Value dtype = job.dtype(at::kLong);
  EXPECT_THAT(error_of(call("aten::arange.start_step", {i(-1), i(2), f(0.5)}, {{"dtype", dtype}})),
              HasSubstr("step 0.5 is zero"));
  EXPECT_THAT(error_of(call("aten::range.step", {i(0), i(INT64_MIN), i(-1)})), HasSubstr("out of range"));
  EXPECT_THAT(error_of(call("aten::linspace", {i(0), i(1), i(INT64_MAX)})), HasSubstr("out of range"));
  EXPECT_THAT(error_of(call("aten::eye.m", {i(INT64_MAX), i(2)})), HasSubstr("out of range"));
  expect_same(tensor(call("aten::arange.start_step", {i(0), i(2), f(0.5)})), at::arange(0, 2, 0.5));
}

TEST_F(OpCall, SameSeedGivesPyTorchsNumbersAndLeavesTheDefaultGenerator) {
  const at::Generator reference = at::detail::createCPUGenerator(42);
  const at::Tensor before = at::detail::getDefaultCPUGenerator().get_state().clone();
  job.manual_seed(42);
  expect_same(tensor(call("aten::randn", {list({i(5)})})), at::randn({5}, reference));
  expect_same(tensor(call("aten::rand_like", {t(at::zeros({3}))})), at::rand({3}, reference));
  expect_same(tensor(call("aten::randint", {i(10), list({i(4)})})), at::randint(10, {4}, reference));
  const at::Tensor noise = at::empty({100}).bernoulli_(0.5, reference).div_(0.5);
  expect_same(tensor(call("aten::dropout", {t(at::ones({100})), f(0.5), Value::boolean(true)})), noise);
  expect_same(tensor(call("aten::bernoulli_.float", {t(at::zeros({9})), f(0.5)})), at::zeros({9}).bernoulli_(0.5, reference));
  EXPECT_TRUE(at::equal(before, at::detail::getDefaultCPUGenerator().get_state()));
  EXPECT_EQ(at::detail::createCPUGenerator(0).current_seed(), 0u);
}

TEST(CheckCall, NamesArgumentAndExpectedType) {
  using K = StaticKind;
  const OpHandle softmax = find_op("aten::softmax.int").value();
  const auto check = [](const OpHandle& op, std::vector<K> positional, std::vector<std::pair<std::string, K>> keywords = {}) {
    return message(check_call(op, positional, keywords));
  };
  EXPECT_EQ(check(softmax, {K::kUnknown, K::kInt}), "");
  EXPECT_EQ(check(softmax, {K::kTensor}, {{"dim", K::kInt}, {"dtype", K::kDType}}), "");
  EXPECT_EQ(check(softmax, {K::kTensor, K::kFloat}), "aten::softmax.int: argument 'dim' must be int, not float");
  EXPECT_EQ(check(softmax, {K::kTensor}), "aten::softmax.int: missing argument 'dim' (int)");
  EXPECT_EQ(check(softmax, {K::kTensor, K::kInt, K::kNone, K::kInt}),
            "aten::softmax.int: takes 3 positional arguments but 4 were given");
  EXPECT_THAT(check(softmax, {K::kTensor}, {{"dimm", K::kInt}}),
              HasSubstr("unexpected keyword argument 'dimm' (did you mean 'dim'"));
  EXPECT_EQ(check(softmax, {K::kTensor, K::kInt}, {{"dim", K::kInt}}), "aten::softmax.int: multiple values for argument 'dim'");
  const OpHandle max = find_op("aten::max").value();
  EXPECT_EQ(check(max, {K::kTensor}), "");
  EXPECT_EQ(check(max, {K::kTensor, K::kInt}), "");
  EXPECT_THAT(check(max, {K::kTensor, K::kStr}), HasSubstr("no overload takes these arguments"));
  EXPECT_EQ(check(find_op("aten::view").value(), {K::kTensor, K::kInt, K::kInt}), "");
  EXPECT_EQ(check_call(softmax, std::vector<K>{K::kInt}, {}).code(), StatusCode::kInvalidArgument);
}

// Not a test of speed: prints what issue 5's budget is compared with.
TEST_F(OpCall, CostOfASmallOpIsPrinted) {
  const OpHandle add = find_op("aten::add.Tensor").value();
  const at::Tensor a = at::ones({16});
  const std::vector<Value> values = {t(a), t(a)};
  constexpr int kRounds = 20'000;
  const auto time_us = [&](auto&& body) {
    double best = 1e9;
    for (int repeat = 0; repeat < 7; ++repeat) {
      const auto start = std::chrono::steady_clock::now();
      for (int n = 0; n < kRounds; ++n) body();
      best =
          std::min(best, std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count() / kRounds);
    }
    return best;
  };
  at::InferenceMode inference;
  const c10::OperatorHandle& handle = c10::Dispatcher::singleton().findSchemaOrThrow("aten::add", "Tensor");
  const double boxed = time_us([&] {
    torch::jit::Stack stack = {a, a, 1};
    handle.callBoxed(stack);
  });
  const double ours = time_us([&] { add.call(job, lang::Args(values)); });
  const double operators = time_us([&] { lang::binary_op(interp, lang::BinaryOp::kAdd, values[0], values[1]); });
  std::printf("add of 16 floats: boxed %.2f us, OpHandle::call %.2f us, operator + %.2f us\n", boxed, ours, operators);
  EXPECT_FALSE(interp.has_error());
}

}  // namespace
}  // namespace interloom::lang_torch
