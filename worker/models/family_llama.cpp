// Llama (2, 3.x) and what shares its code: SmolLM2. Follows transformers' modeling_llama.
#include <ATen/ATen.h>

#include <cmath>

#include "worker/models/decoder.h"
#include "worker/models/family.h"
#include "worker/models/ops.h"

namespace interloom::models {

namespace {

constexpr KeyRule kKeys[] = {
    {"hidden_size", "*"},
    {"intermediate_size", "*"},
    {"num_hidden_layers", "*"},
    {"num_attention_heads", "*"},
    {"num_key_value_heads", "*"},
    {"head_dim", "*"},
    {"hidden_act", "*"},
    {"max_position_embeddings", "*"},
    {"rms_norm_eps", "*"},
    {"rope_parameters", "*"},
    {"rope_scaling", "*"},
    {"rope_theta", "*"},
    {"attention_bias", "*"},
    {"mlp_bias", "*"},
    {"attention_dropout", "*"},
    {"pretraining_tp", "*"},
    {"partial_rotary_factor", "1"},
    {"rope_interleaved", "false"},
    {"is_llama_config", "*"},
    {"sliding_window", "null"},
};

struct Shape {
  int64_t hidden, inner, layers, heads, kv_heads, head_dim;
  double eps;
  bool attention_bias, mlp_bias;
  std::string act;
};

class LlamaMlp final : public TensorModule<LlamaMlp> {
 public:
  LlamaMlp() : TensorModule("x") {}
  void build(const Builder& parent, const Shape& shape) {
    const Builder self = parent.child("mlp", *this, "LlamaMLP");
    hidden_ = shape.hidden;
    gate_proj_.build(self, "gate_proj", shape.hidden, shape.inner, shape.mlp_bias);
    up_proj_.build(self, "up_proj", shape.hidden, shape.inner, shape.mlp_bias);
    down_proj_.build(self, "down_proj", shape.inner, shape.hidden, shape.mlp_bias);
    act_fn_.build(self, "act_fn", shape.act);
  }
  at::Tensor forward(Pass& pass, const at::Tensor& x) const {
    const at::Tensor gate = gate_proj_(pass, x);
    // One step instead of two where nobody could see the difference: not even an edit of `gate` after act_fn read it.
    if (act_fn_.kind() == Activation::Kind::kSilu && !pass.armed(act_fn_.id) && !pass.armed(up_proj_.id))
      return down_proj_(pass, silu_mul(gate, up_proj_(pass, x)));
    const at::Tensor active = act_fn_(pass, gate);
    return down_proj_(pass, active * up_proj_(pass, x));
  }
  std::string takes() const override { return takes_last(hidden_); }

 private:
  Linear gate_proj_, up_proj_, down_proj_;
  Activation act_fn_;
  int64_t hidden_ = 0;
};

// self_attn is called by keyword only.
class LlamaAttention final : public Module<LlamaAttention, DecoderArgs, AttentionOut> {
 public:
  void build(const Builder& parent, const Shape& shape, int64_t layer) {
    const Builder self = parent.child("self_attn", *this, "LlamaAttention");
    heads_ = shape.heads, kv_heads_ = shape.kv_heads, layer_ = layer;
    scale_ = 1.0 / std::sqrt(static_cast<double>(shape.head_dim));
    q_proj_.build(self, "q_proj", shape.hidden, shape.heads * shape.head_dim, shape.attention_bias);
    k_proj_.build(self, "k_proj", shape.hidden, shape.kv_heads * shape.head_dim, shape.attention_bias);
    v_proj_.build(self, "v_proj", shape.hidden, shape.kv_heads * shape.head_dim, shape.attention_bias);
    o_proj_.build(self, "o_proj", shape.heads * shape.head_dim, shape.hidden, shape.attention_bias);
  }
  AttentionOut forward(Pass& pass, const DecoderArgs& args) const {
    const at::Tensor q = q_proj_(pass, args.hidden), k = k_proj_(pass, args.hidden), v = v_proj_(pass, args.hidden);
    TORCH_CHECK(v.dim() == 3, path, ": hidden_states must be [batch, seq, hidden], got ", args.hidden.sizes());
    const at::Tensor turned_q = apply_rope(q, args.angles.cos, args.angles.sin, heads_);
    const auto [keys, values] = with_past(pass, layer_, apply_rope(k, args.angles.cos, args.angles.sin, kv_heads_),
                                          v.view({v.size(0), v.size(1), kv_heads_, -1}).transpose(1, 2));
    return {o_proj_(pass, attention(turned_q, keys, values, args.mask, scale_))};
  }
  IoInputs pack_args(const DecoderArgs& args) const {
    return {{},
            {{"hidden_states", args.hidden},
             {"attention_mask", io(args.mask)},
             {"position_ids", io(args.position_ids)},
             {"cache", cache_if(args.use_cache)},
             {"use_cache", args.use_cache},
             {"position_embeddings", IoValue::tuple({args.angles.cos, args.angles.sin})}}};
  }
  DecoderArgs unpack_args(const IoInputs& inputs) const {
    const ArgReader reader(inputs, path, {"hidden_states", "position_embeddings", "attention_mask", "cache"}, /*extra=*/true);
    const auto [cos, sin] = reader.tensor_pair("position_embeddings");
    return {reader.tensor("hidden_states"),
            reader.optional_tensor("attention_mask"),
            reader.optional_tensor("position_ids"),
            reader.flag("use_cache").value_or(true),
            {cos, sin}};
  }
  IoValue pack(AttentionOut out) const { return pack_attention(out.hidden); }
  AttentionOut unpack(const IoValue& value) const { return unpack_attention(value, path); }
  std::string takes() const override {
    return "(hidden_states: Tensor[batch, seq, hidden], position_embeddings: (cos, sin), attention_mask=None)";
  }

