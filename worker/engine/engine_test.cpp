#include "worker/engine/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "worker/engine/model_engine.h"
#include "worker/engine/test_sink.h"
#include "worker/graph/test_graph.h"
#include "worker/interleaver/fake_model.h"
#include "worker/lang/torch/quota_allocator.h"

namespace interloom::engine {
namespace {

using graph::call;
using graph::constant;
using graph::generation;
using graph::get;
using graph::hook;
using graph::integer;
using graph::invoke;
using graph::list;
using graph::lit;
using graph::none;
using graph::one_invoke;
using graph::op;
using graph::put;
using graph::ref;
using graph::save;
using graph::set;
using graph::skip;
using graph::steps;
using graph::stop;
using graph::text;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Row = std::vector<int64_t>;

class EngineOfFake : public ::testing::Test {
 protected:
  EngineOfFake() { lang_torch::install_quota_allocator(); }

  Engine& engine() {
    if (!engine_) engine_ = *make_engine_of(model_, nullptr, options_);
    return *engine_;
  }
  Finished go(Graph graph) { return run(engine(), std::move(graph)); }
  Finished failed(Graph graph, StatusCode code = StatusCode::kInvalidArgument) {
    Finished result = go(std::move(graph));
    EXPECT_EQ(result.state, JobState::kFailed);
    EXPECT_EQ(result.status.code(), code) << result.status;
    return result;
  }

