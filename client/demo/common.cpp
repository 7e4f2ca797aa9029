#include <algorithm>

#include "client/demo/demo.h"

namespace interloom::demo {

using client::Scope;
using client::Value;

StatusOr<ModelPaths> find_paths(const ModelInfo& info) {
  const auto has = [&](std::string_view path) {
    return std::any_of(info.modules.begin(), info.modules.end(), [&](const ModuleNode& module) { return module.path == path; });
  };
  for (const auto& [layers, norm] : {std::pair{"model.layers.", "model.norm"}, std::pair{"transformer.h.", "transformer.ln_f"}}) {
    ModelPaths paths{{}, norm, "lm_head"};
    while (has(str_cat(layers, paths.layers.size()))) paths.layers.push_back(str_cat(layers, paths.layers.size()));
    if (!paths.layers.empty() && has(paths.final_norm) && has(paths.head)) return paths;
  }
  return invalid_argument("model '", info.name, "' (", info.class_name,
                          ") is not built like Llama or GPT-2, which this demo knows");
}

StatusOr<client::JobResult> run_job(Demo& demo, const client::GraphBuilder& graph, client::RunOptions options,
                                    bool stream_tokens) {
  JobSpec spec;
  spec.model = demo.model;
  spec.stream_tokens = stream_tokens;
  ASSIGN_OR_RETURN(spec.graph, graph.build());
  ASSIGN_OR_RETURN(client::JobResult result, demo.client.run(std::move(spec), options));
  RETURN_IF_ERROR(result.status);
  return result;
}

// logits: [1, vocabulary].
void save_top(Scope scope, const Value& logits, int count, const std::string& key) {
  const Value top = scope.op("aten::topk", {scope.op("aten::softmax.int", {logits, -1}), count});
  for (int i = 0; i < count; ++i) {
    const Value token = scope.op("aten::item", {top[1][{0, i}]});
    scope.save(str_cat(key, ".token", i), scope.call("tokenizer.decode", {client::list({token})}));
  }
  top[0][0].save(key + ".probabilities");
}

StatusOr<std::vector<Guess>> read_top(const client::JobResult& result, const std::string& key) {
  ASSIGN_OR_RETURN(const std::vector<float> probabilities, result[key + ".probabilities"].floats());
  std::vector<Guess> guesses;
  for (size_t i = 0; i < probabilities.size(); ++i) {
    ASSIGN_OR_RETURN(std::string text, result[str_cat(key, ".token", i)].text());
    guesses.push_back({std::move(text), probabilities[i]});
  }
  return guesses;
}

}  // namespace interloom::demo
