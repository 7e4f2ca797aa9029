// Validation of a graph before anything of it runs: names, uses, modules, order, literals, limits.
//
// Every error is kInvalidArgument and starts with the node: "node 'h' (invoke 0, #3): …". Ops and functions are checked as
// they are compiled (compile.h). Any thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/graph.h"
#include "common/model_info.h"
#include "common/status.h"
#include "worker/graph/names.h"
#include "worker/interleaver/execution_order.h"

namespace interloom::graph {

// What graphs are checked against: made once per model, shared by all jobs.
struct GraphTarget {
  GraphTarget(const ModelInfo& model_info, const interleaver::ExecutionOrder& model_order);
  const ModelInfo& info;
  const interleaver::ExecutionOrder& order;
  std::unordered_map<std::string, models::ModuleId> modules;  // by path
};

struct Definition {
  const GraphNode* node = nullptr;
  Place place;
};

// What the checks have found out, for the compiler.
struct GraphFacts {
  std::map<std::string, Definition, std::less<>> definitions;  // by node name
  std::set<std::string, std::less<>> shared;                   // names that another invoke uses
  bool has_rows = false;
  bool has_hooks = false;
};

inline bool has_rows(const GraphInvoke& invoke) { return !invoke.prompts.empty() || !invoke.token_ids.empty(); }

StatusOr<GraphFacts> check_graph(const Graph& graph, const GraphTarget& target);

}  // namespace interloom::graph
