#include "worker/engine/generation.h"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>

#include "nlohmann/json.hpp"
#include "worker/engine/test_sink.h"
#include "worker/graph/test_graph.h"

namespace interloom::engine {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

constexpr float kOut = -std::numeric_limits<float>::infinity();

GenerationPlan sampling() {
  GenerationPlan plan;
  plan.do_sample = true;
  return plan;
}
at::Tensor row(std::vector<float> values) { return at::tensor(values).unsqueeze(0); }
at::Tensor ids(std::vector<int64_t> values) { return at::tensor(values, at::kLong).unsqueeze(0); }
void expect_scores(const at::Tensor& scores, std::vector<float> expected) {
  ASSERT_EQ(scores.numel(), static_cast<int64_t>(expected.size()));
  for (size_t i = 0; i < expected.size(); ++i)
    EXPECT_FLOAT_EQ(scores[0][static_cast<int64_t>(i)].item<float>(), expected[i]) << i;
}

TEST(ProcessLogits, GreedyLeavesThemAlone) {
  GenerationPlan plan;
  plan.top_k = 1;
  plan.temperature = 2;
  expect_scores(process_logits(plan, row({1, 3, 2}), ids({0}), {}), {1, 3, 2});
}

TEST(ProcessLogits, RepetitionPenaltyCountsSeenTokensButNoPadding) {
  GenerationPlan plan;
  plan.repetition_penalty = 2.0;
  expect_scores(process_logits(plan, row({4, -4, 4, 4}), ids({0, 1}), {}), {2, -8, 4, 4});
  expect_scores(process_logits(plan, row({4, -4, 4, 4}), ids({3, 3, 0, 1}), ids({0, 0, 1, 1})), {2, -8, 4, 4});
}

TEST(ProcessLogits, EndTokensAreSuppressedUntilTheMinimum) {
  GenerationPlan plan;
  plan.prompt_length = 2;
  plan.min_new_tokens = 1;
  plan.eos_token_ids = {1, 99};
  expect_scores(process_logits(plan, row({1, 9, 2}), ids({0, 0}), {}), {1, kOut, 2});
  expect_scores(process_logits(plan, row({1, 9, 2}), ids({0, 0, 0}), {}), {1, 9, 2});
  plan.min_new_tokens = 0;
  plan.min_length = 4;
  expect_scores(process_logits(plan, row({1, 9, 2}), ids({0, 0, 0}), {}), {1, kOut, 2});
}

TEST(ProcessLogits, TemperatureThenTopKThenTopP) {
  GenerationPlan plan = sampling();
  plan.temperature = 0.5;
  expect_scores(process_logits(plan, row({1, 2}), ids({0}), {}), {2, 4});
  plan.temperature = 1;
  plan.top_k = 2;
  expect_scores(process_logits(plan, row({1, 3, 2, 0}), ids({0}), {}), {kOut, 3, 2, kOut});
  plan.top_k = 0;
  plan.top_p = 0.5;
  expect_scores(process_logits(plan, row({0, 5, 1}), ids({0}), {}), {kOut, 5, kOut});
}

TEST(ProcessLogits, MinPKeepsWhatIsNearTheBest) {
  GenerationPlan plan = sampling();
  plan.min_p = 0.5;
  expect_scores(process_logits(plan, row({3, 2.9f, 0}), ids({0}), {}), {3, 2.9f, kOut});
  plan.min_p = 1.0;
  expect_scores(process_logits(plan, row({1, 2, 3}), ids({0}), {}), {kOut, kOut, 3});
}

TEST(PlanGeneration, OptionsWinOverTheModelsConfiguration) {
  models::GenerationConfig config;
  config.max_new_tokens = 9;
  config.eos_token_ids = {1};
  config.top_k = 3;
  GenerationOptions options;
  GenerationPlan plan = *plan_generation(options, config, 5, 100, 50, 2);
  EXPECT_EQ(plan.max_length, 14);
  EXPECT_EQ(plan.top_k, 3);
  EXPECT_EQ(plan.pad_token_id, 2);
  options.max_new_tokens = 3;
  options.eos_token_ids = {7, 8};
  options.pad_token_id = 0;
  plan = *plan_generation(options, config, 5, 100, 50, 2);
  EXPECT_EQ(plan.max_length, 8);
  EXPECT_EQ(plan.pad_token_id, 0);
  EXPECT_THAT(plan.eos_token_ids, ::testing::ElementsAre(7, 8));
}

TEST(PlanGeneration, RefusesWhatCannotBe) {
  auto refusal = [](GenerationOptions options) {
    StatusOr<GenerationPlan> plan = plan_generation(options, {}, 5, 100, 50, 0);
    return plan.ok() ? std::string() : std::string(message_of(plan.status()));
  };
  EXPECT_THAT(refusal({.max_new_tokens = -1}), HasSubstr("max_new_tokens is -1"));
  EXPECT_THAT(refusal({.max_new_tokens = 97}), HasSubstr("exceeds the model's 100 positions"));
  EXPECT_EQ(refusal({.max_new_tokens = 96}), "");
  EXPECT_THAT(refusal({.top_k = -1}), HasSubstr("top_k is -1"));
  EXPECT_THAT(refusal({.pad_token_id = 50}), HasSubstr("pad_token_id is 50"));
  EXPECT_THAT(refusal({.repetition_penalty = 0.0}), HasSubstr("repetition_penalty is 0"));
  EXPECT_THAT(refusal({.min_p = 2.0}), HasSubstr("min_p is 2"));
}

// ---- Against transformers, where the reference environment and the checkpoints are there.

struct Case {
  std::vector<std::vector<int64_t>> ids;
  json options;
  std::optional<uint64_t> seed;
};

std::vector<Case> cases() {
  std::vector<std::vector<int64_t>> prompt = {{5, 77, 130, 9}}, ragged = {{5, 77, 130, 9, 3}, {42, 8}, {11, 300, 2}};
  return {
      {prompt, {{"max_new_tokens", 24}, {"do_sample", false}}, {}},
      {ragged, {{"max_new_tokens", 16}, {"do_sample", false}}, {}},
      {prompt, {{"max_new_tokens", 24}, {"do_sample", false}, {"repetition_penalty", 1.4}}, {}},
      {ragged, {{"max_new_tokens", 12}, {"do_sample", false}, {"repetition_penalty", 1.8}}, {}},
      {prompt, {{"max_new_tokens", 24}, {"do_sample", true}}, 1},
      {ragged, {{"max_new_tokens", 16}, {"do_sample", true}, {"temperature", 0.7}, {"top_k", 20}}, 2},
      {prompt, {{"max_new_tokens", 24}, {"do_sample", true}, {"top_p", 0.8}, {"top_k", 0}}, 3},
      {prompt, {{"max_new_tokens", 24}, {"do_sample", true}, {"min_p", 0.1}, {"temperature", 1.5}}, 4},
      {prompt, {{"max_new_tokens", 24}, {"do_sample", true}, {"min_new_tokens", 20}, {"repetition_penalty", 1.2}}, 5},
      {prompt, {{"do_sample", false}}, {}},
      {prompt, {{"do_sample", false}, {"max_length", 11}}, {}},
  };
}

Graph graph_of(const Case& c) {
  Graph graph;
  graph.invokes.push_back(graph::invoke(c.ids, {}));
  GenerationOptions& options = graph.generate.emplace();
  options.seed = c.seed;
  auto number = [&](const char* name, auto& out) {
    if (c.options.contains(name)) out = c.options[name].get<typename std::decay_t<decltype(out)>::value_type>();
  };
  number("max_new_tokens", options.max_new_tokens);
  number("min_new_tokens", options.min_new_tokens);
  number("max_length", options.max_length);
  number("top_k", options.top_k);
  number("do_sample", options.do_sample);
  number("temperature", options.temperature);
  number("top_p", options.top_p);
  number("min_p", options.min_p);
  number("repetition_penalty", options.repetition_penalty);
  return graph;
}

// What transformers generates: the cases of the first directory, then of the next.
std::vector<json> reference(const std::vector<std::string>& directories) {
  std::string file = std::filesystem::temp_directory_path() / "generation_cases_XXXXXX";
  const int descriptor = mkstemp(file.data());
  if (descriptor < 0) return {};
  close(descriptor);
  json all = json::array();
  for (const Case& c : cases()) {
    json seed = nullptr;
    if (c.seed) seed = *c.seed;
    all.push_back({{"ids", c.ids}, {"options", c.options}, {"seed", seed}});
  }
  std::ofstream(file) << all;
  std::string command =
      INTERLOOM_SOURCE_DIR "/build/venv/bin/python " INTERLOOM_SOURCE_DIR "/worker/engine/testdata/reference_generate.py";
  for (const std::string& directory : directories) command += str_cat(" ", directory);
  command += str_cat(" < ", file, " 2> /dev/null");
  std::vector<json> rows;
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string line;
  std::array<char, 4096> buffer;
  while (pipe && fgets(buffer.data(), buffer.size(), pipe.get())) {
    line += buffer.data();
    if (line.back() != '\n') continue;
    rows.push_back(json::parse(line));
    line.clear();
  }
  std::filesystem::remove(file);
  return rows;
}

void expect_same(const std::string& directory, const json* expected) {
  EngineOptions options;
  options.name = "m";
  options.directory = directory;
  options.dtype = "float32";
  StatusOr<std::unique_ptr<Engine>> engine = make_engine(options);
  ASSERT_TRUE(engine.ok()) << engine.status();
  for (const Case& c : cases()) {
    const json& theirs = *expected++;
    const Finished result = run(**engine, graph_of(c));
    ASSERT_EQ(result.state, JobState::kCompleted) << result.status;
    const auto rows = result.generated();
    ASSERT_EQ(rows.size(), theirs.size());
    for (size_t r = 0; r < rows.size(); ++r) {
      auto row = theirs[r].get<std::vector<int64_t>>();
      ASSERT_GE(row.size(), rows[r].size());
      row.resize(rows[r].size());  // theirs has padding after the end
      EXPECT_EQ(rows[r], row) << directory << " " << c.options << " row " << r;
    }
  }
}

TEST(Generation, DrawsTheTokensOfTransformers) {
  const std::vector<std::string> directories = {INTERLOOM_SOURCE_DIR "/build/models/tiny/llama",
                                                INTERLOOM_SOURCE_DIR "/build/models/tiny/gpt2"};
  if (!std::filesystem::exists(directories[0]) || !std::filesystem::exists(INTERLOOM_SOURCE_DIR "/build/venv/bin/python")) {
    GTEST_SKIP() << "no checkpoints or no reference environment: scripts/make-models.sh --tests and scripts/setup.sh --tests make them";
  }
  const std::vector<json> expected = reference(directories);
  ASSERT_EQ(expected.size(), directories.size() * cases().size());
  for (size_t i = 0; i < directories.size(); ++i) expect_same(directories[i], expected.data() + i * cases().size());
}

}  // namespace
}  // namespace interloom::engine
