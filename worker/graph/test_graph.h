// Short ways to write graphs in tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "common/graph.h"

namespace interloom::graph {

inline GraphArg ref(std::string name) { return {ArgRef{std::move(name)}}; }
template <class T>
GraphArg lit(T value) {
  return {WireValue{std::move(value)}};
}
inline GraphArg integer(int64_t value) { return lit(value); }
inline GraphArg text(std::string value) { return lit(std::move(value)); }
inline GraphArg none() { return lit(WireNone{}); }
inline GraphArg list(std::vector<GraphArg> items) { return {ArgList{std::move(items)}}; }

inline GraphNode hook(std::string name, std::string module, HookSide side = HookSide::kOutput) {
  return {std::move(name), NodeHook{std::move(module), side}};
}
inline GraphNode set(std::string module, GraphArg value, HookSide side = HookSide::kOutput, std::string name = "") {
  return {std::move(name), NodeSet{std::move(module), side, std::move(value)}};
}
inline GraphNode op(std::string name, std::string function, std::vector<GraphArg> args,
                    std::vector<std::pair<std::string, GraphArg>> kwargs = {}) {
  return {std::move(name), NodeOp{std::move(function), std::move(args), std::move(kwargs)}};
}
inline GraphNode call(std::string name, std::string function, std::vector<GraphArg> args,
                      std::vector<std::pair<std::string, GraphArg>> kwargs = {}) {
  return {std::move(name), NodeCall{std::move(function), std::move(args), std::move(kwargs)}};
}
inline GraphNode get(std::string name, GraphArg value, GraphArg index) {
  return {std::move(name), NodeGet{std::move(value), std::move(index)}};
}
inline GraphNode put(GraphArg target, GraphArg index, GraphArg value) {
  return {"", NodePut{std::move(target), std::move(index), std::move(value)}};
}
inline GraphNode constant(std::string name, GraphArg value) { return {std::move(name), NodeConst{std::move(value)}}; }
inline GraphNode skip(std::string module, GraphArg value, std::string name = "") {
  return {std::move(name), NodeSkip{std::move(module), std::move(value)}};
}
inline GraphNode stop() { return {"", NodeStop{}}; }
inline GraphNode save(std::string as, GraphArg value) { return {"", NodeSave{std::move(as), std::move(value)}}; }
inline GraphNode steps(std::vector<GraphNode> body, int64_t first = 0, int64_t last = -1, int64_t stride = 1) {
  return {"", NodeSteps{first, last, stride, std::move(body)}};
}
inline GraphNode module_call(std::string name, std::string module, std::vector<GraphArg> args) {
  return {std::move(name), NodeModuleCall{std::move(module), std::move(args), {}}};
}

inline GraphInvoke invoke(std::vector<std::vector<int64_t>> rows, std::vector<GraphNode> nodes) {
  return {{}, std::move(rows), std::move(nodes)};
}
// One invoke with one row of two tokens.
inline Graph one_invoke(std::vector<GraphNode> nodes) {
  Graph graph;
  graph.invokes.push_back(invoke({{1, 2}}, std::move(nodes)));
  return graph;
}
inline Graph generation(std::vector<GraphNode> nodes, int64_t max_new_tokens) {
  Graph graph = one_invoke(std::move(nodes));
  graph.generate.emplace();
  graph.generate->max_new_tokens = max_new_tokens;
  return graph;
}

}  // namespace interloom::graph
