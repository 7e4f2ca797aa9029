#include <complex>
#include <utility>

#include "common/utf8.h"
#include "proto/translate.h"

namespace interloom::proto {

namespace {

void write_arg(const GraphArg& arg, pb::Arg* out);
void write_node(const GraphNode& node, pb::Node* out);

// Constants that a graph cannot carry (containers, records, bytes, opaque) stay empty: from_proto names them.
struct ConstantWriter {
  pb::Arg* out;

  void operator()(const WireNone&) const { out->mutable_none(); }
  void operator()(bool value) const { out->set_bool_(value); }
  void operator()(int64_t value) const { out->set_int_(value); }
  void operator()(const WireBigInt& value) const { out->set_big_int(value.decimal); }
  void operator()(double value) const { out->set_float_(value); }
  void operator()(const std::complex<double>& value) const {
    out->mutable_complex()->set_real(value.real());
    out->mutable_complex()->set_imag(value.imag());
  }
  void operator()(const std::string& value) const { out->set_str(to_valid_utf8(value)); }
  void operator()(const WireTensor& value) const { out->set_tensor(value.index); }
  void operator()(const WireDType& value) const { out->set_dtype(to_proto(value.dtype)); }
  void operator()(const WireDevice& value) const { out->set_device(to_valid_utf8(value.name)); }
  template <class Other>
  void operator()(const Other&) const {}
};

struct ArgWriter {
  pb::Arg* out;

  void operator()(const WireValue& constant) const { std::visit(ConstantWriter{out}, constant.kind); }
  void operator()(const ArgRef& ref) const { out->set_ref(ref.name); }
  void operator()(const ArgList& list) const { write_items(list.items, out->mutable_list()); }
  void operator()(const ArgTuple& tuple) const { write_items(tuple.items, out->mutable_tuple()); }
  void operator()(const ArgSlice& slice) const {
    pb::Slice* parts = out->mutable_slice();
    const auto part = [&](size_t i) -> const GraphArg* {
      if (i >= slice.parts.size()) return nullptr;
      const auto* constant = std::get_if<WireValue>(&slice.parts[i].kind);
      return constant && std::holds_alternative<WireNone>(constant->kind) ? nullptr : &slice.parts[i];
    };
    if (const GraphArg* start = part(0)) write_arg(*start, parts->mutable_start());
    if (const GraphArg* stop = part(1)) write_arg(*stop, parts->mutable_stop());
    if (const GraphArg* step = part(2)) write_arg(*step, parts->mutable_step());
  }
  void operator()(const ArgEllipsis&) const { out->mutable_ellipsis(); }
  void operator()(const ArgMemoryFormat& format) const { out->set_memory_format(format.name); }
  void operator()(const ArgLayout& layout) const { out->set_layout(layout.name); }

  static void write_items(const std::vector<GraphArg>& items, pb::ArgList* list) {
    for (const GraphArg& item : items) write_arg(item, list->add_item());
  }
};

void write_arg(const GraphArg& arg, pb::Arg* out) { std::visit(ArgWriter{out}, arg.kind); }

template <class Call, class Out>
void write_call(const Call& call, Out* out) {
  for (const GraphArg& arg : call.args) write_arg(arg, out->add_arg());
  for (const auto& [name, value] : call.kwargs) {
    pb::KwArg* kwarg = out->add_kwarg();
    kwarg->set_name(name);
    write_arg(value, kwarg->mutable_value());
  }
}

struct NodeWriter {
  pb::Node* out;

  static pb::Side side_of(HookSide side) { return static_cast<pb::Side>(side); }

