// GPT-2. Follows transformers' modeling_gpt2.
#include <ATen/ATen.h>

#include <cmath>

#include "worker/models/decoder.h"
#include "worker/models/family.h"
#include "worker/models/ops.h"

namespace interloom::models {

namespace {

constexpr KeyRule kKeys[] = {
    {"n_embd", "*"},
    {"n_layer", "*"},
    {"n_head", "*"},
    {"n_positions", "*"},
    {"n_ctx", "*"},
    {"n_inner", "*"},
    {"activation_function", "*"},
    {"layer_norm_epsilon", "*"},
    {"embd_pdrop", "*"},
    {"attn_pdrop", "*"},
    {"resid_pdrop", "*"},
    {"scale_attn_weights", "*"},
    {"scale_attn_by_inverse_layer_idx", "*"},
    {"reorder_and_upcast_attn", "false"},
    {"summary_type", "*"},
    {"summary_use_proj", "*"},
    {"summary_activation", "*"},
    {"summary_proj_to_labels", "*"},
    {"summary_first_dropout", "*"},
};

struct Shape {
  int64_t hidden, inner, layers, heads;
  double eps;
  bool scale_weights, scale_by_layer;
  std::string act, embd_dropout, attn_dropout, resid_dropout;
};

class Gpt2Attention final : public Module<Gpt2Attention, DecoderArgs, AttentionOut> {
 public:
  void build(const Builder& parent, const Shape& shape, int64_t layer) {
    const Builder self = parent.child("attn", *this, "GPT2Attention");
    hidden_ = shape.hidden, heads_ = shape.heads, layer_ = layer;
    scale_ = shape.scale_weights ? 1.0 / std::sqrt(static_cast<double>(shape.hidden / shape.heads)) : 1.0;
    if (shape.scale_by_layer) scale_ /= static_cast<double>(layer + 1);
    c_attn_.build(self, "c_attn", 3 * shape.hidden, shape.hidden);
    c_proj_.build(self, "c_proj", shape.hidden, shape.hidden);
    attn_dropout_.build_uncalled(self, "attn_dropout", shape.attn_dropout);
    resid_dropout_.build(self, "resid_dropout", shape.resid_dropout);
  }
  AttentionOut forward(Pass& pass, const DecoderArgs& args) const {
    const at::Tensor qkv = c_attn_(pass, args.hidden);
    TORCH_CHECK(qkv.dim() == 3 && qkv.size(2) == 3 * hidden_, path, ": hidden_states must be [batch, seq, ", hidden_, "], got ",
                args.hidden.sizes());
    // [batch, seq, 3, heads, dim] → three of [batch, heads, seq, dim]
    const at::Tensor split = qkv.view({qkv.size(0), qkv.size(1), 3, heads_, hidden_ / heads_}).permute({2, 0, 3, 1, 4});
    const auto [keys, values] = with_past(pass, layer_, split.select(0, 1), split.select(0, 2));
    return {resid_dropout_(pass, c_proj_(pass, attention(split.select(0, 0), keys, values, args.mask, scale_)))};
  }
  IoInputs pack_args(const DecoderArgs& args) const {
    return {{args.hidden},
            {{"cache", cache_if(args.use_cache)},
             {"attention_mask", io(args.mask)},
             {"use_cache", args.use_cache},
             {"position_ids", io(args.position_ids)}}};
  }
  DecoderArgs unpack_args(const IoInputs& inputs) const {
    const ArgReader reader(inputs, path, {"hidden_states", "cache", "attention_mask"}, /*extra=*/true);
    return {reader.tensor("hidden_states"),
            reader.optional_tensor("attention_mask"),
            reader.optional_tensor("position_ids"),
            reader.flag("use_cache").value_or(true),
            {}};
  }
  IoValue pack(AttentionOut out) const { return pack_attention(out.hidden); }
  AttentionOut unpack(const IoValue& value) const { return unpack_attention(value, path); }
  std::string takes() const override {
    return "(hidden_states: Tensor[batch, seq, " + std::to_string(hidden_) + "], cache=None, attention_mask=None)";
  }

 private:
  Conv1D c_attn_, c_proj_;
  Dropout attn_dropout_, resid_dropout_;
  int64_t hidden_ = 0, heads_ = 1, layer_ = 0;
  double scale_ = 1;
};

class Gpt2Mlp final : public TensorModule<Gpt2Mlp> {
 public:
  Gpt2Mlp() : TensorModule("hidden_states") {}
  void build(const Builder& parent, const Shape& shape) {
    const Builder self = parent.child("mlp", *this, "GPT2MLP");
    hidden_ = shape.hidden;
    c_fc_.build(self, "c_fc", shape.inner, shape.hidden);
    c_proj_.build(self, "c_proj", shape.hidden, shape.inner);
    act_.build(self, "act", shape.act);
    dropout_.build(self, "dropout", shape.resid_dropout);
  }
  at::Tensor forward(Pass& pass, const at::Tensor& x) const { return dropout_(pass, c_proj_(pass, act_(pass, c_fc_(pass, x)))); }
  std::string takes() const override { return takes_last(hidden_); }

