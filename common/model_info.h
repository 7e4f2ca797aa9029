// What a hosted model is, without its weights: for status, trees, name completion and validation.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace interloom {

// A module as PyTorch would print it. Index 0 is the root; children come after their parent.
struct ModuleNode {
  std::string path;        // "model.layers.0.self_attn"; the root's is ""
  std::string class_name;  // "LlamaAttention"
  std::string extra;       // extra_repr(): "in_features=576, out_features=576, bias=False"
  int32_t parent = -1;
  bool called = true;      // false: no forward of its own (ModuleList) or never run by the parent
};

struct ModelInfo {
  std::string name;          // as hosted: "smollm2"
  std::string class_name;    // "LlamaForCausalLM"
  std::string dtype;         // "float32"
  std::string device;        // "cpu"
  uint64_t parameters = 0;
  uint64_t bytes = 0;
  int64_t max_length = 0;    // positions
  std::vector<ModuleNode> modules;
  std::map<std::string, std::string> versions;  // what it follows and runs on: "transformers", "torch", "interloom"
};

// The tree as print(model) shows it in PyTorch: "(0-29): 30 x LlamaDecoderLayer(…)" for equal siblings.
std::string format_module_tree(const std::vector<ModuleNode>& modules);

}  // namespace interloom
