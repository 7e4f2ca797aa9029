#include "client/cpp/graph_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/cpp/tensor_access.h"
#include "proto/translate.h"

namespace interloom::client {

namespace {

using testing::HasSubstr;

// The same graph, written by hand as text.
void expect_same(const GraphBuilder& builder, std::string_view text) {
  const auto built = builder.build();
  ASSERT_TRUE(built.ok()) << built.status();
  const auto parsed = proto::parse_graph_text(text, "expected");
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(proto::graph_to_text(*built), proto::graph_to_text(*parsed));
}

TEST(GraphBuilder, ReadsHooksIndexesAndSaves) {
  GraphBuilder g;
  const Scope invoke = g.invoke("The capital of France is");
  const Value hidden = invoke.as("h").output("model.layers.5");
  hidden[{0, -1}].save("h5");
  invoke.input("model.norm")[all()].save("in");
  invoke.inputs("model.norm")[0][slice(1, none, 2)].save("args");
  expect_same(g, R"(
    invoke {
      prompt: "The capital of France is"
      node { name: "h" hook { module: "model.layers.5" } }
      node { name: "_1" get { value { ref: "h" } index { tuple { item { int: 0 } item { int: -1 } } } } }
      node { name: "_2" save { as: "h5" value { ref: "_1" } } }
      node { name: "_3" hook { module: "model.norm" side: INPUT } }
      node { name: "_4" get { value { ref: "_3" } index { slice {} } } }
      node { name: "_5" save { as: "in" value { ref: "_4" } } }
      node { name: "_6" hook { module: "model.norm" side: INPUTS } }
      node { name: "_7" get { value { ref: "_6" } index { int: 0 } } }
      node { name: "_8" get { value { ref: "_7" } index { slice { start { int: 1 } step { int: 2 } } } } }
      node { name: "_9" save { as: "args" value { ref: "_8" } } }
    })");
}

TEST(GraphBuilder, WritesOpsCallsAndEveryKindOfArgument) {
  GraphBuilder g;
  const Scope invoke = g.invoke_tokens({{1, 2}, {3, 4}});
  const Value logits = invoke.as("l").module_call("lm_head", {invoke.as("n").output("model.norm")});
  invoke.as("p").op("aten::softmax.int", {logits, -1}, {{"dtype", DType::kFloat32}});
  invoke.as("c").call("print", {true, 2.5, 0.5f, "s", std::string("t"), none, ellipsis, list({1, logits}), tuple({}),
                                std::vector<int64_t>{4, 5}, std::complex<double>(1, 2), uint64_t{18446744073709551615u},
                                device("cpu"), memory_format("channels_last"), int8_t{-3}, nullptr});
  expect_same(g, R"(
    invoke {
      token_ids { id: 1 id: 2 } token_ids { id: 3 id: 4 }
      node { name: "n" hook { module: "model.norm" } }
      node { name: "l" module_call { module: "lm_head" arg { ref: "n" } } }
      node { name: "p" op { name: "aten::softmax.int" arg { ref: "l" } arg { int: -1 }
        kwarg { name: "dtype" value { dtype: FLOAT32 } } } }
      node { name: "c" call { function: "print"
        arg { bool: true } arg { float: 2.5 } arg { float: 0.5 } arg { str: "s" } arg { str: "t" }
        arg { none {} } arg { ellipsis {} }
        arg { list { item { int: 1 } item { ref: "l" } } } arg { tuple {} } arg { list { item { int: 4 } item { int: 5 } } }
        arg { complex { real: 1 imag: 2 } } arg { big_int: "18446744073709551615" } arg { device: "cpu" }
        arg { memory_format: "channels_last" } arg { int: -3 } arg { none {} } } }
    })");
}

TEST(GraphBuilder, WritesEditsStepsAndConstants) {
  GraphBuilder g;
  g.generate({.max_new_tokens = 8, .do_sample = false});
  const std::vector<float> elements = {1, 2};
  const Arg steer = g.tensor(*tensor_of(elements, {2}));
  const Scope invoke = g.invoke_rows({"a", "b"});
  invoke.steps(1, std::nullopt, [&](Scope& step) {
    const Value hidden = step.as("h").output("m");
    step.set_output("m", step.as("s").op("aten::add.Tensor", {hidden, steer}));
    hidden.save("hs");
  });
  invoke.steps(0, 4, 2, [](Scope& step) { step.stop(); });
  const Scope whole = g.invoke_batch();
  whole.as("k").constant(list({1}));
  whole.skip("m", 1);
  whole.put(whole.as("o").output("n"), {all(), -1}, 0);
  whole.set_input("n", 1.0);
  whole.set_inputs("n", tuple({1}));
  expect_same(g, R"(
    invoke {
      prompt: "a" prompt: "b"
      node { name: "_3" steps { first: 1 stride: 1
        node { name: "h" hook { module: "m" } }
        node { name: "s" op { name: "aten::add.Tensor" arg { ref: "h" } arg { tensor: 0 } } }
        node { name: "_1" set { module: "m" value { ref: "s" } } }
        node { name: "_2" save { as: "hs" value { ref: "h" } } } } }
      node { name: "_5" steps { first: 0 last: 4 stride: 2 node { name: "_4" stop {} } } }
    }
    invoke {
      node { name: "k" const { list { item { int: 1 } } } }
      node { name: "_6" skip { module: "m" value { int: 1 } } }
      node { name: "o" hook { module: "n" } }
      node { name: "_7" put { target { ref: "o" } index { tuple { item { slice {} } item { int: -1 } } } value { int: 0 } } }
      node { name: "_8" set { module: "n" side: INPUT value { float: 1 } } }
      node { name: "_9" set { module: "n" side: INPUTS value { tuple { item { int: 1 } } } } }
    }
    tensor { meta { dtype: FLOAT32 shape: 2 } raw: "\000\000\200?\000\000\000@" }
    generate { max_new_tokens: 8 do_sample: false })");
}

TEST(GraphBuilder, OperatorsChooseTheOverload) {
  GraphBuilder g;
  const Scope invoke = g.invoke("x");
  const Value a = invoke.as("a").output("m");
  const Value b = a * 2.0 + a;
  (b - 1) / g.tensor(HostTensor::copy_of({DType::kUInt8, {}}, "\1"));
  const Graph graph = *g.build();
  std::vector<std::string> names;
  for (const GraphNode& node : graph.invokes[0].nodes)
    if (const auto* op = std::get_if<NodeOp>(&node.kind)) names.push_back(op->name);
  EXPECT_THAT(names, testing::ElementsAre("aten::mul.Scalar", "aten::add.Tensor", "aten::sub.Scalar", "aten::div.Tensor"));
}

TEST(GraphBuilder, ValuesCrossInvokes) {
  GraphBuilder g;
  const Scope source = g.invoke("b"), target = g.invoke("a");
  const Value rome = source.output("m")[{0, -2}];
  target.put(target.output("m"), {0, -2}, rome);
  const Graph graph = *g.build();
  ASSERT_EQ(graph.invokes.size(), 2u);
  const auto& put = std::get<NodePut>(graph.invokes[1].nodes[1].kind);
  EXPECT_EQ(std::get<ArgRef>(put.value.kind).name, rome.name());
  EXPECT_EQ(graph.invokes[0].nodes[1].name, rome.name());
}

TEST(GraphBuilder, GeneratedNamesAvoidGivenOnes) {
  GraphBuilder g;
  const Scope invoke = g.invoke("x");
  invoke.as("_1").output("m");
  EXPECT_EQ(invoke.output("m").name(), "_2");
}

TEST(GraphBuilder, NameGivenTwiceIsNamed) {
  GraphBuilder g;
  const Scope invoke = g.invoke("x");
  invoke.as("h").output("m");
  invoke.as("h").output("n");
  EXPECT_EQ(g.build().status().code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(g.build().status().ToString(), HasSubstr("'h'"));
}

TEST(GraphBuilder, StepsThatEndedTakeNoNodes) {
  GraphBuilder g;
  const Scope invoke = g.invoke("x");
  std::optional<Value> leaked;
  invoke.every_step([&](Scope& step) { leaked = step.output("m"); });
  leaked->save("late");
  EXPECT_THAT(g.build().status().ToString(), HasSubstr("steps that have ended"));
}

TEST(GraphBuilder, BuildsTheGraphSoFarAgain) {
  GraphBuilder g;
  const Scope invoke = g.invoke("x");
  invoke.output("m").save("a");
  EXPECT_EQ(g.build()->invokes[0].nodes.size(), 2u);
  invoke.output("m").save("b");
  GraphBuilder moved = std::move(g);
  EXPECT_EQ(moved.build()->invokes[0].nodes.size(), 4u);
}

}  // namespace

}  // namespace interloom::client
