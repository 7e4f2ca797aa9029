// The graph compiler: a graph, checked whole, becomes one block of bytecode per invoke. Everything that a node needs from
// outside (ops, constants, the interleaver) is a global whose name holds a ':', which no user can name; runtime.h binds them.
//
// A program is plain data: it may be kept and run by any number of jobs. Any thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/graph.h"
#include "common/status.h"
#include "worker/graph/check.h"
#include "worker/lang/code.h"
#include "worker/lang/interpreter.h"

namespace interloom::graph {

struct Program {
  std::vector<std::shared_ptr<const lang::Code>> invokes;
  std::vector<std::pair<std::string, int>> shared;  // a name that other invokes use, and the invoke that computes it
  std::vector<std::string> ops;                     // "aten::add.Tensor", as global "op:aten::add.Tensor"
  std::map<std::string, GraphArg> constants;        // global → what lang has no constant for: tensors, dtypes, …
  bool has_rows = false;
  bool has_hooks = false;
};

// `interp` says which functions there are (its builtins without ':'). Errors: kInvalidArgument names the node and what is wrong
// with it; nothing of the graph has run.
StatusOr<Program> compile_graph(const Graph& graph, const GraphTarget& target, lang::Interpreter& interp);

// Nodes are positions in the bytecode: line is the index + 1, the node name or "#index".
std::string position_name(const GraphNode& node, int index);

}  // namespace interloom::graph
