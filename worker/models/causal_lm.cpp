#include "worker/models/causal_lm.h"

#include <ATen/ATen.h>

#include "worker/models/parallel.h"
#include "worker/models/positions.h"

namespace interloom::models {

at::Tensor slice_logits_to_keep(const at::Tensor& hidden, int64_t keep) {
  TORCH_CHECK_VALUE(keep >= 0 && hidden.dim() >= 2, "logits_to_keep must not be negative");
  return keep == 0 || keep >= hidden.size(1) ? hidden : hidden.slice(1, hidden.size(1) - keep);
}

IoValue pack_body(const char* record_class, const BodyOut& out) {
  std::vector<std::pair<std::string, IoValue>> fields{{"last_hidden_state", out.hidden}};
  if (out.use_cache) fields.emplace_back("cache", CacheUse::cache());
  return IoValue::record(record_class, std::move(fields));
}

BodyOut unpack_body(const IoValue& value, const std::string& path) {
  BodyOut out{output_field(value, "last_hidden_state", path), false};
  for (const auto& [name, field] : std::get<std::shared_ptr<IoRecord>>(value.kind())->fields) out.use_cache |= name == "cache";
  return out;
}

// In the order in which nnsight's trace and transformers' generate pass them.
IoInputs pack_root_args(const LmArgs& args) {
  IoInputs inputs;
  const auto add = [&](const char* name, const at::Tensor& tensor) {
    if (tensor.defined()) inputs.kwargs.emplace_back(name, tensor);
  };
  const bool generating = args.use_cache.said.value_or(false);
  add("input_ids", args.input_ids);
  add("inputs_embeds", args.inputs_embeds);
  if (generating) {
    inputs.kwargs.emplace_back("cache", CacheUse::cache());
    add("position_ids", args.position_ids);
  }
  add("attention_mask", args.attention_mask);
  if (!generating) add("position_ids", args.position_ids);
  if (args.logits_to_keep > 0) inputs.kwargs.emplace_back("logits_to_keep", args.logits_to_keep);
  if (args.use_cache.said) inputs.kwargs.emplace_back("use_cache", *args.use_cache.said);
  if (generating) inputs.kwargs.emplace_back("return_dict", true);
  return inputs;
}

LmArgs unpack_root_args(const IoInputs& inputs, const std::string& path, bool use_cache) {
  const ArgReader reader(
      inputs, path,
      {"input_ids", "cache", "attention_mask", "position_ids", "inputs_embeds", "use_cache", "logits_to_keep", "return_dict"});
  LmArgs args;
  args.input_ids = reader.optional_tensor("input_ids");
  args.attention_mask = reader.optional_tensor("attention_mask");
  args.position_ids = reader.optional_tensor("position_ids");
  args.inputs_embeds = reader.optional_tensor("inputs_embeds");
  args.logits_to_keep = reader.integer("logits_to_keep", 0);
  args.use_cache.said = reader.flag("use_cache");
  args.use_cache.value = args.use_cache.said.value_or(use_cache);
  return args;
}

std::pair<at::Tensor, at::Tensor> positions_and_mask(const LmArgs& args, const at::Tensor& embeds, int64_t past) {
  TORCH_CHECK(embeds.dim() == 3, "inputs must be [batch, seq] ids or [batch, seq, hidden] embeddings, got ", embeds.sizes());
  const int64_t batch = embeds.size(0), seq = embeds.size(1);
  return {args.position_ids.defined() ? args.position_ids : plain_positions(seq, past, embeds.device()),
          causal_mask(args.attention_mask, batch, seq, past, embeds.device())};
}

void HostedModel::finish(ModelInfo info, GenerationConfig generation, at::TensorOptions options) {
  info_ = std::move(info);
  info_.modules = tree_.nodes;
  info_.max_length = max_positions_;
  generation_ = std::move(generation);
  options_ = options;
}

std::unique_ptr<KvCache> HostedModel::make_cache() const {
  return std::make_unique<LayerKvCache>(cache_shape_.layers, cache_shape_.kv_heads, cache_shape_.head_dim, options_);
}

StatusOr<IoValue> HostedModel::call_module(ModuleId module, const IoInputs& inputs) const {
  if (module < 0 || static_cast<size_t>(module) >= tree_.modules.size())
    return invalid_argument("no module has the number ", module, "; there are ", tree_.modules.size());
  const AnyModule* called = tree_.modules[static_cast<size_t>(module)];
  if (!called) {
    const ModuleNode& node = tree_.nodes[static_cast<size_t>(module)];
    return invalid_argument("module '", node.path, "' (", node.class_name, ") has no forward to call");
  }
  try {
    return called->side_call(inputs);
  } catch (const c10::Error& error) {
    return invalid_argument("module '", called->path, "': ", error.what_without_backtrace(), "; it takes ", called->takes());
  }
}

IoValue HostedModel::forward(const ForwardArgs& args) const {
  TORCH_CHECK(args.input_ids.defined() && args.input_ids.dim() == 2 && args.input_ids.size(1) > 0,
              "input_ids must be [batch, seq] with at least one token");
  const int64_t batch = args.input_ids.size(0), seq = args.input_ids.size(1), past = args.cache ? args.cache->length() : 0;
  if (args.attention_mask.defined())
    TORCH_CHECK(
        args.attention_mask.dim() == 2 && args.attention_mask.size(0) == batch && args.attention_mask.size(1) == past + seq,
        "attention_mask has shape ", args.attention_mask.sizes(), ", expected [", batch, ", ", past + seq, "]");
  LmArgs in{args.input_ids, args.attention_mask, args.position_ids, {}, {std::nullopt, use_cache_}, args.logits_to_keep};
  const bool padded = in.attention_mask.defined() && has_padding(in.attention_mask);
  if (!in.position_ids.defined() && (padded || args.cache))
    in.position_ids = generation_positions(padded ? in.attention_mask : at::Tensor(), batch, seq, past, in.input_ids.device());
  if (args.cache) {
    in.use_cache = {true, true};
    if (!padded) in.attention_mask.reset();  // generate drops a mask that hides nothing
  }
  auto* cache = static_cast<LayerKvCache*>(args.cache);
  if (cache) cache->begin();
  Pass pass(args.hooks, cache);
  const SmallWorkAlone alone(batch * seq * static_cast<int64_t>(info_.parameters));
  IoValue out = run(pass, std::move(in));
  if (cache) cache->advance(seq);
  return out;
}

}  // namespace interloom::models
