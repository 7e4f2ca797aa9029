#include "client/cpp/graph_builder.h"

#include <deque>
#include <unordered_set>

namespace interloom::client {

namespace builder_internal {

struct Body {
  std::vector<GraphNode> nodes;
  bool open = true;
};

struct State {
  std::deque<std::pair<GraphInvoke, Body>> invokes;  // addresses stay
  std::deque<Body> steps;
  std::vector<GraphTensor> tensors;
  std::optional<GenerationOptions> generate;
  std::unordered_set<std::string> names;
  uint64_t last_number = 0;
  Status error;  // the first mistake

  std::string unique_name() {
    std::string name;
    do name = str_cat("_", ++last_number);
    while (!names.insert(name).second);
    return name;
  }
};

}  // namespace builder_internal

using builder_internal::Body;
using builder_internal::State;

namespace {

std::vector<GraphArg> graph_args(const Args& args) {
  std::vector<GraphArg> out;
  out.reserve(args.size());
  for (const Arg& arg : args) out.push_back(arg.graph_arg);
  return out;
}

std::vector<std::pair<std::string, GraphArg>> graph_kwargs(const Kwargs& kwargs) {
  std::vector<std::pair<std::string, GraphArg>> out;
  out.reserve(kwargs.size());
  for (const auto& [name, arg] : kwargs) out.emplace_back(name, arg.graph_arg);
  return out;
}

std::vector<GraphArg> items_of(std::initializer_list<Arg> items) { return graph_args(Args(items)); }

bool is_number(const GraphArg& arg) {
  const auto* constant = std::get_if<WireValue>(&arg.kind);
  return constant != nullptr && !std::holds_alternative<WireTensor>(constant->kind);
}

}  // namespace

Arg::Arg(const Value& value) : graph_arg{ArgRef{value.name()}} {}
Arg list(std::initializer_list<Arg> items) { return GraphArg{ArgList{items_of(items)}}; }
Arg tuple(std::initializer_list<Arg> items) { return GraphArg{ArgTuple{items_of(items)}}; }
Arg slice(Arg start, Arg stop, Arg step) { return GraphArg{ArgSlice{items_of({start, stop, step})}}; }
Arg all() { return slice(none, none); }
Arg device(std::string name) { return GraphArg{WireValue{WireDevice{std::move(name)}}}; }
Arg memory_format(std::string name) { return GraphArg{ArgMemoryFormat{std::move(name)}}; }

Value Value::operator[](const Index& index) const { return Scope(state_, body_).get(*this, index); }
void Value::save(std::string as) const { Scope(state_, body_).save(std::move(as), *this); }
Value Value::arithmetic(std::string_view name, const Arg& other) const {
  return Scope(state_, body_).op(str_cat("aten::", name, is_number(other.graph_arg) ? ".Scalar" : ".Tensor"), {*this, other});
}

Scope Scope::as(std::string name) const {
  Scope named(state_, body_);
  named.next_name_ = std::move(name);
  return named;
}

Value Scope::add(GraphNode node) const {
  if (next_name_.empty()) {
    node.name = state_->unique_name();
  } else {
    node.name = std::exchange(next_name_, {});
    if (!state_->names.insert(node.name).second && state_->error.ok())
      state_->error = invalid_argument("the name '", node.name, "' is given to two nodes");
  }
  if (!body_->open && state_->error.ok())
    state_->error =
        invalid_argument("node '", node.name, "' is added to steps that have ended: a value of a step stays inside it");
  Value value(state_, body_, node.name);
  body_->nodes.push_back(std::move(node));
  return value;
}

Value Scope::output(std::string module) const { return add({.kind = NodeHook{std::move(module), HookSide::kOutput}}); }
Value Scope::input(std::string module) const { return add({.kind = NodeHook{std::move(module), HookSide::kInput}}); }
Value Scope::inputs(std::string module) const { return add({.kind = NodeHook{std::move(module), HookSide::kInputs}}); }
void Scope::set_output(std::string module, const Arg& value) const {
  add({.kind = NodeSet{std::move(module), HookSide::kOutput, value.graph_arg}});
}
void Scope::set_input(std::string module, const Arg& value) const {
  add({.kind = NodeSet{std::move(module), HookSide::kInput, value.graph_arg}});
}
void Scope::set_inputs(std::string module, const Arg& value) const {
  add({.kind = NodeSet{std::move(module), HookSide::kInputs, value.graph_arg}});
}
Value Scope::op(std::string name, const Args& args, const Kwargs& kwargs) const {
  return add({.kind = NodeOp{std::move(name), graph_args(args), graph_kwargs(kwargs)}});
}
Value Scope::call(std::string function, const Args& args, const Kwargs& kwargs) const {
  return add({.kind = NodeCall{std::move(function), graph_args(args), graph_kwargs(kwargs)}});
}
Value Scope::module_call(std::string module, const Args& args, const Kwargs& kwargs) const {
  return add({.kind = NodeModuleCall{std::move(module), graph_args(args), graph_kwargs(kwargs)}});
}
Value Scope::constant(const Arg& value) const { return add({.kind = NodeConst{value.graph_arg}}); }
Value Scope::get(const Arg& value, const Index& index) const {
  return add({.kind = NodeGet{value.graph_arg, index.graph_arg()}});
}
void Scope::put(const Arg& target, const Index& index, const Arg& value) const {
  add({.kind = NodePut{target.graph_arg, index.graph_arg(), value.graph_arg}});
}
void Scope::skip(std::string module, const Arg& value) const { add({.kind = NodeSkip{std::move(module), value.graph_arg}}); }
void Scope::stop() const { add({.kind = NodeStop{}}); }
void Scope::save(std::string as, const Arg& value) const { add({.kind = NodeSave{std::move(as), value.graph_arg}}); }

void Scope::steps(int64_t first, std::optional<int64_t> last, int64_t stride, const std::function<void(Scope&)>& body) const {
  Body& steps = state_->steps.emplace_back();
  Scope scope(state_, &steps);
  body(scope);
  steps.open = false;
  add({.kind = NodeSteps{first, last.value_or(-1), stride, std::exchange(steps.nodes, {})}});
}

void Scope::steps(int64_t first, std::optional<int64_t> last, const std::function<void(Scope&)>& body) const {
  steps(first, last, 1, body);
}

GraphBuilder::GraphBuilder() : state_(std::make_unique<State>()) {}
GraphBuilder::~GraphBuilder() = default;
GraphBuilder::GraphBuilder(GraphBuilder&&) noexcept = default;
GraphBuilder& GraphBuilder::operator=(GraphBuilder&&) noexcept = default;

Scope GraphBuilder::add_invoke(GraphInvoke invoke) {
  auto& [_, body] = state_->invokes.emplace_back(std::move(invoke), Body{});
  return Scope(state_.get(), &body);
}

Scope GraphBuilder::invoke(std::string prompt) { return add_invoke({.prompts = {std::move(prompt)}}); }
Scope GraphBuilder::invoke_rows(std::vector<std::string> prompts) { return add_invoke({.prompts = std::move(prompts)}); }
Scope GraphBuilder::invoke_tokens(std::vector<std::vector<int64_t>> rows) { return add_invoke({.token_ids = std::move(rows)}); }
Scope GraphBuilder::invoke_batch() { return add_invoke({}); }

Arg GraphBuilder::tensor(HostTensor tensor) {
  const auto index = static_cast<uint32_t>(state_->tensors.size());
  TensorMeta meta = tensor.meta;
  state_->tensors.push_back({std::move(meta), std::move(tensor), ""});
  return GraphArg{WireValue{WireTensor{index}}};
}

void GraphBuilder::generate(GenerationOptions options) { state_->generate = std::move(options); }

StatusOr<Graph> GraphBuilder::build() const {
  RETURN_IF_ERROR(state_->error);
  Graph graph;
  for (const auto& [invoke, body] : state_->invokes) {
    graph.invokes.push_back(invoke);
    graph.invokes.back().nodes = body.nodes;
  }
  graph.tensors = state_->tensors;
  graph.generate = state_->generate;
  return graph;
}

}  // namespace interloom::client
