// A hosted model: immutable weights and a straight-line forward with Hugging Face's module names as hook points.
//
// A Model is shared by all jobs and never changes after loading; whatever a pass changes lies in its KvCache and
// ForwardArgs. Reference: transformers 5.x on the same directory. forward() of one Model may run on several threads,
// each with its own ForwardArgs.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/model_info.h"
#include "common/status.h"
#include "common/tensor.h"
#include "worker/models/hooks.h"
#include "worker/models/io_value.h"

namespace interloom::models {

// Keys and values of the tokens that have passed, per layer. Grows by doubling, so a decode step copies nothing.
class KvCache {
 public:
  virtual ~KvCache() = default;
  virtual int64_t length() const = 0;  // positions held
};

struct ForwardArgs {
  at::Tensor input_ids;        // [batch, seq] int64
  at::Tensor attention_mask;   // [batch, past + seq] int64, 1 = token, 0 = left padding; undefined: all 1
  at::Tensor position_ids;     // [batch, seq] int64; undefined: from the mask as transformers' generate computes them
  KvCache* cache = nullptr;    // null: no past, nothing kept
  int64_t logits_to_keep = 0;  // compute logits of the last n positions only; 0: of all
  HookSink* hooks = nullptr;   // null: nobody looks
};

// generation_config.json (and what config.json adds), with transformers' defaults.
struct GenerationConfig {
  int64_t max_length = 20, min_length = 0;
  std::optional<int64_t> max_new_tokens, min_new_tokens;
  bool do_sample = false;
  double temperature = 1.0, top_p = 1.0, repetition_penalty = 1.0;
  int64_t top_k = 50;
  std::optional<double> min_p;
  std::vector<int64_t> eos_token_ids;
  std::optional<int64_t> pad_token_id, bos_token_id;
};

class Model {
 public:
  virtual ~Model() = default;

  const ModelInfo& info() const { return info_; }
  const GenerationConfig& generation_config() const { return generation_; }

  // A forward pass; the output is the root module's ("CausalLMOutputWithPast" with logits [batch, seq or kept, vocab]).
  // Throws StopForward through from the sink, c10::Error from torch (out-of-range token ids are checked by the caller).
  virtual IoValue forward(const ForwardArgs& args) const = 0;

  // One module on the side, no hooks. kInvalidArgument names the module and what it takes.
  virtual StatusOr<IoValue> call_module(ModuleId module, const IoInputs& inputs) const = 0;

  virtual std::unique_ptr<KvCache> make_cache() const = 0;

  // By path ("model.layers.3.mlp"; "" is the root). kNotFound names the nearest paths.
  StatusOr<ModuleId> find_module(std::string_view path) const;

  int64_t vocab_size() const { return vocab_size_; }

 protected:
  ModelInfo info_;
  GenerationConfig generation_;
  int64_t vocab_size_ = 0;
};

struct LoadOptions {
  std::string name;               // as hosted
  DType dtype = DType::kInvalid;  // kInvalid: the checkpoint's own
  std::string device = "cpu";
};

// Loads a Hugging Face directory (config.json, generation_config.json, model.safetensors or a sharded index). Weights stay
// memory-mapped where dtype and device allow. Errors: kNotFound (a file), kUnimplemented (family, config key that the
// family does not handle; names it), kInvalidArgument (weights that miss or do not fit; names the tensor).
StatusOr<std::shared_ptr<const Model>> load_model(const std::string& directory, const LoadOptions& options);

}  // namespace interloom::models
