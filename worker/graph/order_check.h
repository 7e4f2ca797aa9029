// Order of hooks: within one invoke nodes run as listed, so a hook that comes after a later point of the pass can be refused
// before anything runs.
#pragma once

#include "common/graph.h"
#include "common/model_info.h"
#include "common/status.h"
#include "worker/interleaver/execution_order.h"

namespace interloom::graph {

struct GraphFacts;

// kInvalidArgument names the node whose point has passed (or lies inside a module that is skipped) and the node before it.
// REQUIRES: every module of the graph is in facts.modules.
Status check_order(const Graph& graph, const GraphFacts& facts, const ModelInfo& info, const interleaver::ExecutionOrder& order);

}  // namespace interloom::graph
