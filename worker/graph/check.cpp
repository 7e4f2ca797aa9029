#include "worker/graph/check.h"

#include <utility>

#include "worker/graph/order_check.h"

namespace interloom::graph {
namespace {

// The module that a node's hook point belongs to, with its side; null path: no hook.
struct Hooked {
  const std::string* module = nullptr;
  HookSide side = HookSide::kOutput;
  bool fires = true;  // false: a module call on the side
};
Hooked hooked_by(const GraphNode& node) {
  if (const auto* hook = std::get_if<NodeHook>(&node.kind)) return {&hook->module, hook->side};
  if (const auto* set = std::get_if<NodeSet>(&node.kind)) return {&set->module, set->side};
  if (const auto* skip = std::get_if<NodeSkip>(&node.kind)) return {&skip->module, HookSide::kInput};
  if (const auto* call = std::get_if<NodeModuleCall>(&node.kind)) return {&call->module, HookSide::kOutput, false};
  return {};
}

bool is_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() <= kMaxIntegerDigits && text.find_first_not_of("0123456789") == std::string_view::npos;
}

class Checker {
 public:
  Checker(const Graph& graph, const GraphTarget& target) : graph_(graph), target_(target), info_(target.info) {}

  StatusOr<GraphFacts> run() {
    RETURN_IF_ERROR(check_size());
    RETURN_IF_ERROR(visit(&Checker::define));
    RETURN_IF_ERROR(visit(&Checker::check_node));
    RETURN_IF_ERROR(check_order(graph_, target_));
    return std::move(facts_);
  }

 private:
  using Step = Status (Checker::*)(const GraphNode&, Place);
  Status visit(Step step) {
    return for_each_node(graph_, [&](const GraphNode& node, Place place) {
      Status status = (this->*step)(node, place);
      return status.ok() ? status : annotate(status, node_label(node.name, place.invoke, place.index));
    });
  }

  Status check_size() {
    if (graph_.invokes.empty()) return invalid_argument("the graph has no invokes");
    if (graph_.invokes.size() > kMaxInvokes) {
      return invalid_argument("the graph has ", graph_.invokes.size(), " invokes, at most ", kMaxInvokes, " are accepted");
    }
    size_t nodes = 0;
    for (size_t i = 0; i < graph_.invokes.size(); ++i) {
      const GraphInvoke& invoke = graph_.invokes[i];
      facts_.has_rows = facts_.has_rows || has_rows(invoke);
      if (!invoke.prompts.empty() && !invoke.token_ids.empty()) {
        return invalid_argument("invoke ", i, ": give prompts or token ids, not both");
      }
    }
    RETURN_IF_ERROR(for_each_node(graph_, [&](const GraphNode&, Place) {
      return ++nodes <= kMaxNodes ? OkStatus() : invalid_argument("the graph has more than ", kMaxNodes, " nodes");
    }));
    if (graph_.generate && !facts_.has_rows) return invalid_argument("generation needs a prompt: no invoke has rows");
    return OkStatus();
  }

  Status define(const GraphNode& node, Place place) {
    if (node.name.size() > kMaxNameBytes) return invalid_argument("its name is longer than ", kMaxNameBytes, " bytes");
    if (node.name.starts_with(':')) return invalid_argument("names that start with ':' are reserved");
    if (const auto* save = std::get_if<NodeSave>(&node.kind)) {
      auto [other, inserted] = saves_.try_emplace(save->as, Definition{&node, place});
      if (!inserted) return invalid_argument("saves as '", save->as, "', as ", label(other->second), " does");
    }
    if (node.name.empty()) return OkStatus();
    auto [other, inserted] = facts_.definitions.try_emplace(node.name, Definition{&node, place});
    return inserted ? OkStatus() : invalid_argument("the name is taken by ", label(other->second));
  }

  Status check_node(const GraphNode& node, Place place) {
    if (const auto* steps = std::get_if<NodeSteps>(&node.kind)) RETURN_IF_ERROR(check_steps(*steps, place));
    RETURN_IF_ERROR(check_module(node));
    size_t arguments = 0;
    return for_each_argument(node, [&](const GraphArg& arg, int depth) {
      if (depth > kMaxArgumentDepth) return invalid_argument("its arguments nest deeper than ", kMaxArgumentDepth);
      if (++arguments > kMaxArguments) return invalid_argument("it has more than ", kMaxArguments, " arguments");
      return check_argument(arg, node, place);
    });
  }

  Status check_steps(const NodeSteps& steps, Place place) {
    if (!graph_.generate) return invalid_argument("steps need a generation: this graph is a single forward pass");
    if (place.steps >= 0) return invalid_argument("steps inside steps");
    if (steps.first < 0) return invalid_argument("its first step is ", steps.first);
    if (steps.stride < 1) return invalid_argument("its stride is ", steps.stride, ", at least 1 is needed");
    for (const GraphNode& inner : steps.body) {
      if (std::holds_alternative<NodeSteps>(inner.kind)) return invalid_argument("steps inside steps ('", inner.name, "')");
    }
    return OkStatus();
  }

