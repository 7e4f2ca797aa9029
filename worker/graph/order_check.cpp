#include "worker/graph/order_check.h"

#include <string>
#include <vector>

#include "worker/graph/check.h"

namespace interloom::graph {
namespace {

using interleaver::ExecutionOrder;
using interleaver::kNoRank;

// Where the pass stands after a node, as far as the listing tells.
struct Cursor {
  int32_t rank = kNoRank;
  std::string node;
  std::string point;
};
struct Skipped {
  int32_t input, output;
  std::string node, module;
};

class OrderChecker {
 public:
  explicit OrderChecker(const GraphTarget& target) : target_(target), info_(target.info), order_(target.order) {}

  Status visit(const GraphNode& node, Place place) {
    if (place.invoke != invoke_) begin_invoke(place.invoke);
    if (const auto* steps = std::get_if<NodeSteps>(&node.kind)) {
      // The body starts with a fresh pass, unless it may run in the very pass that straight code is in.
      if (steps->first > 0) cursor_ = {};
      skipped_.clear();
      return OkStatus();
    }
    if (place.steps != steps_) skipped_.clear();
    steps_ = place.steps;
    if (const auto* hook = std::get_if<NodeHook>(&node.kind)) return reach(node, place, hook->module, hook->side);
    if (const auto* set = std::get_if<NodeSet>(&node.kind)) return reach(node, place, set->module, set->side);
    const auto* skip = std::get_if<NodeSkip>(&node.kind);
    if (!skip) return OkStatus();
    RETURN_IF_ERROR(reach(node, place, skip->module, HookSide::kInput));
    for (const ExecutionOrder::Call& call : order_.calls(id(skip->module))) {
      if (call.input == cursor_.rank) skipped_.push_back({call.input, call.output, cursor_.node, skip->module});
    }
    return OkStatus();
  }

 private:
  models::ModuleId id(const std::string& path) const { return target_.modules.find(path)->second; }

  void begin_invoke(int invoke) {
    invoke_ = invoke;
    steps_ = -1;
    cursor_ = {};
    skipped_.clear();
  }

  Status reach(const GraphNode& node, Place place, const std::string& module, HookSide side) {
    const std::string label = node_label(node.name, place.invoke, place.index);
    const std::string point = interleaver::point_name(info_, id(module), side);
    const int32_t rank = order_.rank(id(module), side, cursor_.rank);
    if (rank < cursor_.rank) {
      return invalid_argument(label, ": '", point, "' has passed when it is asked for: ", cursor_.node,
                              " comes first and waits for '", cursor_.point, "', which runs later");
    }
    for (const Skipped& skipped : skipped_) {
      if (rank > skipped.input && rank < skipped.output) {
        return invalid_argument(label, ": '", point, "' never fires: ", skipped.node, " skips '", skipped.module,
                                "', which it is inside of");
      }
    }
    cursor_ = {rank, label, point};
    return OkStatus();
  }

  const GraphTarget& target_;
  const ModelInfo& info_;
  const ExecutionOrder& order_;
  int invoke_ = -1;
  int steps_ = -1;
  Cursor cursor_;
  std::vector<Skipped> skipped_;
};

}  // namespace

Status check_order(const Graph& graph, const GraphTarget& target) {
  OrderChecker checker(target);
  return for_each_node(graph, [&](const GraphNode& node, Place place) { return checker.visit(node, place); });
}

}  // namespace interloom::graph