  std::shared_ptr<interleaver::FakeModel> model_ = std::make_shared<interleaver::FakeModel>();
  EngineOptions options_;
  std::unique_ptr<Engine> engine_;
};

// ---- Traces.

TEST_F(EngineOfFake, TraceSavesWhatTheModelComputed) {
  Finished result = go(one_invoke({hook("e", "embed"), hook("h", "head"), save("embedded", ref("e")), save("logits", ref("h"))}));
  EXPECT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_EQ(result.started, 1);
  const std::vector<float> embedded = result.tensor<float>("embedded");
  ASSERT_EQ(embedded.size(), 32u);
  EXPECT_EQ(embedded[1], 1.0f);       // token 1
  EXPECT_EQ(embedded[16 + 2], 1.0f);  // token 2
  EXPECT_EQ(result.saved.tensors[1].meta.shape, (Row{1, 2, 16}));
}

TEST_F(EngineOfFake, EmptyTraceRunsTheModelAndSavesNothing) {
  const int before = model_->passes;
  Finished result = go(one_invoke({}));
  EXPECT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_GT(model_->passes, before);
  EXPECT_TRUE(std::get<WireDict>(result.saved.value.kind).items.empty());
}

TEST_F(EngineOfFake, GraphWithoutRowsComputesWithoutThePass) {
  Graph graph;
  graph.invokes.push_back(invoke({}, {constant("a", integer(20)), call("b", "int", {text("22")}),
                                      call("s", "sum", {list({ref("a"), ref("b")})}), save("x", ref("s"))}));
  engine();
  const int before = model_->passes;
  Finished result = go(std::move(graph));
  EXPECT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_EQ(std::get<int64_t>(result.find("x")->kind), 42);
  EXPECT_EQ(model_->passes, before);
}

TEST_F(EngineOfFake, SetReplacesAndLaterModulesSeeIt) {
  Finished result = go(one_invoke({hook("h", "layers.2"), op("z", "aten::zeros_like", {ref("h")}), set("layers.2", ref("z")),
                                   hook("s", "shared"), save("s", ref("s")), save("h", ref("h"))}));
  // "shared" after layers.2 is its second call.
  EXPECT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_THAT(result.tensor<float>("s"), Each(0.0f));
  EXPECT_THAT(result.tensor<float>("h"), Each(::testing::Gt(0.0f)));  // read before: untouched
}

TEST_F(EngineOfFake, EditInPlaceShowsInTheSaveAndInTheModel) {
  Finished result = go(one_invoke({hook("h", "layers.2"), save("h", ref("h")), put(ref("h"), GraphArg{ArgEllipsis{}}, integer(3)),
                                   hook("s", "shared"), save("s", ref("s"))}));
  EXPECT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_THAT(result.tensor<float>("h"), Each(3.0f));
  EXPECT_THAT(result.tensor<float>("s"), Each(6.0f));
}

TEST_F(EngineOfFake, InvokesArePaddedOnTheLeftAndSeeTheirRows) {
  Graph graph;
  graph.invokes.push_back(invoke({{1, 2, 3}}, {hook("a", "embed"), save("a", ref("a"))}));
  graph.invokes.push_back(invoke({{4}, {5, 6}}, {hook("b", "embed"), save("b", ref("b"))}));
  graph.invokes.push_back(invoke({}, {hook("c", "embed"), save("c", ref("c"))}));
  Finished result = go(std::move(graph));
  ASSERT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_EQ(result.saved.tensors[std::get<WireTensor>(result.find("a")->kind).index].meta.shape, (Row{1, 3, 16}));
  EXPECT_EQ(result.saved.tensors[std::get<WireTensor>(result.find("b")->kind).index].meta.shape, (Row{2, 3, 16}));
  EXPECT_EQ(result.saved.tensors[std::get<WireTensor>(result.find("c")->kind).index].meta.shape, (Row{3, 3, 16}));
  const std::vector<float> b = result.tensor<float>("b");
  EXPECT_EQ(b[2 * 16 + 4], 1.0f);           // row 0: pad pad 4
  EXPECT_EQ(b[3 * 16 + 1 * 16 + 5], 1.0f);  // row 1: pad 5 6
  EXPECT_EQ(b[3 * 16 + 2 * 16 + 6], 1.0f);
}

TEST_F(EngineOfFake, ValueOfOneInvokeGoesIntoAnother) {
  Graph graph;
  graph.invokes.push_back(invoke({{1, 2}}, {hook("h", "layers.1")}));
  graph.invokes.push_back(invoke({{3, 4}}, {set("layers.1", ref("h")), hook("mine", "layers.2"), save("patched", ref("mine"))}));
  graph.invokes.push_back(invoke({{1, 2}}, {hook("theirs", "layers.2"), save("source", ref("theirs"))}));
  Finished result = go(std::move(graph));
  ASSERT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_EQ(result.tensor<float>("patched"), result.tensor<float>("source"));
}

TEST_F(EngineOfFake, SkipStopAndSideCallsWork) {
  Finished result =
      go(one_invoke({hook("e", "embed"), skip("layers.1", ref("e")), hook("o", "layers.1"), save("o", ref("o")),
                     graph::module_call("m", "head", {ref("e")}), save("m", ref("m")), stop(), save("never", ref("e"))}));
  ASSERT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_EQ(result.tensor<float>("o")[1], 1.0f);
  EXPECT_EQ(result.tensor<float>("m")[2], 1.0f);  // token 1 is followed by 2
  EXPECT_EQ(result.find("never"), nullptr);
}

TEST_F(EngineOfFake, RecordOfTheRootHasItsFields) {
  Finished result = go(one_invoke(
      {hook("out", ""), get("logits", ref("out"), text("logits")), save("logits", ref("logits")), save("all", ref("out"))}));
  ASSERT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_EQ(result.tensor<float>("logits").size(), 32u);
  EXPECT_EQ(std::get<WireRecord>(result.find("all")->kind).class_name, "CausalLMOutputWithPast");
}

TEST_F(EngineOfFake, ConstantsOfTheGraphAreTensors) {
  Graph graph = one_invoke({op("y", "aten::mul.Tensor", {lit(WireTensor{0}), integer(2)}), save("y", ref("y"))});
  const std::vector<float> data = {1, 2, 3};
  GraphTensor tensor;
  tensor.meta = {DType::kFloat32, {3}, false};
  tensor.inline_tensor = HostTensor::copy_of(tensor.meta, {reinterpret_cast<const char*>(data.data()), 12});
  graph.tensors.push_back(tensor);
  EXPECT_THAT(go(graph).tensor<float>("y"), ElementsAre(2, 4, 6));

  graph.tensors[0].inline_tensor.reset();
  graph.tensors[0].part_hash = "abc";
  EXPECT_THAT(failed(graph).message(), HasSubstr("tensor 0: its part is not here"));
}

TEST_F(EngineOfFake, PrintGoesToTheLog) {
  Finished result = go(one_invoke({call("", "print", {text("hello")})}));
  EXPECT_EQ(result.log, "hello\n");
}

// ---- Bad input.

TEST_F(EngineOfFake, InvalidGraphIsRefusedBeforeAnythingRuns) {
  engine();
  const int before = model_->passes;
  EXPECT_THAT(failed(one_invoke({hook("h", "layers.9")})).message(), StartsWith("node 'h' (invoke 0, #0): "));
  EXPECT_EQ(model_->passes, before);
}

TEST_F(EngineOfFake, BadRowsNameInvokeAndRow) {
  auto with_rows = [&](std::vector<Row> rows) {
    Graph graph;
    graph.invokes.push_back(invoke({{1}}, {}));
    graph.invokes.push_back(invoke(std::move(rows), {}));
    return failed(std::move(graph)).message();
  };
  EXPECT_EQ(with_rows({{1}, {16}}), "invoke 1: row 1: token id 16 is outside the vocabulary of 16");
  EXPECT_EQ(with_rows({{-1}}), "invoke 1: row 0: token id -1 is outside the vocabulary of 16");
  EXPECT_EQ(with_rows({{}}), "invoke 1: row 0: the prompt has no tokens");
  EXPECT_EQ(with_rows({Row(65, 1)}), "invoke 1: row 0: the prompt has 65 tokens, the model holds 64 positions");
  Graph prompt;
  prompt.invokes.push_back({{"text"}, {}, {}});
  EXPECT_THAT(failed(std::move(prompt)).message(), HasSubstr("no tokenizer"));
}

TEST_F(EngineOfFake, ExceptionOfAnOpNamesTheNodeAndKeepsEarlierSaves) {
  Finished result = failed(one_invoke(
      {hook("h", "layers.0"), save("h", ref("h")), op("bad", "aten::matmul", {ref("h"), ref("h")}), save("x", ref("bad"))}));
  EXPECT_THAT(result.message(), StartsWith("node 'bad' (invoke 0, #2): RuntimeError: "));
  EXPECT_NE(result.find("h"), nullptr);
  EXPECT_EQ(result.find("x"), nullptr);
}

TEST_F(EngineOfFake, ReplacementOfAnotherShapeNamesModuleAndNode) {
  Finished result = failed(one_invoke(
      {hook("h", "layers.1.inner"),
       get("cut", ref("h"), GraphArg{ArgTuple{{GraphArg{ArgEllipsis{}}, GraphArg{ArgSlice{{none(), integer(5), none()}}}}}}),
       set("layers.1.inner", ref("cut"), HookSide::kOutput, "w"), hook("late", "head"), save("x", ref("late"))}));
  EXPECT_THAT(result.message(), StartsWith("RuntimeError in 'layers.1', after node 'w' replaced 'layers.1.inner.output': "));
}

TEST_F(EngineOfFake, PointsThatNeverComeAreNamed) {
  // Only at run time is it known that the steps of the first invoke skip the module that the second one waits in.
  Graph graph;
  graph.invokes.push_back(invoke({{1, 2}}, {hook("e", "embed"), skip("layers.1", ref("e"))}));
  graph.invokes.push_back(invoke({}, {hook("h", "layers.1.inner"), save("h", ref("h"))}));
  EXPECT_THAT(failed(std::move(graph)).message(),
              AllOf(StartsWith("node 'h' (invoke 1, #0): MissedValueError: 'layers.1.inner.output'"), HasSubstr("by invoke 1")));
}

TEST_F(EngineOfFake, SkipOfPartOfTheBatchIsRefused) {
  Graph graph;
  graph.invokes.push_back(invoke({{1, 2}}, {hook("e", "embed"), skip("layers.1", ref("e"), "s")}));
  graph.invokes.push_back(invoke({{1, 2}}, {}));
  EXPECT_THAT(failed(std::move(graph)).message(), AllOf(HasSubstr("node 's'"), HasSubstr("covers 1 of 2 rows")));
}

TEST_F(EngineOfFake, ValueThatCannotTravelIsNamedAndOthersArrive) {
  // A list that contains itself.
  Finished result = failed(one_invoke({constant("l", list({integer(1)})), put(ref("l"), integer(0), ref("l")),
                                       save("good", integer(7)), save("loop", ref("l"))}));
  EXPECT_THAT(result.message(), HasSubstr("save 'loop'"));
  EXPECT_EQ(std::get<int64_t>(result.find("good")->kind), 7);
}

// ---- Budgets and ends from outside.

TEST_F(EngineOfFake, MemoryBudgetIsNamedWithItsAmount) {
  JobSpec spec;
  spec.graph = one_invoke({op("z", "aten::zeros", {list({integer(1 << 28)})}), save("z", ref("z"))});
  spec.budget.max_bytes = 16 << 20;
  Finished result = submit(engine(), spec).get();
  EXPECT_EQ(result.state, JobState::kFailed);
  EXPECT_EQ(result.status.code(), StatusCode::kResourceExhausted) << result.status;
  EXPECT_THAT(result.message(), HasSubstr("16777216"));
}

TEST_F(EngineOfFake, ActivationsThatAreHeldCountAgainstTheBudget) {
  JobSpec spec;
  spec.graph = generation({steps({hook("h", "head"), save("h", ref("h"))})}, 60);
  spec.graph.invokes[0].token_ids = std::vector<Row>(4096, Row{1, 2});
  spec.budget.max_bytes = 8 << 20;
  Finished result = submit(engine(), spec).get();
  EXPECT_EQ(result.status.code(), StatusCode::kResourceExhausted) << result.status;
}

TEST_F(EngineOfFake, StepBudgetEndsALongComputation) {
  JobSpec spec;
  spec.graph = one_invoke({call("r", "range", {integer(1'000'000'000)}), call("s", "sum", {ref("r")}), save("s", ref("s"))});
  spec.budget.max_steps = 100'000;
  Finished result = submit(engine(), spec).get();
  EXPECT_EQ(result.status.code(), StatusCode::kResourceExhausted) << result.status;
  EXPECT_THAT(result.message(), HasSubstr("100000"));
}

TEST_F(EngineOfFake, DeadlineInsideClientCodeIsTimedOut) {
  JobSpec spec;
  spec.graph = one_invoke({call("r", "range", {integer(1'000'000'000'000)}), call("s", "sum", {ref("r")}), save("s", ref("s"))});
  spec.budget.max_steps = 2'000'000'000;
  spec.run_timeout_ms = 20;
  Finished result = submit(engine(), spec).get();
  EXPECT_EQ(result.state, JobState::kTimedOut) << result.status;
}

TEST_F(EngineOfFake, CancelBetweenStepsKeepsWhatWasSaved) {
  JobSpec spec;
  spec.graph = generation({steps({hook("h", "head"), save("h", ref("h"))})}, 50);
  spec.stream_tokens = true;
  Engine* running = &engine();
  Finished result = submit(*running, spec, "mine", [running](const TokensEvent& event) {
                      if (event.step == 2) running->cancel("mine", make_status(StatusCode::kCancelled, "by test"));
                    }).get();
  EXPECT_EQ(result.state, JobState::kCancelled) << result.status;
  EXPECT_EQ(result.message(), "by test");
  EXPECT_EQ(result.tokens.size(), 3u);
  EXPECT_EQ(std::get<WireList>(result.find("h")->kind).items.size(), 3u);
}

TEST_F(EngineOfFake, CancelWithDeadlineAsReasonIsTimedOut) {
  JobSpec spec;
  spec.graph = generation({}, 50);
  spec.stream_tokens = true;
  Engine* running = &engine();
  Finished result = submit(*running, spec, "mine", [running](const TokensEvent&) {
                      running->cancel("mine", make_status(StatusCode::kDeadlineExceeded, "queue and run took too long"));
                    }).get();
  EXPECT_EQ(result.state, JobState::kTimedOut) << result.status;
}

TEST_F(EngineOfFake, JobsThatWaitAreCancelledWithoutRunning) {
  std::promise<void> entered, release;
  std::shared_future<void> released = release.get_future().share();
  JobSpec spec;
  spec.graph = generation({}, 3);
  spec.stream_tokens = true;
  bool first = true;
  std::future<Finished> blocking = submit(engine(), spec, "blocking", [&](const TokensEvent&) {
    if (!std::exchange(first, false)) return;
    entered.set_value();
    released.wait();
  });
  entered.get_future().wait();
  std::future<Finished> waiting = submit(engine(), spec, "waiting");
  engine().cancel("waiting", make_status(StatusCode::kCancelled, "not needed"));
  engine().cancel("unknown", make_status(StatusCode::kCancelled, "ignored"));
  release.set_value();
  EXPECT_EQ(blocking.get().state, JobState::kCompleted);
  Finished result = waiting.get();
  EXPECT_EQ(result.state, JobState::kCancelled);
  EXPECT_EQ(result.started, 0);
}

TEST_F(EngineOfFake, ClosingTheEngineFinishesEveryJob) {
  std::vector<std::future<Finished>> futures;
  for (int i = 0; i < 20; ++i) {
    JobSpec spec;
    spec.graph = generation({}, 40);
    futures.push_back(submit(engine(), spec, std::to_string(i)));
  }
  engine_.reset();
  for (auto& future : futures) {
    const JobState state = future.get().state;
    EXPECT_TRUE(state == JobState::kCompleted || state == JobState::kCancelled);
  }
}

TEST_F(EngineOfFake, BudgetsAboveTheWorkersAreClamped) {
  options_.max_budget.max_bytes = 1 << 20;
  JobSpec spec;
  spec.graph = one_invoke({op("z", "aten::zeros", {list({integer(1 << 20)})}), save("z", ref("z"))});
  spec.budget.max_bytes = 1ull << 33;
  Finished result = submit(engine(), spec).get();
  EXPECT_EQ(result.status.code(), StatusCode::kResourceExhausted) << result.status;
  EXPECT_THAT(result.message(), HasSubstr("1048576"));
}

TEST_F(EngineOfFake, JobsFollowEachOtherWithoutTraces) {
  failed(one_invoke({op("bad", "aten::matmul", {integer(1), integer(2)})}));
  Finished a = go(one_invoke({hook("h", "head"), save("h", ref("h"))}));
  Finished b = go(one_invoke({hook("h", "head"), save("h", ref("h"))}));
  ASSERT_EQ(a.state, JobState::kCompleted);
  EXPECT_EQ(a.tensor<float>("h"), b.tensor<float>("h"));
}

// ---- Generation.

TEST_F(EngineOfFake, GreedyGenerationDeliversIdsByDefault) {
  Finished result = go(generation({}, 4));
  ASSERT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_THAT(result.generated(), ElementsAre(Row{3, 4, 5, 6}));
  EXPECT_EQ(result.find("text"), nullptr);  // no tokenizer
}

TEST_F(EngineOfFake, EndTokenEndsARowAndOthersGoOn) {
  Graph graph = generation({}, 6);
  graph.invokes[0].token_ids = {{1}, {5}};
  graph.generate->eos_token_ids = {4, 14};
  JobSpec spec;
  spec.graph = graph;
  spec.stream_tokens = true;
  Finished result = submit(engine(), spec).get();
  ASSERT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_THAT(result.generated(), ElementsAre(Row{2, 3, 4}, Row{6, 7, 8, 9, 10, 11}));
  ASSERT_EQ(result.tokens.size(), 6u);
  EXPECT_THAT(result.tokens[2].ids, ElementsAre(4, 8));
  EXPECT_THAT(result.tokens[3].ids, ElementsAre(-1, 9));
}

TEST_F(EngineOfFake, GenerationEndsWhenEveryRowHasEnded) {
  Graph graph = generation({}, 40);
  graph.generate->eos_token_ids = {5};
  EXPECT_THAT(go(std::move(graph)).generated(), ElementsAre(Row{3, 4, 5}));
}

TEST_F(EngineOfFake, LengthsFollowTransformers) {
  Graph graph = generation({}, 4);
  graph.generate->max_new_tokens.reset();
  EXPECT_EQ(go(graph).generated()[0].size(), 20u);  // the default counts new tokens
  graph.generate->max_length = 5;
  EXPECT_EQ(go(graph).generated()[0].size(), 3u);  // prompt included
  graph.generate->max_length = 2;
  EXPECT_THAT(failed(graph).message(), HasSubstr("max_length is 2"));
  graph.generate->max_new_tokens = 0;
  EXPECT_THAT(failed(graph).message(), HasSubstr("max_new_tokens is 0"));
  graph.generate->max_new_tokens = 64;
  EXPECT_THAT(failed(graph).message(), HasSubstr("64 positions"));
  graph.generate->max_new_tokens = 63;
  EXPECT_EQ(go(graph).generated()[0].size(), 63u);
}

TEST_F(EngineOfFake, BadGenerationOptionsAreNamed) {
  Graph graph = generation({}, 2);
  graph.generate->do_sample = true;
  graph.generate->temperature = 0.0;
  EXPECT_THAT(failed(graph).message(), HasSubstr("temperature is 0"));
  graph.generate->temperature = 1.0;
  graph.generate->top_p = 1.5;
  EXPECT_THAT(failed(graph).message(), HasSubstr("top_p is 1.5"));
}

TEST_F(EngineOfFake, SaveInStepsIsAListOfTheStepsThatRan) {
  Finished result = go(
      generation({steps({hook("h", "head"), op("t", "aten::argmax", {ref("h"), integer(-1)}), save("t", ref("t"))}, 1, 9)}, 4));
  ASSERT_EQ(result.state, JobState::kCompleted) << result.status;
  const WireList& list = std::get<WireList>(result.find("t")->kind);
  ASSERT_EQ(list.items.size(), 3u);
  EXPECT_THAT(result.tensor<int64_t>(list.items[0]), ElementsAre(4));
  EXPECT_THAT(result.log, HasSubstr("generation ended before step 4"));
}

TEST_F(EngineOfFake, StepsThatNeverRanSaveAnEmptyList) {
  Finished result = go(generation({steps({hook("h", "head"), save("h", ref("h"))}, 10)}, 2));
  ASSERT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_TRUE(std::get<WireList>(result.find("h")->kind).items.empty());
  EXPECT_EQ(result.log, "");
}

TEST_F(EngineOfFake, EditOfLogitsChangesTheNextToken) {
  // Token 9 wins at every step.
  Finished result = go(generation(
      {steps({hook("h", "head"), put(ref("h"), GraphArg{ArgTuple{{GraphArg{ArgEllipsis{}}, integer(9)}}}, lit(1e6))})}, 3));
  EXPECT_THAT(result.generated(), ElementsAre(Row{9, 9, 9}));
}

TEST_F(EngineOfFake, StopEndsGenerationAndKeepsItsTokens) {
  Finished result =
      go(generation({steps({hook("h", "head"), save("h", ref("h"))}, 0, 2), steps({hook("g", "embed"), stop()}, 2)}, 30));
  ASSERT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_THAT(result.generated(), ElementsAre(Row{3, 4}));
}

TEST_F(EngineOfFake, UsersSaveWinsOverTheReservedKeys) {
  Finished result = go(generation({save("generated", integer(1))}, 2));
  EXPECT_EQ(std::get<int64_t>(result.find("generated")->kind), 1);
}

TEST_F(EngineOfFake, SameSeedSamplesTheSameTokens) {
  Graph graph = generation({}, 30);
  graph.generate->do_sample = true;
  graph.generate->temperature = 50.0;
  graph.generate->seed = 7;
  const auto first = go(graph).generated(), second = go(graph).generated();
  EXPECT_EQ(first, second);
  graph.generate->seed = 8;
  EXPECT_NE(go(graph).generated(), first);
}

TEST_F(EngineOfFake, LogitsThatCannotBeSampledAreTheClientsError) {
  Graph graph =
      generation({hook("h", "head"), put(ref("h"), GraphArg{ArgEllipsis{}}, lit(std::numeric_limits<double>::quiet_NaN()))}, 3);
  graph.generate->do_sample = true;
  EXPECT_THAT(failed(graph).message(), HasSubstr("choosing the next token"));
}

TEST_F(EngineOfFake, OutputOfTheWrongShapeIsRefusedWithWhatIsNeeded) {
  Graph graph = generation(
      {hook("h", "head"),
       get("cut", ref("h"), GraphArg{ArgTuple{{GraphArg{ArgEllipsis{}}, GraphArg{ArgSlice{{none(), integer(3), none()}}}}}}),
       set("head", ref("cut"))},
      3);
  EXPECT_THAT(failed(graph).message(), HasSubstr("generation needs logits [1, 1, 16]"));
}

// ---- With a real tokenizer.

TEST(EngineOfSmolLm2, StreamsTextAndDecodesInsideTheGraph) {
  EngineOptions options;
  options.name = "smollm2";
  options.directory = INTERLOOM_SOURCE_DIR "/build/models/smollm2";
  if (!std::filesystem::exists(options.directory + "/model.safetensors")) GTEST_SKIP() << "scripts/make-models.sh makes it";
  StatusOr<std::unique_ptr<Engine>> engine = make_engine(options);
  ASSERT_TRUE(engine.ok()) << engine.status();

  JobSpec spec;
  spec.graph.invokes.push_back({{"The capital of France is", "Hello, my name"},
                                {},
                                {hook("h", "lm_head"), op("last", "aten::select.int", {ref("h"), integer(1), integer(-1)}),
                                 op("top", "aten::argmax", {ref("last"), integer(-1)}), get("id", ref("top"), integer(0)),
                                 call("word", "tokenizer.decode", {ref("id")}), save("word", ref("word")),
                                 call("ids", "tokenizer.encode", {text(" Paris")}), save("ids", ref("ids"))}});
  spec.graph.generate.emplace().max_new_tokens = 6;
  spec.stream_tokens = true;
  const Finished result = submit(**engine, spec).get();
  ASSERT_EQ(result.state, JobState::kCompleted) << result.status;
  EXPECT_EQ(std::get<std::string>(result.find("word")->kind), " Paris");
  EXPECT_EQ(std::get<WireList>(result.find("ids")->kind).items.size(), 1u);
  const WireList& texts = std::get<WireList>(result.find("text")->kind);
  ASSERT_EQ(texts.items.size(), 2u);
  for (size_t row = 0; row < 2; ++row) {
    std::string streamed;
    for (const TokensEvent& event : result.tokens) streamed += event.text[row];
    EXPECT_EQ(streamed, std::get<std::string>(texts.items[row].kind));
    EXPECT_FALSE(streamed.empty());
  }
}

TEST(EngineOfSmolLm2, LeftPaddingChangesNothing) {
  EngineOptions options;
  options.name = "smollm2";
  options.directory = INTERLOOM_SOURCE_DIR "/build/models/smollm2";
  if (!std::filesystem::exists(options.directory + "/model.safetensors")) GTEST_SKIP() << "scripts/make-models.sh makes it";
  StatusOr<std::unique_ptr<Engine>> engine = make_engine(options);
  ASSERT_TRUE(engine.ok()) << engine.status();
  auto last = [](std::string name) {
    return std::vector<GraphNode>{hook(name, "lm_head"), op(name + "l", "aten::select.int", {ref(name), integer(1), integer(-1)}),
                                  save(name, ref(name + "l"))};
  };
  Graph alone;
  alone.invokes.push_back({{"The capital of France is"}, {}, last("a")});
  Graph together = alone;
  together.invokes.push_back({{"A much longer sentence that makes the other row be padded on its left"}, {}, last("b")});
  const std::vector<float> x = run(**engine, alone).tensor<float>("a"), y = run(**engine, together).tensor<float>("a");
  ASSERT_EQ(x.size(), y.size());
  ASSERT_FALSE(x.empty());
  float largest = 0, difference = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    largest = std::max(largest, std::abs(x[i]));
    difference = std::max(difference, std::abs(x[i] - y[i]));
  }
  EXPECT_LE(difference, 1e-4f * largest);
}

}  // namespace
}  // namespace interloom::engine