 private:
  Linear q_proj_, k_proj_, v_proj_, o_proj_;
  int64_t heads_ = 0, kv_heads_ = 0, layer_ = 0;
  double scale_ = 1;
};

class LlamaDecoderLayer final : public Module<LlamaDecoderLayer, DecoderArgs, at::Tensor> {
 public:
  void build(const Builder& parent, const Shape& shape, int64_t layer) {
    const Builder self = parent.child(std::to_string(layer), *this, "LlamaDecoderLayer");
    self_attn_.build(self, shape, layer);
    mlp_.build(self, shape);
    input_layernorm_.build(self, "input_layernorm", "LlamaRMSNorm", shape.hidden, shape.eps);
    post_attention_layernorm_.build(self, "post_attention_layernorm", "LlamaRMSNorm", shape.hidden, shape.eps);
  }
  at::Tensor forward(Pass& pass, const DecoderArgs& args) const {
    DecoderArgs inner = args;
    inner.hidden = input_layernorm_(pass, args.hidden);
    at::Tensor hidden = args.hidden + self_attn_(pass, std::move(inner)).hidden;
    return hidden + mlp_(pass, post_attention_layernorm_(pass, hidden));
  }
  IoInputs pack_args(const DecoderArgs& args) const {
    return {{args.hidden},
            {{"attention_mask", io(args.mask)},
             {"position_embeddings", IoValue::tuple({args.angles.cos, args.angles.sin})},
             {"position_ids", io(args.position_ids)},
             {"cache", cache_if(args.use_cache)},
             {"use_cache", args.use_cache}}};
  }
  DecoderArgs unpack_args(const IoInputs& inputs) const {
    const ArgReader reader(
        inputs, path, {"hidden_states", "attention_mask", "position_ids", "cache", "use_cache", "position_embeddings"}, true);
    const auto [cos, sin] = reader.tensor_pair("position_embeddings");
    return {reader.tensor("hidden_states"),
            reader.optional_tensor("attention_mask"),
            reader.optional_tensor("position_ids"),
            reader.flag("use_cache").value_or(false),
            {cos, sin}};
  }
  IoValue pack(at::Tensor out) const { return out; }
  at::Tensor unpack(const IoValue& value) const { return output_tensor(value, path); }
  std::string takes() const override {
    return "(hidden_states: Tensor[batch, seq, hidden], attention_mask=None, position_ids=None, position_embeddings: (cos, sin))";
  }

 private:
  LlamaAttention self_attn_;
  LlamaMlp mlp_;
  RmsNorm input_layernorm_, post_attention_layernorm_;
};

class LlamaModel final : public Module<LlamaModel, LmArgs, BodyOut> {
 public:
  void build(const Builder& parent, const Shape& shape, int64_t vocab, bool use_cache, std::optional<int64_t> padding_idx,
             at::Tensor frequencies) {
    const Builder self = parent.child("model", *this, "LlamaModel");
    use_cache_ = use_cache;
    embed_tokens_.build(self, "embed_tokens", vocab, shape.hidden, padding_idx);
    const Builder list = self.silent("layers", "ModuleList");
    for (int64_t i = 0; i < shape.layers && self.ok(); ++i) {
      layers_.push_back(std::make_unique<LlamaDecoderLayer>());
      layers_.back()->build(list, shape, i);
    }
    norm_.build(self, "norm", "LlamaRMSNorm", shape.hidden, shape.eps);
    rotary_emb_.build(self, "rotary_emb", "LlamaRotaryEmbedding", std::move(frequencies));
  }
  BodyOut forward(Pass& pass, const LmArgs& args) const {
    at::Tensor hidden = embed_inputs(args, path, [&](const at::Tensor& ids) { return embed_tokens_(pass, ids); });
    const auto [position_ids, mask] = positions_and_mask(args, hidden, pass.cache() ? pass.cache()->length() : 0);
    const RotaryAngles angles = rotary_emb_(pass, {hidden, position_ids});
    for (const auto& layer : layers_) {
      hidden = (*layer)(pass, {hidden, mask, position_ids, args.use_cache.value, angles});
      pass.checkpoint();
    }
    return {norm_(pass, hidden), args.use_cache.value};
  }
  IoInputs pack_args(const LmArgs& args) const {
    return {{},
            {{"input_ids", io(args.input_ids)},
             {"attention_mask", io(args.attention_mask)},
             {"position_ids", io(args.position_ids)},
             {"cache", args.use_cache.given_cache()},
             {"inputs_embeds", io(args.inputs_embeds)},
             {"use_cache", args.use_cache.shown()}}};
  }
  LmArgs unpack_args(const IoInputs& inputs) const {
    const ArgReader reader(inputs, path, {"input_ids", "attention_mask", "position_ids", "cache", "inputs_embeds", "use_cache"},
                           true);
    const std::optional<bool> use_cache = reader.flag("use_cache");
    return {reader.optional_tensor("input_ids"),         reader.optional_tensor("attention_mask"),
            reader.optional_tensor("position_ids"),      reader.optional_tensor("inputs_embeds"),
            {use_cache, use_cache.value_or(use_cache_)}, 0};
  }
  IoValue pack(BodyOut out) const { return pack_body("BaseModelOutputWithPast", out); }
  BodyOut unpack(const IoValue& value) const { return unpack_body(value, path); }
  std::string takes() const override {
    return "(input_ids: Tensor[batch, seq], attention_mask=None, position_ids=None, inputs_embeds=None)";
  }
  const at::Tensor& embedding() const { return embed_tokens_.weight(); }