 private:
  Conv1D c_fc_, c_proj_;
  Activation act_;
  Dropout dropout_;
  int64_t hidden_ = 0;
};

class Gpt2Block final : public Module<Gpt2Block, DecoderArgs, at::Tensor> {
 public:
  void build(const Builder& parent, const Shape& shape, int64_t layer) {
    const Builder self = parent.child(std::to_string(layer), *this, "GPT2Block");
    ln_1_.build(self, "ln_1", shape.hidden, shape.eps);
    attn_.build(self, shape, layer);
    ln_2_.build(self, "ln_2", shape.hidden, shape.eps);
    mlp_.build(self, shape);
  }
  at::Tensor forward(Pass& pass, const DecoderArgs& args) const {
    DecoderArgs inner = args;
    inner.hidden = ln_1_(pass, args.hidden);
    const at::Tensor hidden = attn_(pass, std::move(inner)).hidden + args.hidden;
    return hidden + mlp_(pass, ln_2_(pass, hidden));
  }
  // transformers passes the cache, the mask and the encoder's states by position.
  IoInputs pack_args(const DecoderArgs& args) const {
    return {{args.hidden, cache_if(args.use_cache), io(args.mask), IoValue()},
            {{"encoder_attention_mask", IoValue()}, {"use_cache", args.use_cache}, {"position_ids", io(args.position_ids)}}};
  }
  DecoderArgs unpack_args(const IoInputs& inputs) const {
    const ArgReader reader(
        inputs, path,
        {"hidden_states", "cache", "attention_mask", "encoder_hidden_states", "encoder_attention_mask", "use_cache"},
        /*extra=*/true);
    TORCH_CHECK_VALUE(!reader.optional_tensor("encoder_hidden_states").defined(), path, ": has no cross-attention");
    return {reader.tensor("hidden_states"),
            reader.optional_tensor("attention_mask"),
            reader.optional_tensor("position_ids"),
            reader.flag("use_cache").value_or(false),
            {}};
  }
  IoValue pack(at::Tensor out) const { return out; }
  at::Tensor unpack(const IoValue& value) const { return output_tensor(value, path); }
  std::string takes() const override { return "(hidden_states: Tensor[batch, seq, hidden], cache=None, attention_mask=None)"; }

 private:
  LayerNorm ln_1_, ln_2_;
  Gpt2Attention attn_;
  Gpt2Mlp mlp_;
};

class Gpt2Model final : public Module<Gpt2Model, LmArgs, BodyOut> {
 public:
  void build(const Builder& parent, const Shape& shape, int64_t vocab, bool use_cache, int64_t positions) {
    const Builder self = parent.child("transformer", *this, "GPT2Model");
    use_cache_ = use_cache;
    wte_.build(self, "wte", vocab, shape.hidden);
    wpe_.build(self, "wpe", positions, shape.hidden);
    drop_.build(self, "drop", shape.embd_dropout);
    const Builder list = self.silent("h", "ModuleList");
    for (int64_t i = 0; i < shape.layers && self.ok(); ++i) {
      h_.push_back(std::make_unique<Gpt2Block>());
      h_.back()->build(list, shape, i);
    }
    ln_f_.build(self, "ln_f", shape.hidden, shape.eps);
  }
  BodyOut forward(Pass& pass, const LmArgs& args) const {
    const at::Tensor embeds = embed_inputs(args, path, [&](const at::Tensor& ids) { return wte_(pass, ids); });
    const auto [position_ids, mask] = positions_and_mask(args, embeds, pass.cache() ? pass.cache()->length() : 0);
    at::Tensor hidden = drop_(pass, embeds + wpe_(pass, position_ids));
    for (const auto& block : h_) {
      hidden = (*block)(pass, {hidden, mask, position_ids, args.use_cache.value, {}});
      pass.checkpoint();
    }
    return {ln_f_(pass, hidden), args.use_cache.value};
  }
  IoInputs pack_args(const LmArgs& args) const {
    return {{io(args.input_ids)},
            {{"cache", args.use_cache.given_cache()},
             {"attention_mask", io(args.attention_mask)},
             {"token_type_ids", IoValue()},
             {"position_ids", io(args.position_ids)},
             {"inputs_embeds", io(args.inputs_embeds)},
             {"encoder_hidden_states", IoValue()},
             {"encoder_attention_mask", IoValue()},
             {"use_cache", args.use_cache.shown()}}};
  }
  LmArgs unpack_args(const IoInputs& inputs) const {
    const ArgReader reader(inputs, path,
                           {"input_ids", "cache", "attention_mask", "token_type_ids", "position_ids", "inputs_embeds"}, true);
    for (const char* absent : {"token_type_ids", "encoder_hidden_states"})
      TORCH_CHECK_VALUE(!reader.optional_tensor(absent).defined(), path, ": argument '", absent, "' is not supported");
    const std::optional<bool> use_cache = reader.flag("use_cache");
    return {reader.optional_tensor("input_ids"),         reader.optional_tensor("attention_mask"),
            reader.optional_tensor("position_ids"),      reader.optional_tensor("inputs_embeds"),
            {use_cache, use_cache.value_or(use_cache_)}, 0};
  }
  IoValue pack(BodyOut out) const { return pack_body("BaseModelOutputWithPastAndCrossAttentions", out); }
  BodyOut unpack(const IoValue& value) const { return unpack_body(value, path); }
  std::string takes() const override {
    return "(input_ids: Tensor[batch, seq], attention_mask=None, position_ids=None, inputs_embeds=None)";
  }
  const at::Tensor& embedding() const { return wte_.weight(); }

