#include <utility>

#include "common/hash.h"
#include "proto/path.h"
#include "proto/read.h"

namespace interloom::proto {

namespace {

StatusOr<HookSide> read_side(pb::Side side) {
  if (!pb::Side_IsValid(side)) return fail("unknown side ", static_cast<int>(side));
  return static_cast<HookSide>(side);
}

// The arg and kwarg fields of an op or call.
template <class Out, class Message>
Status read_call(const Message& message, ReadContext context, Out* out) {
  ASSIGN_OR_RETURN(out->args, read_args(message.arg(), "arg", context));
  for (int i = 0; i < message.kwarg_size(); ++i) {
    const pb::KwArg& kwarg = message.kwarg(i);
    READ_WITHIN(GraphArg value, read_arg(kwarg.value(), context), "kwarg[", i, "] '", kwarg.name(), "'");
    out->kwargs.emplace_back(kwarg.name(), std::move(value));
  }
  return OkStatus();
}

using Kind = decltype(GraphNode::kind);

StatusOr<Kind> read_hook(const pb::Hook& hook, ReadContext) {
  NodeHook out{hook.module(), {}};
  READ_WITHIN(out.side, read_side(hook.side()), "side");
  return out;
}

StatusOr<Kind> read_set(const pb::Set& set, ReadContext context) {
  NodeSet out{set.module(), {}, {}};
  READ_WITHIN(out.side, read_side(set.side()), "side");
  READ_WITHIN(out.value, read_arg(set.value(), context), "value");
  return out;
}

StatusOr<Kind> read_op(const pb::Op& op, ReadContext context) {
  NodeOp out{op.name(), {}, {}};
  RETURN_IF_ERROR(read_call(op, context, &out));
  return out;
}

StatusOr<Kind> read_get(const pb::Get& get, ReadContext context) {
  NodeGet out;
  READ_WITHIN(out.value, read_arg(get.value(), context), "value");
  READ_WITHIN(out.index, read_arg(get.index(), context), "index");
  return out;
}

StatusOr<Kind> read_put(const pb::Put& put, ReadContext context) {
  NodePut out;
  READ_WITHIN(out.target, read_arg(put.target(), context), "target");
  READ_WITHIN(out.index, read_arg(put.index(), context), "index");
  READ_WITHIN(out.value, read_arg(put.value(), context), "value");
  return out;
}

StatusOr<Kind> read_function_call(const pb::Call& call, ReadContext context) {
  NodeCall out{call.function(), {}, {}};
  RETURN_IF_ERROR(read_call(call, context, &out));
  return out;
}

StatusOr<Kind> read_module_call(const pb::ModuleCall& call, ReadContext context) {
  NodeModuleCall out{call.module(), {}, {}};
  RETURN_IF_ERROR(read_call(call, context, &out));
  return out;
}

StatusOr<Kind> read_const(const pb::Arg& arg, ReadContext context) {
  NodeConst out;
  ASSIGN_OR_RETURN(out.value, read_arg(arg, context));
  return out;
}

StatusOr<Kind> read_skip(const pb::Skip& skip, ReadContext context) {
  NodeSkip out{skip.module(), {}};
  READ_WITHIN(out.value, read_arg(skip.value(), context), "value");
  return out;
}

StatusOr<Kind> read_stop(const pb::Stop&, ReadContext) { return NodeStop{}; }

StatusOr<Kind> read_save(const pb::Save& save, ReadContext context) {
  NodeSave out{save.as(), {}};
  READ_WITHIN(out.value, read_arg(save.value(), context), "value");
  return out;
}

StatusOr<std::vector<GraphNode>> read_nodes(const google::protobuf::RepeatedPtrField<pb::Node>& nodes, ReadContext context) {
  std::vector<GraphNode> out;
  out.reserve(nodes.size());
  for (int i = 0; i < nodes.size(); ++i) {
    const std::string& name = nodes[i].name();
    READ_WITHIN(out.emplace_back(), read_node(nodes[i], context), "node[", i, name.empty() ? "]" : "] '", name,
                name.empty() ? "" : "'");
  }
  return out;
}

StatusOr<Kind> read_steps(const pb::Steps& steps, ReadContext context) {
  RETURN_IF_ERROR(check_depth(context));
  if (steps.first() < 0) return fail("first is ", steps.first(), "; steps count from 0");
  if (steps.has_last() && steps.last() < 0)
    return fail("last is ", steps.last(), "; leave it out for \"until generation ends\"");
  if (steps.stride() < 0) return fail("stride is ", steps.stride(), "; it must be positive");
  NodeSteps out{steps.first(), steps.has_last() ? steps.last() : -1, steps.stride() == 0 ? 1 : steps.stride(), {}};
  ASSIGN_OR_RETURN(out.body, read_nodes(steps.node(), context.deeper()));
  return out;
}

template <class Message>
StatusOr<GraphNode> node_of(const pb::Node& node, std::string_view field, StatusOr<Kind> (*read)(const Message&, ReadContext),
                            const Message& message, ReadContext context) {
  READ_WITHIN(Kind kind, read(message, context), field);
  return GraphNode{node.name(), std::move(kind)};
}

StatusOr<GraphInvoke> read_invoke(const pb::Invoke& invoke, ReadContext context) {
  GraphInvoke out;
  out.prompts.assign(invoke.prompt().begin(), invoke.prompt().end());
  out.token_ids.reserve(invoke.token_ids_size());
  for (const pb::TokenIds& row : invoke.token_ids()) out.token_ids.emplace_back(row.id().begin(), row.id().end());
  ASSIGN_OR_RETURN(out.nodes, read_nodes(invoke.node(), context));
  return out;
}

}  // namespace

StatusOr<GraphNode> read_node(const pb::Node& node, ReadContext context) {
  switch (node.kind_case()) {
    case pb::Node::kHook: return node_of(node, "hook", read_hook, node.hook(), context);
    case pb::Node::kSet: return node_of(node, "set", read_set, node.set(), context);
    case pb::Node::kOp: return node_of(node, "op", read_op, node.op(), context);
    case pb::Node::kGet: return node_of(node, "get", read_get, node.get(), context);
    case pb::Node::kPut: return node_of(node, "put", read_put, node.put(), context);
    case pb::Node::kCall: return node_of(node, "call", read_function_call, node.call(), context);
    case pb::Node::kModuleCall: return node_of(node, "module_call", read_module_call, node.module_call(), context);
    case pb::Node::kConst: return node_of(node, "const", read_const, node.const_(), context);
    case pb::Node::kSkip: return node_of(node, "skip", read_skip, node.skip(), context);
    case pb::Node::kStop: return node_of(node, "stop", read_stop, node.stop(), context);
    case pb::Node::kSave: return node_of(node, "save", read_save, node.save(), context);
    case pb::Node::kSteps: return node_of(node, "steps", read_steps, node.steps(), context);
    case pb::Node::KIND_NOT_SET: break;
  }
  return fail("empty node");
}

StatusOr<GenerationOptions> read_generation(const pb::GenerationOptions& options) {
  GenerationOptions out;
  if (options.has_max_new_tokens()) out.max_new_tokens = options.max_new_tokens();
  if (options.has_min_new_tokens()) out.min_new_tokens = options.min_new_tokens();
  if (options.has_max_length()) out.max_length = options.max_length();
  if (options.has_min_length()) out.min_length = options.min_length();
  if (options.has_do_sample()) out.do_sample = options.do_sample();
  if (options.has_temperature()) out.temperature = options.temperature();
  if (options.has_top_k()) out.top_k = options.top_k();
  if (options.has_top_p()) out.top_p = options.top_p();
  if (options.has_min_p()) out.min_p = options.min_p();
  if (options.has_repetition_penalty()) out.repetition_penalty = options.repetition_penalty();
  if (options.has_pad_token_id()) out.pad_token_id = options.pad_token_id();
  if (options.has_seed()) out.seed = options.seed();
  out.eos_token_ids.assign(options.eos_token_id().begin(), options.eos_token_id().end());
  return out;
}

StatusOr<GraphTensor> read_graph_tensor(const pb::GraphTensor& tensor) {
  GraphTensor out;
  READ_WITHIN(out.meta, read_meta(tensor.meta()), "meta");
  if (tensor.content_case() == pb::GraphTensor::kPartHash) {
    if (!is_sha256_hex(tensor.part_hash())) return fail("part_hash is not 64 lower-case hex digits");
    out.part_hash = tensor.part_hash();
    return out;
  }
  const uint64_t nbytes = *out.meta.checked_nbytes();
  // No content at all is how an empty tensor may come.
  if (tensor.content_case() == pb::GraphTensor::CONTENT_NOT_SET && nbytes > 0)
    return fail("no content: neither raw nor part_hash");
  if (tensor.raw().size() > kInlineTensorBytes)
    return fail("raw has ", tensor.raw().size(), " bytes; put more than ", kInlineTensorBytes, " as a part");
  if (tensor.raw().size() != nbytes) return fail("raw has ", tensor.raw().size(), " bytes; meta says ", nbytes);
  out.inline_tensor = HostTensor::copy_of(out.meta, tensor.raw());
  return out;
}

StatusOr<Graph> read_graph(const pb::Graph& graph) {
  Graph out;
  const ReadContext context{static_cast<uint32_t>(graph.tensor_size())};
  out.invokes.reserve(graph.invoke_size());
  for (int i = 0; i < graph.invoke_size(); ++i) {
    READ_WITHIN(out.invokes.emplace_back(), read_invoke(graph.invoke(i), context), "invoke[", i, "]");
  }
  out.tensors.reserve(graph.tensor_size());
  for (int i = 0; i < graph.tensor_size(); ++i) {
    READ_WITHIN(out.tensors.emplace_back(), read_graph_tensor(graph.tensor(i)), "tensor[", i, "]");
  }
  if (graph.has_generate()) {
    READ_WITHIN(out.generate, read_generation(graph.generate()), "generate");
  }
  return out;
}

StatusOr<GraphArg> from_proto(const pb::Arg& arg) { return at_root(read_arg(arg, {})); }
StatusOr<GraphNode> from_proto(const pb::Node& node) { return at_root(read_node(node, {})); }
StatusOr<GenerationOptions> from_proto(const pb::GenerationOptions& options) { return at_root(read_generation(options)); }
StatusOr<GraphTensor> from_proto(const pb::GraphTensor& tensor) { return at_root(read_graph_tensor(tensor)); }
StatusOr<Graph> from_proto(const pb::Graph& graph) { return at_root(read_graph(graph)); }

}  // namespace interloom::proto
