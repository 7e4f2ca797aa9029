#include "worker/graph/names.h"

#include <array>

namespace interloom::graph {
namespace {

using Visit = std::function<Status(const GraphArg&, int)>;

Status visit_all(const std::vector<GraphArg>& args, int depth, const Visit& visit);

Status visit_one(const GraphArg& arg, int depth, const Visit& visit) {
  RETURN_IF_ERROR(visit(arg, depth));
  if (const auto* slice = std::get_if<ArgSlice>(&arg.kind)) return visit_all(slice->parts, depth + 1, visit);
  if (const auto* list = std::get_if<ArgList>(&arg.kind)) return visit_all(list->items, depth + 1, visit);
  if (const auto* tuple = std::get_if<ArgTuple>(&arg.kind)) return visit_all(tuple->items, depth + 1, visit);
  return OkStatus();
}

Status visit_all(const std::vector<GraphArg>& args, int depth, const Visit& visit) {
  for (const GraphArg& arg : args) RETURN_IF_ERROR(visit_one(arg, depth, visit));
  return OkStatus();
}

template <class Call>
Status visit_call(const Call& call, const Visit& visit) {
  RETURN_IF_ERROR(visit_all(call.args, 0, visit));
  for (const auto& [name, arg] : call.kwargs) RETURN_IF_ERROR(visit_one(arg, 0, visit));
  return OkStatus();
}

}  // namespace

std::string node_label(std::string_view name, int invoke, int index) {
  const std::string place = str_cat("(invoke ", invoke, ", #", index, ")");
  return name.empty() ? str_cat("node ", place) : str_cat("node '", name, "' ", place);
}

std::string_view node_kind(const GraphNode& node) {
  static constexpr std::array<std::string_view, 12> kKinds = {"hook",        "set",   "op",   "get",  "put",  "call",
                                                              "module call", "const", "skip", "stop", "save", "steps"};
  static_assert(kKinds.size() == std::variant_size_v<decltype(GraphNode::kind)>);
  return kKinds[node.kind.index()];
}

bool has_value(const GraphNode& node) {
  return std::holds_alternative<NodeHook>(node.kind) || std::holds_alternative<NodeOp>(node.kind) ||
         std::holds_alternative<NodeGet>(node.kind) || std::holds_alternative<NodeCall>(node.kind) ||
         std::holds_alternative<NodeModuleCall>(node.kind) || std::holds_alternative<NodeConst>(node.kind);
}

Status for_each_argument(const GraphNode& node, const Visit& visit) {
  struct Visitor {
    const Visit& visit;
    Status operator()(const NodeHook&) const { return OkStatus(); }
    Status operator()(const NodeSet& n) const { return visit_one(n.value, 0, visit); }
    Status operator()(const NodeOp& n) const { return visit_call(n, visit); }
    Status operator()(const NodeGet& n) const {
      RETURN_IF_ERROR(visit_one(n.value, 0, visit));
      return visit_one(n.index, 0, visit);
    }
    Status operator()(const NodePut& n) const {
      RETURN_IF_ERROR(visit_one(n.target, 0, visit));
      RETURN_IF_ERROR(visit_one(n.index, 0, visit));
      return visit_one(n.value, 0, visit);
    }
    Status operator()(const NodeCall& n) const { return visit_call(n, visit); }
    Status operator()(const NodeModuleCall& n) const { return visit_call(n, visit); }
    Status operator()(const NodeConst& n) const { return visit_one(n.value, 0, visit); }
    Status operator()(const NodeSkip& n) const { return visit_one(n.value, 0, visit); }
    Status operator()(const NodeStop&) const { return OkStatus(); }
    Status operator()(const NodeSave& n) const { return visit_one(n.value, 0, visit); }
    Status operator()(const NodeSteps&) const { return OkStatus(); }
  };
  return std::visit(Visitor{visit}, node.kind);
}

Status for_each_node(const Graph& graph, const std::function<Status(const GraphNode&, Place)>& visit) {
  for (size_t i = 0; i < graph.invokes.size(); ++i) {
    Place place{static_cast<int>(i), 0, -1};
    for (const GraphNode& node : graph.invokes[i].nodes) {
      RETURN_IF_ERROR(visit(node, place));
      const int steps_index = place.index++;
      const auto* steps = std::get_if<NodeSteps>(&node.kind);
      if (!steps) continue;
      for (const GraphNode& inner : steps->body) {
        RETURN_IF_ERROR(visit(inner, Place{place.invoke, place.index, steps_index}));
        ++place.index;
      }
    }
  }
  return OkStatus();
}

}  // namespace interloom::graph
