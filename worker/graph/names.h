// How nodes of a graph are called in messages, and a walk over what a node refers to. No errors, any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "common/graph.h"
#include "common/status.h"

namespace interloom::graph {

// Where a node stands: its invoke and its place in it, nodes of steps bodies counted in order.
struct Place {
  int invoke = 0;
  int index = 0;
  int steps = -1;  // the index of the steps node around it; -1: none
};

// "node 'h' (invoke 0, #3)"; without a name "node (invoke 0, #3)".
std::string node_label(std::string_view name, int invoke, int index);
// "hook", "set", "op", ...
std::string_view node_kind(const GraphNode& node);
// Can other nodes refer to it?
bool has_value(const GraphNode& node);

// Calls `visit` with each argument of the node, nested ones too, until it returns an error.
Status for_each_argument(const GraphNode& node, const std::function<Status(const GraphArg&, int depth)>& visit);
// Calls `visit` with each node in order; the body of a steps node right after it.
Status for_each_node(const Graph& graph, const std::function<Status(const GraphNode&, Place)>& visit);

inline constexpr size_t kMaxNodes = 100'000, kMaxInvokes = 4096, kMaxNameBytes = 512, kMaxArguments = 65'536,
                        kMaxIntegerDigits = 100'000;
inline constexpr int kMaxArgumentDepth = 32;

}  // namespace interloom::graph
