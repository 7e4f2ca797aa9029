#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include "proto/translate.h"

namespace interloom::proto {
namespace {

using google::protobuf::util::MessageDifferencer;
using testing::HasSubstr;

constexpr const char* kEverything = R"(
  invoke {
    prompt: "The capital of France is"
    prompt: "Zwei"
    node { name: "h" hook { module: "model.layers.5" side: INPUT } }
    node { set { module: "model.layers.6" side: OUTPUT value { ref: "h" } } }
    node { name: "o" op { name: "aten::softmax.int" arg { ref: "h" } arg { int: -1 }
                       kwarg { name: "dtype" value { dtype: FLOAT32 } } } }
    node { name: "g" get { value { ref: "o" } index { tuple { item { slice { stop { int: 4 } } }
                        item { ellipsis {} } item { none {} } } } } }
    node { put { target { ref: "h" } index { bool: true } value { float: 0.5 } } }
    node { call { function: "print" arg { str: "x" } kwarg { name: "sep" value { big_int: "-99999999999999999999" } } } }
    node { name: "m" module_call { module: "lm_head" arg { ref: "h" } } }
    node { name: "c" const { list { item { tensor: 0 } item { tensor: 1 } item { complex { real: 1 imag: 2 } } } } }
    node { skip { module: "model.layers.7" value { ref: "h" } } }
    node { stop {} }
    node { save { as: "out" value { ref: "g" } } }
    node { steps { first: 1 last: 5 stride: 2 node { name: "t" hook { module: "lm_head" } } } }
    node { steps { node { name: "u" call { function: "f" arg { device: "cpu" }
                                           arg { memory_format: "channels_last" } arg { layout: "strided" } } } } }
  }
  invoke { token_ids { id: 1 id: 2 } token_ids { id: 3 } }
  tensor { meta { dtype: INT16 shape: 2 } raw: "abcd" }
  tensor { meta { dtype: FLOAT32 shape: 1000000 } part_hash: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" }
  generate { max_new_tokens: 8 do_sample: false temperature: 0.5 eos_token_id: 2 eos_token_id: 3 seed: 0 }
)";

pb::Graph message_of_text(const std::string& text) {
  const auto graph = parse_graph_text(text, "t");
  EXPECT_TRUE(graph.ok()) << graph.status();
  return to_proto(*graph);
}

std::string error_of(const std::string& text) {
  const auto graph = parse_graph_text(text, "g.pbtxt");
  EXPECT_EQ(graph.status().code(), StatusCode::kInvalidArgument) << text;
  return std::string(message_of(graph.status()));
}

TEST(Graph, EverythingRoundTripsThroughBytesAndText) {
  const auto graph = parse_graph_text(kEverything, "all.pbtxt");
  ASSERT_TRUE(graph.ok()) << graph.status();
  const pb::Graph message = to_proto(*graph);
  const auto back = from_proto(*parse_bytes<pb::Graph>(to_bytes(message), "graph"));
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_TRUE(MessageDifferencer::Equals(to_proto(*back), message));
  EXPECT_TRUE(MessageDifferencer::Equals(message_of_text(graph_to_text(*back)), message));
}

TEST(Graph, StructSaysWhatTheTextSays) {
  const Graph graph = *parse_graph_text(kEverything, "all.pbtxt");
  ASSERT_EQ(graph.invokes.size(), 2u);
  EXPECT_EQ(graph.invokes[0].prompts[1], "Zwei");
  EXPECT_EQ(graph.invokes[1].token_ids, (std::vector<std::vector<int64_t>>{{1, 2}, {3}}));
  const auto& nodes = graph.invokes[0].nodes;
  ASSERT_EQ(nodes.size(), 13u);
  EXPECT_EQ(std::get<NodeHook>(nodes[0].kind).side, HookSide::kInput);
  const auto& op = std::get<NodeOp>(nodes[2].kind);
  EXPECT_EQ(op.name, "aten::softmax.int");
  EXPECT_EQ(std::get<int64_t>(std::get<WireValue>(op.args[1].kind).kind), -1);
  EXPECT_EQ(std::get<WireDType>(std::get<WireValue>(op.kwargs[0].second.kind).kind).dtype, DType::kFloat32);
  const auto& tuple = std::get<ArgTuple>(std::get<NodeGet>(nodes[3].kind).index.kind);
  const auto& slice = std::get<ArgSlice>(tuple.items[0].kind);
  ASSERT_EQ(slice.parts.size(), 3u);
  EXPECT_TRUE(std::holds_alternative<WireNone>(std::get<WireValue>(slice.parts[0].kind).kind));
  EXPECT_EQ(std::get<int64_t>(std::get<WireValue>(slice.parts[1].kind).kind), 4);
  const auto& steps = std::get<NodeSteps>(nodes[11].kind);
  EXPECT_EQ(steps.first, 1);
  EXPECT_EQ(steps.last, 5);
  EXPECT_EQ(steps.stride, 2);
  EXPECT_EQ(std::get<NodeSteps>(nodes[12].kind).last, -1);
  EXPECT_EQ(std::get<NodeSteps>(nodes[12].kind).stride, 1);
  EXPECT_EQ(graph.tensors[0].inline_tensor->bytes(), "abcd");
  EXPECT_FALSE(graph.tensors[1].inline_tensor.has_value());
  EXPECT_EQ(graph.generate->max_new_tokens, 8);
  EXPECT_EQ(graph.generate->do_sample, false);
  EXPECT_EQ(graph.generate->seed, 0u);
  EXPECT_FALSE(graph.generate->top_k.has_value());
}

TEST(Graph, EmptyArgumentIsNamedByItsPath) {
  EXPECT_EQ(error_of("invoke {} invoke { node {stop{}} node {stop{}} node {stop{}}"
                     "  node { name: 'h' op { name: 'f' arg{int:1} arg{int:1} arg{} } } }"),
            "g.pbtxt: invoke[1].node[3] 'h'.op.arg[2]: empty argument");
  EXPECT_EQ(error_of("invoke { node { call { function: 'f' kwarg { name: 'k' } } } }"),
            "g.pbtxt: invoke[0].node[0].call.kwarg[0] 'k': empty argument");
  EXPECT_EQ(error_of("invoke { node { const { list { item { slice { step {} } } } } } }"),
            "g.pbtxt: invoke[0].node[0].const.list.item[0].slice.step: empty argument");
  EXPECT_EQ(error_of("invoke { node { name: 'x' } }"), "g.pbtxt: invoke[0].node[0] 'x': empty node");
  EXPECT_EQ(error_of("invoke { node { steps { node { get { value { ref: 'a' } } } } } }"),
            "g.pbtxt: invoke[0].node[0].steps.node[0].get.index: empty argument");
  for (const char* node : {"set { module: 'm' }", "put { target { int: 1 } index { int: 1 } }",
                           "skip { module: 'm' }", "save { as: 's' }"})
    EXPECT_THAT(error_of(str_cat("invoke { node { ", node, " } }")), HasSubstr(".value: empty argument")) << node;
}

TEST(Graph, UnknownEnumsAreRefused) {
  pb::Graph graph;
  graph.add_invoke()->add_node()->mutable_hook()->set_side(static_cast<pb::Side>(5));
  EXPECT_EQ(message_of(from_proto(graph).status()), "invoke[0].node[0].hook.side: unknown side 5");
  graph.mutable_invoke(0)->mutable_node(0)->mutable_const_()->set_dtype(static_cast<pb::DType>(50));
  EXPECT_EQ(message_of(from_proto(graph).status()), "invoke[0].node[0].const: unknown dtype 50");
}

TEST(Graph, StepsBoundsAreChecked) {
  EXPECT_THAT(error_of("invoke { node { steps { first: -1 } } }"), HasSubstr("steps: first is -1"));
  EXPECT_THAT(error_of("invoke { node { steps { last: -2 } } }"), HasSubstr("steps: last is -2"));
  EXPECT_THAT(error_of("invoke { node { steps { stride: -2 } } }"), HasSubstr("steps: stride is -2"));
}

TEST(Graph, TensorsAreChecked) {
  EXPECT_EQ(error_of("tensor { meta { dtype: INT16 shape: 2 } raw: 'abc' }"), "g.pbtxt: tensor[0]: raw has 3 bytes; meta says 4");
  EXPECT_THAT(error_of("tensor { meta { dtype: INT16 shape: 2 } }"), HasSubstr("no content"));
  EXPECT_THAT(error_of("tensor { meta { dtype: INT16 shape: 2 } part_hash: '../x' }"), HasSubstr("64 lower-case hex"));
  EXPECT_THAT(error_of("tensor { meta { shape: 2 } raw: 'ab' }"), HasSubstr("tensor[0].meta.dtype: no dtype"));
  EXPECT_THAT(error_of(str_cat("tensor { meta { dtype: INT8 shape: 65537 } raw: '", std::string(65537, 'x'), "' }")),
              HasSubstr("put more than 65536 as a part"));
  EXPECT_EQ(error_of("invoke { node { const { tensor: 0 } } }"),
            "g.pbtxt: invoke[0].node[0].const: tensor 0 does not exist; there are 0");
  EXPECT_TRUE(parse_graph_text("tensor { meta { dtype: INT16 shape: 0 } }"
                               "tensor { meta { dtype: INT8 } raw: '\\x01' }", "t").ok());
}

TEST(Graph, NestingIsBounded) {
  const auto nested = [](int depth) {
    GraphArg arg{WireValue{int64_t{1}}};
    for (int i = 0; i < depth; ++i) arg = GraphArg{ArgList{{std::move(arg)}}};
    Graph graph;
    graph.invokes.push_back({{}, {}, {GraphNode{"", NodeConst{std::move(arg)}}}});
    return graph;
  };
  EXPECT_TRUE(from_proto(to_proto(nested(kMaxWireDepth))).ok());
  EXPECT_TRUE(parse_graph_text(graph_to_text(nested(kMaxWireDepth)), "t").ok());
  EXPECT_THAT(message_of(from_proto(to_proto(nested(kMaxWireDepth + 1))).status()), HasSubstr("nested deeper than 30"));
  std::string steps = "steps {}";
  for (int i = 0; i < kMaxWireDepth; ++i) steps = str_cat("steps { node { ", steps, " } }");
  EXPECT_THAT(error_of(str_cat("invoke { node { ", steps, " } }")), HasSubstr("nested deeper than 30"));
}

TEST(GraphText, MistakesHaveFileLineAndColumn) {
  EXPECT_THAT(error_of("invoke {\n  node { hok {} }\n}"),
              HasSubstr("g.pbtxt:2:14: Node has no field 'hok' (did you mean 'hook'"));
  EXPECT_THAT(error_of("invoke {\n  node { hook { side: SIDEWAYS } }\n}"), HasSubstr("SIDEWAYS"));
  EXPECT_THAT(error_of("invoke {\n"), HasSubstr("g.pbtxt:2:1: "));
  EXPECT_THAT(error_of("}"), HasSubstr("g.pbtxt:1:1: "));
}

TEST(GraphText, AbsurdNestingAndNonsenseAreBounded) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "node { steps { ";
  EXPECT_THAT(error_of("invoke { " + deep), HasSubstr("g.pbtxt"));
  EXPECT_LT(error_of(std::string(100000, '{')).size(), 5000u);
  EXPECT_FALSE(parse_graph_text(std::string("\xFF\0\x01", 3), "b").ok());
}

}  // namespace
}  // namespace interloom::proto
