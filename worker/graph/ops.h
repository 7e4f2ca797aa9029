// What lang/torch says about the ops and constants of a graph, before it runs. Any thread.
#pragma once

#include <string>

#include "common/graph.h"
#include "common/status.h"

namespace interloom::graph {

// kInvalidArgument: unknown op or overload (nearest names), one that clients may not call, wrong number of arguments, unknown
// keyword, a literal of the wrong type.
Status check_op(const NodeOp& op);

// A constant that lang itself does not have: memory format, layout, device, dtype. kInvalidArgument: torch knows no such name.
Status check_named_constant(const GraphArg& arg);

}  // namespace interloom::graph
