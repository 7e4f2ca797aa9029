// FakeModel: three layers of plain ATen behind models::Model, for tests of everything above the models.
//
// Modules: "" FakeForCausalLM, "embed", "layers" (not called), "layers.N" each with "layers.N.inner" and "layers.N.pair"
// (returns a tuple (tensor, None)), "shared" (called after layers 0 and 2), "head". Hidden size and vocabulary 16. Layer n
// computes h + inner(h) + pair(h)[0] with inner(h) = h * (n + 1) and pair(h) = (h + 1, None); shared(h) = h * 2. Padding is
// ignored, the cache only counts.
#pragma once

#include <ATen/ATen.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "worker/models/model.h"

namespace interloom::interleaver {

class FakeCache final : public models::KvCache {
 public:
  int64_t length() const override { return tokens; }
  int64_t tokens = 0;
};

class FakeModel final : public models::Model {
 public:
  static constexpr int64_t kHidden = 16, kVocab = 16;

  FakeModel() {
    info_.name = "fake";
    info_.class_name = "FakeForCausalLM";
    info_.dtype = "float32";
    info_.device = "cpu";
    info_.max_length = 64;
    vocab_size_ = kVocab;
    add("", "FakeForCausalLM", -1);
    add("embed", "Embedding", 0);
    const int layers = add("layers", "ModuleList", 0);
    info_.modules.back().called = false;
    for (int i = 0; i < 3; ++i) {
      const std::string path = "layers." + std::to_string(i);
      const int layer = add(path, "FakeLayer", layers);
      add(path + ".inner", "Inner", layer);
      add(path + ".pair", "Pair", layer);
    }
    add("shared", "Shared", 0);
    add("head", "Linear", 0);
    table_ = at::eye(kVocab, kHidden, at::kFloat);
    head_ = at::roll(table_, 1, 1).contiguous();  // token t is followed by t + 1: greedy text counts upward
  }

  models::ModuleId id(const std::string& path) const { return *find_module(path); }

  models::IoValue forward(const models::ForwardArgs& args) const override {
    ++passes;
    models::IoInputs inputs;
    inputs.kwargs = {
        {"input_ids", args.input_ids},
        {"attention_mask", args.attention_mask.defined() ? models::IoValue(args.attention_mask) : models::IoValue()}};
    return call(0, args.hooks, std::move(inputs), [&](models::IoInputs& in) { return body(args, in); });
  }

  StatusOr<models::IoValue> call_module(models::ModuleId module, const models::IoInputs& inputs) const override {
    if (info_.modules[static_cast<size_t>(module)].path != "head" || inputs.args.size() != 1 || !inputs.args[0].is_tensor()) {
      return invalid_argument("module '", info_.modules[static_cast<size_t>(module)].path, "' takes one tensor");
    }
    return models::IoValue(at::matmul(inputs.args[0].tensor(), head_));
  }

  std::unique_ptr<models::KvCache> make_cache() const override { return std::make_unique<FakeCache>(); }
  models::GenerationConfig& generation() { return generation_; }

  mutable int passes = 0;

 private:
  using Body = std::function<models::IoValue(models::IoInputs&)>;

  int add(std::string path, std::string class_name, int parent) {
    info_.modules.push_back({std::move(path), std::move(class_name), "", parent, true});
    return static_cast<int>(info_.modules.size()) - 1;
  }

  static models::IoValue call(models::ModuleId id, models::HookSink* hooks, models::IoInputs inputs, const Body& body) {
    const uint8_t armed = hooks ? hooks->armed()[id] : 0;
    std::optional<models::IoValue> output;
    if (armed & models::kArmedInput) output = hooks->before(id, inputs);
    models::IoValue value = output ? *std::move(output) : body(inputs);
    if (hooks && hooks->armed()[id] & models::kArmedOutput) hooks->after(id, value);
    return value;
  }

  models::IoValue body(const models::ForwardArgs& args, models::IoInputs& in) const {
    const at::Tensor ids = in.kwargs[0].second.tensor();
    if (args.cache) static_cast<FakeCache*>(args.cache)->tokens += ids.size(1);
    models::IoValue h =
        call(1, args.hooks, {{ids}, {}}, [&](models::IoInputs& x) { return at::embedding(table_, x.args[0].tensor()); });
    for (int layer = 0; layer < 3; ++layer) {
      if (args.hooks) args.hooks->checkpoint();
      h = run_layer(3 + 3 * layer, layer, args.hooks, h);
      if (layer != 1) h = call(12, args.hooks, {{h}, {}}, [](models::IoInputs& x) { return x.args[0].tensor() * 2; });
    }
    at::Tensor last = h.tensor();
    if (args.logits_to_keep > 0) last = last.slice(1, last.size(1) - args.logits_to_keep);
    models::IoValue logits =
        call(13, args.hooks, {{last}, {}}, [&](models::IoInputs& x) { return at::matmul(x.args[0].tensor(), head_); });
    return models::IoValue::record("CausalLMOutputWithPast", {{"logits", logits}});
  }

  models::IoValue run_layer(int id, int index, models::HookSink* hooks, const models::IoValue& h) const {
    return call(id, hooks, {{}, {{"hidden_states", h}}}, [&](models::IoInputs& in) {
      const at::Tensor x = in.kwargs[0].second.tensor();
      const models::IoValue inner =
          call(id + 1, hooks, {{x}, {}}, [&](models::IoInputs& i) { return i.args[0].tensor() * (index + 1); });
      const models::IoValue pair = call(id + 2, hooks, {{x}, {}}, [](models::IoInputs& i) {
        return models::IoValue::tuple({i.args[0].tensor() + 1, models::IoValue()});
      });
      return models::IoValue(x + inner.tensor() + std::get<std::shared_ptr<models::IoTuple>>(pair.kind())->items.at(0).tensor());
    });
  }

  at::Tensor table_, head_;
};

}  // namespace interloom::interleaver
