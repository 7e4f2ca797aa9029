// ExecutionOrder: in which order a model's hook points fire, learned once per model from a dry run with every module armed.
//
// An unarmed module does not call its sink, so whether a point "has passed" cannot be counted during a pass; it is decided
// by comparing ranks instead. That holds because the forward of a hosted family is straight-line: which modules run, and in
// which order, depends neither on the tokens nor on lengths or cache. Immutable after learning, any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "common/graph.h"
#include "common/status.h"
#include "worker/models/model.h"

namespace interloom::interleaver {

using models::ModuleId;

inline constexpr int32_t kNoRank = -1;

class ExecutionOrder {
 public:
  struct Call {
    int32_t input = kNoRank, output = kNoRank;
  };  // ranks
  struct Point {
    ModuleId module;
    bool output;
  };

  // Runs one token through the model. kInternal when that fails.
  static StatusOr<ExecutionOrder> learn(const models::Model& model);

  // The calls of a module within one pass, in order; empty when it is never called.
  std::span<const Call> calls(ModuleId module) const { return calls_[static_cast<size_t>(module)]; }
  // The rank of the first call whose point is not before `from`; of the last call when all are; kNoRank: never called.
  int32_t rank(ModuleId module, HookSide side, int32_t from) const;
  const Point& at(int32_t rank) const { return points_[static_cast<size_t>(rank)]; }
  int32_t size() const { return static_cast<int32_t>(points_.size()); }
  size_t module_count() const { return calls_.size(); }
  // Modules that run more than once a pass: a sink must see all their calls to tell them apart.
  const std::vector<ModuleId>& repeated() const { return repeated_; }

 private:
  std::vector<std::vector<Call>> calls_;
  std::vector<Point> points_;
  std::vector<ModuleId> repeated_;
};

// "model.layers.3.mlp.output"; the root's is "output".
std::string point_name(const ModelInfo& info, ModuleId module, HookSide side);

}  // namespace interloom::interleaver
