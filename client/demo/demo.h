// The demonstrations: each runs its jobs on a hosted model and shows the result as a person would want to read it.
#pragma once

#include <string>
#include <vector>

#include "client/cpp/client.h"
#include "client/cpp/graph_builder.h"
#include "client/demo/terminal.h"
#include "common/status.h"

namespace interloom::demo {

// How the model names what the demonstrations look at.
struct ModelPaths {
  std::vector<std::string> layers;  // "model.layers.0", …
  std::string final_norm;           // "model.norm"
  std::string head;                 // "lm_head"
};

struct Demo {
  client::Client& client;
  Terminal& terminal;
  std::string model;
  ModelPaths paths;
};

// From the module tree of a Llama- or GPT-2-like model. kInvalidArgument when it is neither.
StatusOr<ModelPaths> find_paths(const ModelInfo& info);

// A job that must complete: its error is the error.
StatusOr<client::JobResult> run_job(Demo& demo, const client::GraphBuilder& graph, client::RunOptions options = {},
                                    bool stream_tokens = false);

// The likeliest next tokens with their probabilities, from a graph that called save_top.
struct Guess {
  std::string text;
  double probability = 0;
};
void save_top(client::Scope scope, const client::Value& logits, int count, const std::string& key);
StatusOr<std::vector<Guess>> read_top(const client::JobResult& result, const std::string& key);

// What every layer would say, if it were the last: one job that decodes the hidden state of the last position layer by layer.
Status show_lens(Demo& demo);
// The hidden state of one prompt put into another: the answer changes; then where in the model the fact lies.
Status show_patch(Demo& demo);
// A direction between two words, added to a layer at every step of a generation.
Status show_steer(Demo& demo);

}  // namespace interloom::demo