 private:
  Embedding embed_tokens_;
  std::vector<std::unique_ptr<LlamaDecoderLayer>> layers_;
  RmsNorm norm_;
  RotaryEmbedding rotary_emb_;
  bool use_cache_ = true;
};

constexpr int64_t kMaxSize = 1 << 24, kMaxLayers = 4096;

Shape read_shape(Config& config) {
  Shape shape{};
  shape.hidden = config.integer("hidden_size", 4096, 1, kMaxSize);
  shape.inner = config.integer("intermediate_size", 11008, 1, kMaxSize);
  shape.layers = config.integer("num_hidden_layers", 32, 0, kMaxLayers);
  shape.heads = config.integer("num_attention_heads", 32, 1, kMaxSize);
  shape.kv_heads = config.integer("num_key_value_heads", shape.heads, 1, kMaxSize);
  shape.head_dim = config.integer("head_dim", shape.hidden / shape.heads, 1, kMaxSize);
  shape.eps = config.number("rms_norm_eps", 1e-6);
  shape.attention_bias = config.flag("attention_bias", false);
  shape.mlp_bias = config.flag("mlp_bias", false);
  shape.act = config.text("hidden_act", "silu");
  if (shape.heads % shape.kv_heads != 0)
    config.fail(invalid_argument("config.json: num_attention_heads ", shape.heads, " is no multiple of num_key_value_heads ",
                                 shape.kv_heads));
  if (shape.head_dim % 2 != 0)
    config.fail(invalid_argument("config.json: head_dim ", shape.head_dim, " is odd, rotary positions need pairs"));
  if (const Status act = Activation::check(shape.act); !act.ok()) config.fail(act);
  return shape;
}

StatusOr<std::unique_ptr<HostedModel>> build(Config& config, Weights& weights) {
  const Shape shape = read_shape(config);
  const int64_t vocab = config.integer("vocab_size", 32000, 1, kMaxSize);
  const int64_t max_positions = config.integer("max_position_embeddings", 2048, 1, INT64_MAX / 2);
  const std::optional<int64_t> padding_idx = config.optional_integer("pad_token_id", -1, vocab - 1);
  const bool tied = config.flag("tie_word_embeddings", false), use_cache = config.flag("use_cache", true);
  at::Tensor frequencies = rope_frequencies(config, shape.head_dim);
  RETURN_IF_ERROR(config.status());

  auto model = std::make_unique<CausalLm<LlamaModel>>("CausalLMOutputWithPast");
  const Builder root(model->tree(), weights, model->root, "LlamaForCausalLM");
  model->root.body.build(root, shape, vocab, use_cache, padding_idx, std::move(frequencies));
  if (tied)
    model->root.lm_head.build_tied(root, "lm_head", model->root.body.embedding());
  else
    model->root.lm_head.build(root, "lm_head", shape.hidden, vocab, /*bias=*/false);
  model->set_shape({shape.layers, shape.kv_heads, shape.head_dim}, vocab, max_positions, use_cache);
  return std::unique_ptr<HostedModel>(std::move(model));
}

}  // namespace

const Family& family_llama() {
  static constexpr Family family{"llama", "LlamaForCausalLM", kKeys, build, [](const std::string& tensor) {
                                   return tensor.ends_with(".rotary_emb.inv_freq") || tensor == "lm_head.weight";
                                 }};
  return family;
}

}  // namespace interloom::models
