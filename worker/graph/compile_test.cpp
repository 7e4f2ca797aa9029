#include "worker/graph/compile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "worker/graph/test_graph.h"
#include "worker/interleaver/fake_model.h"
#include "worker/lang/torch/torch_job.h"

namespace interloom::graph {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class CompileGraph : public ::testing::Test {
 protected:
  // The message of the refusal, "" when the graph compiles; other codes than kInvalidArgument fail the test.
  std::string refusal(const Graph& graph) {
    StatusOr<Program> program = compile_graph(graph, target_, interp_);
    if (program.ok()) return "";
    EXPECT_EQ(program.status().code(), StatusCode::kInvalidArgument) << program.status();
    return std::string(message_of(program.status()));
  }

  interleaver::FakeModel model_;
  interleaver::ExecutionOrder order_ = *interleaver::ExecutionOrder::learn(model_);
  GraphTarget target_{model_.info(), order_};
  lang::Interpreter interp_{{}};
  lang_torch::TorchJob torch_{interp_};
};

TEST_F(CompileGraph, AcceptsAGraphOfEveryNode) {
  Graph graph = generation(
      {hook("e", "embed"), set("layers.0", ref("e")), op("a", "aten::add.Tensor", {ref("e"), integer(1)}),
       get("g", ref("a"), GraphArg{ArgTuple{{GraphArg{ArgEllipsis{}}, GraphArg{ArgSlice{{none(), integer(3), none()}}}}}}),
       put(ref("e"), integer(0), ref("g")), call("n", "len", {ref("a")}), module_call("m", "head", {ref("a")}),
       constant("c", lit(WireDType{DType::kFloat32})), skip("layers.1", ref("a")), save("out", ref("m")),
       steps({hook("h", "head"), save("s", ref("h"))}, 1, 3), stop()},
      4);
  EXPECT_EQ(refusal(graph), "");
}

TEST_F(CompileGraph, EmptyGraphHasNoInvokes) { EXPECT_THAT(refusal(Graph{}), HasSubstr("no invokes")); }

TEST_F(CompileGraph, UnknownModuleSuggestsTheNearest) {
  EXPECT_THAT(refusal(one_invoke({constant("c", integer(1)), hook("h", "layers.1.iner")})),
              AllOf(StartsWith("node 'h' (invoke 0, #1): model 'fake' has no module 'layers.1.iner'"),
                    HasSubstr("did you mean 'layers.1.inner'")));
}

TEST_F(CompileGraph, UnknownOpAndOverloadAreNamed) {
  EXPECT_THAT(refusal(one_invoke({op("x", "aten::sofmax.int", {none()})})),
              AllOf(StartsWith("node 'x' (invoke 0, #0): "), HasSubstr("sofmax")));
  EXPECT_THAT(refusal(one_invoke({op("x", "aten::softmax.itn", {none()})})),
              AllOf(StartsWith("node 'x' (invoke 0, #0): "), HasSubstr("itn")));
}

TEST_F(CompileGraph, ForbiddenOpIsRefused) {
  EXPECT_THAT(refusal(one_invoke({op("x", "aten::from_file", {text("/etc/passwd")})})), StartsWith("node 'x' (invoke 0, #0): "));
}

TEST_F(CompileGraph, WrongArityKeywordAndLiteralAreRefused) {
  const std::vector<GraphNode> h = {hook("h", "head")};
  auto with = [&](GraphNode node) { return refusal(one_invoke({h[0], std::move(node)})); };
  EXPECT_THAT(with(op("x", "aten::softmax.int", {ref("h")})), StartsWith("node 'x' (invoke 0, #1): "));
  EXPECT_THAT(with(op("x", "aten::softmax.int", {ref("h"), integer(1)}, {{"dimension", integer(1)}})), HasSubstr("dimension"));
  EXPECT_THAT(with(op("x", "aten::softmax.int", {ref("h"), text("one")})), StartsWith("node 'x' (invoke 0, #1): "));
  EXPECT_EQ(with(op("x", "aten::softmax.int", {ref("h"), integer(-1)})), "");
}

TEST_F(CompileGraph, UnknownFunctionSuggestsTheNearest) {
  EXPECT_THAT(refusal(one_invoke({call("x", "leng", {})})),
              AllOf(HasSubstr("no function 'leng'"), HasSubstr("did you mean 'len'")));
  EXPECT_THAT(refusal(one_invoke({call("x", ":stop", {})})), HasSubstr("no function ':stop'"));
}

TEST_F(CompileGraph, UndefinedNameSuggestsTheNearest) {
  EXPECT_THAT(refusal(one_invoke({hook("logits", "head"), save("x", ref("logit"))})),
              AllOf(StartsWith("node (invoke 0, #1): 'logit' is not defined"), HasSubstr("did you mean 'logits'")));
}

TEST_F(CompileGraph, UseBeforeDefinitionNamesTheDefinition) {
  EXPECT_EQ(refusal(one_invoke({op("b", "aten::add.Tensor", {ref("h"), integer(1)}), hook("h", "head")})),
            "node 'b' (invoke 0, #0): uses 'h' before it is defined by node 'h' (invoke 0, #1)");
}

TEST_F(CompileGraph, CycleNamesItsNodes) {
  const std::string message = refusal(
      one_invoke({op("a", "aten::add.Tensor", {ref("b"), integer(1)}), op("b", "aten::add.Tensor", {ref("a"), integer(1)})}));
  EXPECT_EQ(message, "node 'a' (invoke 0, #0): a cycle: 'a' -> 'b' -> 'a'");
}

TEST_F(CompileGraph, NameOfALaterInvokeIsUsedBeforeDefinition) {
  Graph graph = one_invoke({save("x", ref("h"))});
  graph.invokes.push_back(invoke({{3}}, {hook("h", "head")}));
  EXPECT_THAT(refusal(graph), HasSubstr("uses 'h' before it is defined by node 'h' (invoke 1, #0)"));
}

TEST_F(CompileGraph, DuplicateNamesAndSaveKeysAreRefused) {
  EXPECT_EQ(refusal(one_invoke({constant("a", integer(1)), constant("a", integer(2))})),
            "node 'a' (invoke 0, #1): the name is taken by node 'a' (invoke 0, #0)");
  EXPECT_THAT(refusal(one_invoke({save("k", integer(1)), save("k", integer(2))})),
              HasSubstr("saves as 'k', as node (invoke 0, #0) does"));
}

TEST_F(CompileGraph, NodeWithoutValueCannotBeReferredTo) {
  EXPECT_THAT(refusal(one_invoke({set("embed", integer(1), HookSide::kOutput, "s"), save("x", ref("s"))})),
              HasSubstr("'s' is a set and has no value"));
}

TEST_F(CompileGraph, ModuleThatIsNeverCalledHasNoPoints) {
  EXPECT_THAT(refusal(one_invoke({hook("h", "layers")})),
              HasSubstr("'layers' (ModuleList) has no output: the model never calls it"));
  EXPECT_THAT(refusal(one_invoke({skip("layers", none(), "s")})), HasSubstr("has no input"));
  EXPECT_THAT(refusal(one_invoke({set("layers", none(), HookSide::kInput, "s")})), StartsWith("node 's' (invoke 0, #0): "));
}

TEST_F(CompileGraph, HooksNeedRowsSomewhere) {
  Graph graph;
  graph.invokes.push_back(invoke({}, {hook("h", "head")}));
  EXPECT_THAT(refusal(graph), HasSubstr("no invoke of the graph has rows"));
  graph.invokes.push_back(invoke({{1}}, {}));
  EXPECT_EQ(refusal(graph), "");
}

TEST_F(CompileGraph, StepsNeedAGenerationAndSoundBounds) {
  EXPECT_THAT(refusal(one_invoke({steps({})})), HasSubstr("steps need a generation"));
  EXPECT_THAT(refusal(generation({steps({steps({})})}, 2)), HasSubstr("steps inside steps"));
  EXPECT_THAT(refusal(generation({steps({}, -1)}, 2)), HasSubstr("first step is -1"));
  EXPECT_THAT(refusal(generation({steps({}, 0, -1, 0)}, 2)), HasSubstr("stride is 0"));
  Graph no_rows = generation({}, 2);
  no_rows.invokes[0].token_ids.clear();
  EXPECT_THAT(refusal(no_rows), HasSubstr("generation needs a prompt"));
}

TEST_F(CompileGraph, NamesOfStepsStayInside) {
  EXPECT_THAT(refusal(generation({steps({hook("h", "head")}), save("x", ref("h"))}, 2)), HasSubstr("belongs to the steps of"));
}

TEST_F(CompileGraph, HooksAgainstExecutionOrderNameBothNodes) {
  EXPECT_EQ(refusal(one_invoke({hook("late", "layers.2"), hook("early", "layers.0")})),
            "node 'early' (invoke 0, #1): 'layers.0.output' has passed when it is asked for: node 'late' (invoke 0, #0) comes "
            "first and waits "
            "for 'layers.2.output', which runs later");
  EXPECT_THAT(refusal(one_invoke({hook("out", "layers.0"), set("layers.0", ref("out"), HookSide::kInput, "in")})),
              HasSubstr("node 'in'"));
  EXPECT_EQ(refusal(one_invoke({hook("a", "layers.0"), hook("b", "layers.0")})), "");
  EXPECT_EQ(refusal(one_invoke({hook("a", "shared"), hook("x", "layers.2"), hook("b", "shared")})), "");  // its second call
}

TEST_F(CompileGraph, OrderStartsAnewInAnotherInvokeAndInLaterSteps) {
  Graph graph = one_invoke({hook("late", "layers.2")});
  graph.invokes.push_back(invoke({{3}}, {hook("early", "layers.0")}));
  EXPECT_EQ(refusal(graph), "");
  EXPECT_EQ(refusal(generation({hook("late", "layers.2"), steps({hook("early", "layers.0")}, 1)}, 3)), "");
  EXPECT_THAT(refusal(generation({hook("late", "layers.2"), steps({hook("early", "layers.0")}, 0)}, 3)), HasSubstr("has passed"));
}

TEST_F(CompileGraph, HookInsideASkippedModuleNeverFires) {
  EXPECT_THAT(refusal(one_invoke({hook("e", "embed"), skip("layers.1", ref("e"), "s"), hook("h", "layers.1.inner")})),
              HasSubstr("'layers.1.inner.output' never fires: node 's' (invoke 0, #1) skips 'layers.1'"));
  EXPECT_EQ(refusal(one_invoke({hook("e", "embed"), skip("layers.1", ref("e"), "s"), hook("h", "layers.1")})), "");
}

TEST_F(CompileGraph, ConstantsAreChecked) {
  EXPECT_THAT(refusal(one_invoke({constant("c", lit(WireTensor{3}))})), HasSubstr("tensor 3 does not exist: the graph has 0"));
  EXPECT_THAT(refusal(one_invoke({constant("c", lit(WireList{}))})), HasSubstr("a constant is a container"));
  EXPECT_THAT(refusal(one_invoke({constant("c", lit(WireDType{}))})), HasSubstr("invalid dtype"));
  EXPECT_THAT(refusal(one_invoke({constant("c", lit(WireDevice{"warp:1"}))})), HasSubstr("'warp:1' is no device"));
  EXPECT_THAT(refusal(one_invoke({constant("c", GraphArg{ArgMemoryFormat{"upside_down"}})})),
              HasSubstr("no memory format 'upside_down'"));
  EXPECT_THAT(refusal(one_invoke({constant("c", GraphArg{ArgLayout{"round"}})})), HasSubstr("no layout 'round'"));
  EXPECT_THAT(refusal(one_invoke({constant("c", GraphArg{ArgSlice{{none()}}})})), HasSubstr("a slice has 1 parts"));
}

TEST_F(CompileGraph, BigIntegersHaveDigitsOnly) {
  EXPECT_EQ(refusal(one_invoke({constant("c", lit(WireBigInt{"-123456789012345678901234567890"}))})), "");
  EXPECT_THAT(refusal(one_invoke({constant("c", lit(WireBigInt{"12x"}))})), HasSubstr("'12x' is no integer"));
  EXPECT_THAT(refusal(one_invoke({constant("c", lit(WireBigInt{"-"}))})), HasSubstr("'-' is no integer"));
}

TEST_F(CompileGraph, NamesOfTheRuntimeAreReserved) {
  EXPECT_THAT(refusal(one_invoke({constant(":step", integer(1))})), HasSubstr("reserved"));
}

TEST_F(CompileGraph, LimitsOnNestingAndSize) {
  GraphArg deep = integer(1);
  for (int i = 0; i < kMaxArgumentDepth + 2; ++i) deep = list({deep});
  EXPECT_THAT(refusal(one_invoke({constant("c", deep)})), HasSubstr("nest deeper than"));
  std::vector<GraphNode> many(kMaxNodes + 1, stop());
  EXPECT_THAT(refusal(one_invoke(std::move(many))), HasSubstr("more than 100000 nodes"));
  EXPECT_THAT(refusal(one_invoke({constant(std::string(1000, 'x'), integer(1))})), HasSubstr("longer than"));
}

TEST_F(CompileGraph, RepeatedKeywordIsRefused) {
  EXPECT_THAT(refusal(one_invoke({call("p", "print", {}, {{"end", text("")}, {"end", text("")}})})),
              HasSubstr("keyword argument repeated: end"));
}

TEST_F(CompileGraph, PromptsAndIdsTogetherAreRefused) {
  Graph graph = one_invoke({});
  graph.invokes[0].prompts.push_back("x");
  EXPECT_THAT(refusal(graph), HasSubstr("invoke 0: give prompts or token ids, not both"));
}

}  // namespace
}  // namespace interloom::graph