  Status check_module(const GraphNode& node) {
    if (std::holds_alternative<NodeStop>(node.kind)) facts_.has_hooks = true;
    const Hooked hooked = hooked_by(node);
    if (!hooked.module) return OkStatus();
    const auto found = target_.modules.find(*hooked.module);
    if (found == target_.modules.end()) return unknown_module(*hooked.module);
    if (!hooked.fires) return OkStatus();
    if (target_.order.calls(found->second).empty()) {
      return invalid_argument("'", *hooked.module, "' (", info_.modules[static_cast<size_t>(found->second)].class_name,
                              ") has no ", hooked.side == HookSide::kOutput ? "output" : "input", ": the model never calls it");
    }
    if (!facts_.has_rows)
      return invalid_argument("no invoke of the graph has rows, so the model does not run and '", *hooked.module,
                              "' never fires");
    facts_.has_hooks = true;
    return OkStatus();
  }

  Status unknown_module(const std::string& path) const {
    std::vector<std::string> paths;
    for (const ModuleNode& module : info_.modules) paths.push_back(module.path);
    return invalid_argument("model '", info_.name, "' has no module '", path, "'", did_you_mean(path, paths));
  }

  Status check_argument(const GraphArg& arg, const GraphNode& node, Place place) {
    if (const auto* ref = std::get_if<ArgRef>(&arg.kind)) return check_reference(ref->name, node, place);
    if (const auto* slice = std::get_if<ArgSlice>(&arg.kind)) {
      return slice->parts.size() == 3
                 ? OkStatus()
                 : invalid_argument("a slice has ", slice->parts.size(), " parts instead of start, stop, step");
    }
    const auto* value = std::get_if<WireValue>(&arg.kind);
    return value ? check_constant(*value) : OkStatus();
  }

  Status check_constant(const WireValue& value) const {
    if (const auto* tensor = std::get_if<WireTensor>(&value.kind)) {
      if (tensor->index >= graph_.tensors.size()) {
        return invalid_argument("tensor ", tensor->index, " does not exist: the graph has ", graph_.tensors.size());
      }
    }
    if (std::holds_alternative<WireList>(value.kind) || std::holds_alternative<WireTuple>(value.kind) ||
        std::holds_alternative<WireDict>(value.kind) || std::holds_alternative<WireRecord>(value.kind)) {
      return invalid_argument("a constant is a container: use the list and tuple arguments");
    }
    const auto* big = std::get_if<WireBigInt>(&value.kind);
    if (big && !is_decimal(big->decimal)) return invalid_argument("'", big->decimal.substr(0, 40), "' is no integer");
    if (std::holds_alternative<WireOpaque>(value.kind)) return invalid_argument("a constant has no value");
    if (const auto* dtype = std::get_if<WireDType>(&value.kind); dtype && dtype->dtype == DType::kInvalid) {
      return invalid_argument("a constant is an invalid dtype");
    }
    return OkStatus();
  }

  Status check_reference(const std::string& name, const GraphNode& node, Place place) {
    const auto found = facts_.definitions.find(name);
    if (found == facts_.definitions.end()) {
      std::vector<std::string> names;
      for (const auto& [defined, definition] : facts_.definitions) names.push_back(defined);
      return invalid_argument("'", name, "' is not defined", did_you_mean(name, names));
    }
    const Definition& definition = found->second;
    if (!has_value(*definition.node))
      return invalid_argument("'", name, "' is a ", node_kind(*definition.node), " and has no value");
    const Place& at = definition.place;
    if (std::pair(at.invoke, at.index) >= std::pair(place.invoke, place.index)) {
      const std::string cycle = find_cycle(name, node.name);
      if (!cycle.empty()) return invalid_argument("a cycle: ", cycle);
      return invalid_argument("uses '", name, "' before it is defined by ", label(definition));
    }
    if (at.steps >= 0 && (at.invoke != place.invoke || at.steps != place.steps)) {
      return invalid_argument("'", name, "' belongs to the steps of ", label(definition), " and is not known outside of them");
    }
    if (at.invoke != place.invoke) facts_.shared.insert(name);
    return OkStatus();
  }

  // "'a' -> 'b' -> 'a'" when `from` depends on `to`, else "".
  std::string find_cycle(const std::string& from, const std::string& to) const {
    if (to.empty()) return "";
    std::map<std::string, std::string> reached_by = {{from, ""}};
    std::vector<std::string> open = {from};
    while (!open.empty()) {
      const std::string name = std::move(open.back());
      open.pop_back();
      if (name == to) {
        std::string text = str_cat("'", to, "'");
        for (std::string at = reached_by[name]; !at.empty(); at = reached_by[at]) text = str_cat("'", at, "' -> ", text);
        return str_cat("'", to, "' -> ", text);
      }
      const auto found = facts_.definitions.find(name);
      if (found == facts_.definitions.end()) continue;
      (void)for_each_argument(*found->second.node, [&](const GraphArg& arg, int) {
        const auto* ref = std::get_if<ArgRef>(&arg.kind);
        if (ref && reached_by.try_emplace(ref->name, name).second) open.push_back(ref->name);
        return OkStatus();
      });
    }
    return "";
  }

  static std::string label(const Definition& definition) {
    return node_label(definition.node->name, definition.place.invoke, definition.place.index);
  }

  const Graph& graph_;
  const GraphTarget& target_;
  const ModelInfo& info_;
  GraphFacts facts_;
  std::map<std::string, Definition> saves_;
};

}  // namespace

GraphTarget::GraphTarget(const ModelInfo& model_info, const interleaver::ExecutionOrder& model_order)
    : info(model_info), order(model_order) {
  for (size_t i = 0; i < info.modules.size(); ++i) modules.emplace(info.modules[i].path, static_cast<models::ModuleId>(i));
}

StatusOr<GraphFacts> check_graph(const Graph& graph, const GraphTarget& target) { return Checker(graph, target).run(); }

}  // namespace interloom::graph
