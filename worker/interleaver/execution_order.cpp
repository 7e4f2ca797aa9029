#include "worker/interleaver/execution_order.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <exception>

namespace interloom::interleaver {
namespace {

// Sees every call of every module and notes it.
class Recorder final : public models::HookSink {
 public:
  struct Event {
    ModuleId module;
    bool output;
  };

  explicit Recorder(size_t modules) : armed_(modules, models::kArmedInput | models::kArmedOutput) {}
  const uint8_t* armed() const override { return armed_.data(); }
  std::optional<models::IoValue> before(ModuleId module, models::IoInputs&) override {
    events.push_back({module, false});
    return std::nullopt;
  }
  void after(ModuleId module, models::IoValue&) override { events.push_back({module, true}); }

  std::vector<Event> events;

 private:
  std::vector<uint8_t> armed_;
};

}  // namespace

StatusOr<ExecutionOrder> ExecutionOrder::learn(const models::Model& model) {
  const size_t modules = model.info().modules.size();
  Recorder recorder(modules);
  try {
    c10::InferenceMode inference;
    models::ForwardArgs args;
    args.input_ids = at::zeros({1, 1}, at::TensorOptions(at::kLong).device(at::Device(model.info().device)));
    args.hooks = &recorder;
    model.forward(args);
  } catch (const std::exception& error) {
    return internal_error("the dry run of model '", model.info().name, "' failed: ", error.what());
  }
  ExecutionOrder order;
  order.calls_.resize(modules);
  std::vector<size_t> returned(modules, 0);
  for (const Recorder::Event& event : recorder.events) {
    const auto index = static_cast<size_t>(event.module);
    if (event.module < 0 || index >= modules) return internal_error("module id ", event.module, " is out of range");
    const int32_t rank = order.size();
    std::vector<Call>& calls = order.calls_[index];
    if (!event.output) {
      calls.push_back({rank, kNoRank});
    } else {
      if (returned[index] >= calls.size()) return internal_error("module ", event.module, " returned without a call");
      calls[returned[index]++].output = rank;
    }
    order.points_.push_back({event.module, event.output});
  }
  for (size_t i = 0; i < modules; ++i) {
    if (order.calls_[i].size() > 1) order.repeated_.push_back(static_cast<ModuleId>(i));
  }
  return order;
}

int32_t ExecutionOrder::rank(ModuleId module, HookSide side, int32_t from) const {
  int32_t rank = kNoRank;
  for (const Call& call : calls(module)) {
    rank = side == HookSide::kOutput ? call.output : call.input;
    if (rank >= from) break;
  }
  return rank;
}

std::string point_name(const ModelInfo& info, ModuleId module, HookSide side) {
  const std::string& path = info.modules[static_cast<size_t>(module)].path;
  const char* side_name = side == HookSide::kOutput ? "output" : side == HookSide::kInput ? "input" : "inputs";
  return path.empty() ? side_name : str_cat(path, ".", side_name);
}

}  // namespace interloom::interleaver