  void operator()(const NodeHook& hook) const {
    out->mutable_hook()->set_module(hook.module);
    out->mutable_hook()->set_side(side_of(hook.side));
  }
  void operator()(const NodeSet& set) const {
    out->mutable_set()->set_module(set.module);
    out->mutable_set()->set_side(side_of(set.side));
    write_arg(set.value, out->mutable_set()->mutable_value());
  }
  void operator()(const NodeOp& op) const {
    out->mutable_op()->set_name(op.name);
    write_call(op, out->mutable_op());
  }
  void operator()(const NodeGet& get) const {
    write_arg(get.value, out->mutable_get()->mutable_value());
    write_arg(get.index, out->mutable_get()->mutable_index());
  }
  void operator()(const NodePut& put) const {
    write_arg(put.target, out->mutable_put()->mutable_target());
    write_arg(put.index, out->mutable_put()->mutable_index());
    write_arg(put.value, out->mutable_put()->mutable_value());
  }
  void operator()(const NodeCall& call) const {
    out->mutable_call()->set_function(call.function);
    write_call(call, out->mutable_call());
  }
  void operator()(const NodeModuleCall& call) const {
    out->mutable_module_call()->set_module(call.module);
    write_call(call, out->mutable_module_call());
  }
  void operator()(const NodeConst& constant) const { write_arg(constant.value, out->mutable_const_()); }
  void operator()(const NodeSkip& skip) const {
    out->mutable_skip()->set_module(skip.module);
    write_arg(skip.value, out->mutable_skip()->mutable_value());
  }
  void operator()(const NodeStop&) const { out->mutable_stop(); }
  void operator()(const NodeSave& save) const {
    out->mutable_save()->set_as(save.as);
    write_arg(save.value, out->mutable_save()->mutable_value());
  }
  void operator()(const NodeSteps& steps) const {
    pb::Steps* out_steps = out->mutable_steps();
    out_steps->set_first(steps.first);
    if (steps.last >= 0) out_steps->set_last(steps.last);
    out_steps->set_stride(steps.stride);
    for (const GraphNode& node : steps.body) write_node(node, out_steps->add_node());
  }
};

void write_node(const GraphNode& node, pb::Node* out) {
  out->set_name(node.name);
  std::visit(NodeWriter{out}, node.kind);
}

}  // namespace

pb::Arg to_proto(const GraphArg& arg) {
  pb::Arg out;
  write_arg(arg, &out);
  return out;
}

pb::Node to_proto(const GraphNode& node) {
  pb::Node out;
  write_node(node, &out);
  return out;
}

pb::GenerationOptions to_proto(const GenerationOptions& options) {
  pb::GenerationOptions out;
  if (options.max_new_tokens) out.set_max_new_tokens(*options.max_new_tokens);
  if (options.min_new_tokens) out.set_min_new_tokens(*options.min_new_tokens);
  if (options.max_length) out.set_max_length(*options.max_length);
  if (options.min_length) out.set_min_length(*options.min_length);
  if (options.do_sample) out.set_do_sample(*options.do_sample);
  if (options.temperature) out.set_temperature(*options.temperature);
  if (options.top_k) out.set_top_k(*options.top_k);
  if (options.top_p) out.set_top_p(*options.top_p);
  if (options.min_p) out.set_min_p(*options.min_p);
  if (options.repetition_penalty) out.set_repetition_penalty(*options.repetition_penalty);
  if (options.pad_token_id) out.set_pad_token_id(*options.pad_token_id);
  if (options.seed) out.set_seed(*options.seed);
  out.mutable_eos_token_id()->Add(options.eos_token_ids.begin(), options.eos_token_ids.end());
  return out;
}

pb::GraphTensor to_proto(const GraphTensor& tensor) {
  pb::GraphTensor out;
  *out.mutable_meta() = to_proto(tensor.meta);
  if (tensor.inline_tensor)
    out.set_raw(tensor.inline_tensor->bytes().data(), tensor.inline_tensor->nbytes);
  else
    out.set_part_hash(tensor.part_hash);
  return out;
}

pb::Graph to_proto(const Graph& graph) {
  pb::Graph out;
  for (const GraphInvoke& invoke : graph.invokes) {
    pb::Invoke* out_invoke = out.add_invoke();
    for (const std::string& prompt : invoke.prompts) out_invoke->add_prompt(to_valid_utf8(prompt));
    for (const std::vector<int64_t>& ids : invoke.token_ids)
      out_invoke->add_token_ids()->mutable_id()->Add(ids.begin(), ids.end());
    for (const GraphNode& node : invoke.nodes) write_node(node, out_invoke->add_node());
  }
  for (const GraphTensor& tensor : graph.tensors) *out.add_tensor() = to_proto(tensor);
  if (graph.generate) *out.mutable_generate() = to_proto(*graph.generate);
  return out;
}

}  // namespace interloom::proto
