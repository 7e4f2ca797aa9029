// What decoder-only language models share: the root module, its arguments, and the Model around it.
#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <vector>

#include "worker/models/builder.h"
#include "worker/models/kv_cache.h"
#include "worker/models/layers.h"
#include "worker/models/model.h"
#include "worker/models/pass.h"

namespace interloom::models {

// use_cache of a pass: what the caller said (nothing in a plain forward, true in generation) and what it comes to.
struct CacheUse {
  std::optional<bool> said;
  bool value = true;
  IoValue shown() const { return said ? IoValue(*said) : IoValue(); }
  // The cache as an argument: where the caller gave one, and inside the body where one is used.
  IoValue given_cache() const { return said && *said ? cache() : IoValue(); }
  static IoValue cache() { return IoOpaque{"DynamicCache"}; }
};

// The body's and the root's arguments; undefined tensors are None.
struct LmArgs {
  at::Tensor input_ids, attention_mask, position_ids, inputs_embeds;
  CacheUse use_cache;
  int64_t logits_to_keep = 0;  // the root's only
};
struct BodyOut {
  at::Tensor hidden;
  bool use_cache = true;
};
IoValue pack_body(const char* record_class, const BodyOut& out);
BodyOut unpack_body(const IoValue& value, const std::string& path);

// The last `keep` positions of hidden [batch, seq, …] (0: all).
at::Tensor slice_logits_to_keep(const at::Tensor& hidden, int64_t keep);

// "LlamaForCausalLM", "GPT2LMHeadModel": a body and a head. Body is a Module<Body, LmArgs, BodyOut>.
template <class Body>
class CausalLmRoot final : public Module<CausalLmRoot<Body>, LmArgs, IoValue> {
 public:
  explicit CausalLmRoot(std::string record_class) : record_class_(std::move(record_class)) {}

  IoValue forward(Pass& pass, const LmArgs& args) const {
    LmArgs inner = args;
    inner.logits_to_keep = 0;
    const BodyOut out = body(pass, std::move(inner));
    at::Tensor logits = lm_head(pass, slice_logits_to_keep(out.hidden, args.logits_to_keep));
    std::vector<std::pair<std::string, IoValue>> fields{{"logits", std::move(logits)}};
    if (out.use_cache) fields.emplace_back("cache", CacheUse::cache());
    return IoValue::record(record_class_, std::move(fields));
  }
  IoInputs pack_args(const LmArgs& args) const;
  LmArgs unpack_args(const IoInputs& inputs) const;
  IoValue pack(IoValue out) const { return out; }
  IoValue unpack(const IoValue& value) const { return value; }
  std::string takes() const override {
    return "(input_ids: Tensor[batch, seq], attention_mask=None, position_ids=None, inputs_embeds=None, logits_to_keep=0)";
  }

  Body body;
  Linear lm_head;
  bool use_cache = true;  // config.json's, for calls that do not say

 private:
  std::string record_class_;
};

IoInputs pack_root_args(const LmArgs& args);
LmArgs unpack_root_args(const IoInputs& inputs, const std::string& path, bool use_cache);
template <class Body>
IoInputs CausalLmRoot<Body>::pack_args(const LmArgs& args) const {
  return pack_root_args(args);
}
template <class Body>
LmArgs CausalLmRoot<Body>::unpack_args(const IoInputs& inputs) const {
  return unpack_root_args(inputs, this->path, use_cache);
}

// Checks that exactly one of input_ids and inputs_embeds is there. `embed` turns ids into embeddings.
template <class Embed>
at::Tensor embed_inputs(const LmArgs& args, const std::string& path, Embed&& embed) {
  TORCH_CHECK_VALUE(args.input_ids.defined() != args.inputs_embeds.defined(), path,
                    ": You must specify exactly one of input_ids or inputs_embeds");
  return args.inputs_embeds.defined() ? args.inputs_embeds : embed(args.input_ids);
}
// position_ids (plain ones where none are given) and the 4-D mask for embeds [batch, seq, hidden].
std::pair<at::Tensor, at::Tensor> positions_and_mask(const LmArgs& args, const at::Tensor& embeds, int64_t past);

struct CacheShape {
  int64_t layers, kv_heads, head_dim;
};

// A Model over a tree of modules.
class HostedModel : public Model {
 public:
  StatusOr<IoValue> call_module(ModuleId module, const IoInputs& inputs) const override;
  std::unique_ptr<KvCache> make_cache() const override;
  IoValue forward(const ForwardArgs& args) const override;

  // Called once by load_model, when the weights are in.
  void finish(ModelInfo info, GenerationConfig generation, at::TensorOptions options);

 protected:
  virtual IoValue run(Pass& pass, LmArgs args) const = 0;

  ModuleTree tree_;
  CacheShape cache_shape_{0, 0, 0};
  bool use_cache_ = true;  // config.json's
  int64_t max_positions_ = 0;

 private:
  at::TensorOptions options_;
};

// A HostedModel whose root is a CausalLmRoot.
template <class Body>
class CausalLm final : public HostedModel {
 public:
  explicit CausalLm(std::string record_class) : root(std::move(record_class)) {}
  CausalLmRoot<Body> root;
  ModuleTree& tree() { return tree_; }
  void set_shape(CacheShape shape, int64_t vocab, int64_t max_positions, bool use_cache) {
    cache_shape_ = shape, vocab_size_ = vocab, max_positions_ = max_positions, use_cache_ = use_cache;
    root.use_cache = use_cache;
  }

 private:
  IoValue run(Pass& pass, LmArgs args) const override { return root(pass, std::move(args)); }
};

}  // namespace interloom::models
