// Order of hooks: within one invoke nodes run as listed, so a hook that comes after a later point of the pass can be refused
// before anything runs.
#pragma once

#include "common/graph.h"
#include "common/status.h"

namespace interloom::graph {

struct GraphTarget;

// kInvalidArgument names the node whose point has passed (or lies inside a module that is skipped) and the node before it.
// REQUIRES: every module of the graph is one of the target's.
Status check_order(const Graph& graph, const GraphTarget& target);

}  // namespace interloom::graph