 private:
  Embedding wte_, wpe_;
  Dropout drop_;
  std::vector<std::unique_ptr<Gpt2Block>> h_;
  LayerNorm ln_f_;
  bool use_cache_ = true;
};

constexpr int64_t kMaxSize = 1 << 24, kMaxLayers = 4096;

Shape read_shape(Config& config) {
  Shape shape{};
  shape.hidden = config.integer("n_embd", 768, 1, kMaxSize);
  shape.inner = config.integer("n_inner", 4 * shape.hidden, 1, kMaxSize);
  shape.layers = config.integer("n_layer", 12, 0, kMaxLayers);
  shape.heads = config.integer("n_head", 12, 1, kMaxSize);
  shape.eps = config.number("layer_norm_epsilon", 1e-5);
  shape.scale_weights = config.flag("scale_attn_weights", true);
  shape.scale_by_layer = config.flag("scale_attn_by_inverse_layer_idx", false);
  shape.act = config.text("activation_function", "gelu_new");
  shape.embd_dropout = config.number_text("embd_pdrop", 0.1);
  shape.attn_dropout = config.number_text("attn_pdrop", 0.1);
  shape.resid_dropout = config.number_text("resid_pdrop", 0.1);
  if (shape.hidden % shape.heads != 0)
    config.fail(invalid_argument("config.json: n_embd ", shape.hidden, " is no multiple of n_head ", shape.heads));
  if (const Status act = Activation::check(shape.act); !act.ok()) config.fail(act);
  return shape;
}

StatusOr<std::unique_ptr<HostedModel>> build(Config& config, Weights& weights) {
  const Shape shape = read_shape(config);
  const int64_t vocab = config.integer("vocab_size", 50257, 1, kMaxSize);
  const int64_t positions = config.integer("n_positions", 1024, 1, kMaxSize);
  const bool tied = config.flag("tie_word_embeddings", true), use_cache = config.flag("use_cache", true);
  RETURN_IF_ERROR(config.status());

  weights.set_base_prefix("transformer.");
  auto model = std::make_unique<CausalLm<Gpt2Model>>("CausalLMOutputWithCrossAttentions");
  const Builder root(model->tree(), weights, model->root, "GPT2LMHeadModel");
  model->root.body.build(root, shape, vocab, use_cache, positions);
  if (tied)
    model->root.lm_head.build_tied(root, "lm_head", model->root.body.embedding());
  else
    model->root.lm_head.build(root, "lm_head", shape.hidden, vocab, /*bias=*/false);
  model->set_shape({shape.layers, shape.heads, shape.hidden / shape.heads}, vocab, positions, use_cache);
  return std::unique_ptr<HostedModel>(std::move(model));
}

}  // namespace

const Family& family_gpt2() {
  // The causal mask was once a buffer of every layer.
  static constexpr Family family{"gpt2", "GPT2LMHeadModel", kKeys, build, [](const std::string& tensor) {
                                   return tensor.ends_with(".attn.bias") || tensor.ends_with(".attn.masked_bias") ||
                                          tensor == "lm_head.weight";
                                 }};
  return family;
}

}  // namespace interloom::models
