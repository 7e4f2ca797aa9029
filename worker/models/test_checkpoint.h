// Small checkpoints that tests write themselves. Tests only.
#pragma once

#include <ATen/ATen.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "common/temp_dir.h"

namespace interloom::models::testing {

using interloom::TempDir;

inline std::string with_length(const std::string& header, const std::string& data = "") {
  const uint64_t size = header.size();
  return std::string(reinterpret_cast<const char*>(&size), 8) + header + data;
}

using Tensors = std::map<std::string, at::Tensor>;

inline std::string safetensors(const Tensors& tensors) {
  nlohmann::json header = nlohmann::json::object();
  std::string data;
  for (const auto& [name, tensor] : tensors) {
    const char* dtype = tensor.scalar_type() == at::kBFloat16 ? "BF16" : tensor.scalar_type() == at::kHalf ? "F16" : "F32";
    header[name] = {
        {"dtype", dtype}, {"shape", tensor.sizes().vec()}, {"data_offsets", {data.size(), data.size() + tensor.nbytes()}}};
    data.append(static_cast<const char*>(tensor.const_data_ptr()), tensor.nbytes());
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  return with_length(text, data);
}

inline nlohmann::json llama_config() {
  return {{"model_type", "llama"},
          {"architectures", {"LlamaForCausalLM"}},
          {"vocab_size", 50},
          {"hidden_size", 16},
          {"intermediate_size", 24},
          {"num_hidden_layers", 2},
          {"num_attention_heads", 4},
          {"num_key_value_heads", 2},
          {"max_position_embeddings", 64},
          {"rms_norm_eps", 1e-6},
          {"hidden_act", "silu"},
          {"tie_word_embeddings", true},
          {"bos_token_id", 1},
          {"eos_token_id", {2, 3}},
          {"rope_theta", 10000.0},
          {"dtype", "float32"}};
}

inline Tensors llama_tensors() {
  at::manual_seed(7);
  const auto random = [](at::IntArrayRef shape) { return at::randn(shape) * 0.2; };
  Tensors out{{"model.embed_tokens.weight", random({50, 16})}, {"model.norm.weight", random({16}) + 1}};
  for (const std::string layer : {"model.layers.0.", "model.layers.1."}) {
    out[layer + "input_layernorm.weight"] = random({16}) + 1;
    out[layer + "post_attention_layernorm.weight"] = random({16}) + 1;
    out[layer + "self_attn.q_proj.weight"] = random({16, 16});
    out[layer + "self_attn.k_proj.weight"] = random({8, 16});
    out[layer + "self_attn.v_proj.weight"] = random({8, 16});
    out[layer + "self_attn.o_proj.weight"] = random({16, 16});
    out[layer + "mlp.gate_proj.weight"] = random({24, 16});
    out[layer + "mlp.up_proj.weight"] = random({24, 16});
    out[layer + "mlp.down_proj.weight"] = random({16, 24});
  }
  return out;
}

inline void write_llama(const TempDir& dir, const nlohmann::json& config = llama_config(),
                        const Tensors& tensors = llama_tensors()) {
  dir.write("config.json", config.dump());
  dir.write("model.safetensors", safetensors(tensors));
}

}  // namespace interloom::models::testing
