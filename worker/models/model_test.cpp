#include "worker/models/model.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "worker/models/test_checkpoint.h"

namespace interloom::models {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TempDir;
using testing::write_llama;

std::shared_ptr<const Model> small_llama() {
  const TempDir dir;  // the mapping outlives the file's name
  write_llama(dir);
  auto model = load_model(dir.path(), {"small", DType::kInvalid, "cpu"});
  EXPECT_TRUE(model.ok()) << model.status();
  return *model;
}

at::Tensor ids(std::vector<int64_t> row) { return at::tensor(row, at::kLong).unsqueeze(0); }
at::Tensor logits(const IoValue& output) { return std::get<std::shared_ptr<IoRecord>>(output.kind())->fields[0].second.tensor(); }

// Arms what a test names and calls its functions.
class TestSink final : public HookSink {
 public:
  explicit TestSink(const Model& model) : model_(model), armed_(model.info().modules.size(), 0) {}
  void arm(const std::string& path, uint8_t bits) { armed_[static_cast<size_t>(*model_.find_module(path))] = bits; }
  const uint8_t* armed() const override { return armed_.data(); }
  std::optional<IoValue> before(ModuleId id, IoInputs& inputs) override {
    events.push_back("> " + path(id));
    return on_before ? on_before(path(id), inputs) : std::nullopt;
  }
  void after(ModuleId id, IoValue& output) override {
    events.push_back("< " + path(id));
    if (on_after) on_after(path(id), output);
  }
  void checkpoint() override {
    events.push_back("checkpoint");
    if (on_checkpoint) on_checkpoint();
  }
  std::vector<std::string> events;
  std::function<std::optional<IoValue>(const std::string&, IoInputs&)> on_before;
  std::function<void(const std::string&, IoValue&)> on_after;
  std::function<void()> on_checkpoint;

 private:
  std::string path(ModuleId id) const { return model_.info().modules[static_cast<size_t>(id)].path; }
  const Model& model_;
  std::vector<uint8_t> armed_;
};

class ModelTest : public ::testing::Test {
 protected:
  IoValue run(const at::Tensor& input, KvCache* cache = nullptr, int64_t keep = 0) {
    ForwardArgs args;
    args.input_ids = input;
    args.cache = cache;
    args.logits_to_keep = keep;
    args.hooks = &sink_;
    return model_->forward(args);
  }
  c10::InferenceMode inference_;
  std::shared_ptr<const Model> model_ = small_llama();
  TestSink sink_{*model_};
  at::Tensor input_ = ids({4, 8, 15, 16, 23});
};

TEST_F(ModelTest, HooksFireInExecutionOrder) {
  for (const char* path : {"model.layers.0.mlp", "model.layers.0.self_attn", "model.layers.0", "lm_head"})
    sink_.arm(path, kArmedOutput);
  run(input_);
  EXPECT_THAT(sink_.events,
              ElementsAre("> model.layers.0", "> model.layers.0.self_attn", "< model.layers.0.self_attn", "> model.layers.0.mlp",
                          "< model.layers.0.mlp", "< model.layers.0", "checkpoint", "checkpoint", "> lm_head", "< lm_head"));
}

TEST_F(ModelTest, ArmingTheEnclosingModuleFromWithin) {
  sink_.arm("model.layers.0.mlp", kArmedInput);
  sink_.on_before = [&](const std::string& path, IoInputs&) {
    if (path == "model.layers.0.mlp") sink_.arm("model.layers.0", kArmedOutput);
    return std::nullopt;
  };
  run(input_);
  EXPECT_THAT(sink_.events,
              ElementsAre("> model.layers.0.mlp", "< model.layers.0.mlp", "< model.layers.0", "checkpoint", "checkpoint"));
}

TEST_F(ModelTest, ReplacedOutputIsWhatRunsOn) {
  const at::Tensor plain = logits(run(input_));
  sink_.arm("model.layers.1", kArmedOutput);
  sink_.on_after = [](const std::string&, IoValue& output) { output = output.tensor() * 0; };
  const at::Tensor zeroed = logits(run(input_));
  EXPECT_FALSE(at::equal(zeroed, plain));
  EXPECT_TRUE(at::equal(zeroed, at::zeros_like(zeroed)));  // the norm of zeros is zero
}

TEST_F(ModelTest, EditInPlaceIsWhatRunsOn) {
  sink_.arm("model.norm", kArmedOutput);
  sink_.on_after = [](const std::string&, IoValue& output) { const_cast<at::Tensor&>(output.tensor()).zero_(); };
  const at::Tensor zeroed = logits(run(input_));
  EXPECT_TRUE(at::equal(zeroed, at::zeros_like(zeroed)));
}

TEST_F(ModelTest, ReplacedInputIsWhatRuns) {
  sink_.arm("model.embed_tokens", kArmedInput);
  sink_.on_before = [](const std::string&, IoInputs& inputs) {
    inputs.args[0] = ids({1, 2, 3, 4, 5});
    return std::nullopt;
  };
  const at::Tensor replaced = logits(run(input_));
  TestSink idle(*model_);
  ForwardArgs args;
  args.input_ids = ids({1, 2, 3, 4, 5});
  args.hooks = &idle;
  EXPECT_TRUE(at::equal(replaced, logits(model_->forward(args))));
}

TEST_F(ModelTest, SkippedModuleDoesNotRunNorAnythingInside) {
  sink_.arm("model.layers.0.mlp", kArmedInput);
  sink_.arm("model.layers.0.mlp.gate_proj", kArmedOutput);
  sink_.on_before = [](const std::string& path, IoInputs& inputs) -> std::optional<IoValue> {
    return path == "model.layers.0.mlp" ? std::optional<IoValue>(inputs.args[0].tensor() * 0) : std::nullopt;
  };
  run(input_);
  EXPECT_THAT(sink_.events, ElementsAre("> model.layers.0.mlp", "< model.layers.0.mlp", "checkpoint", "checkpoint"));
}

TEST_F(ModelTest, SkippedAttentionNeedsATuple) {
  sink_.arm("model.layers.0.self_attn", kArmedInput);
  sink_.on_before = [](const std::string&, IoInputs& inputs) -> std::optional<IoValue> { return inputs.kwargs[0].second; };
  try {
    run(input_);
    FAIL() << "a tensor passed for a tuple";
  } catch (const c10::Error& error) {
    EXPECT_THAT(error.what_without_backtrace(),
                HasSubstr("model.layers.0.self_attn: its output must stay a tuple of 2, not Tensor[1, 5, 16]"));
  }
}

TEST_F(ModelTest, WrongReplacementNamesTheModule) {
  sink_.arm("model.layers.0.mlp", kArmedOutput);
  sink_.on_after = [](const std::string&, IoValue& output) { output = IoValue(); };
  try {
    run(input_);
    FAIL() << "None passed for a tensor";
  } catch (const c10::Error& error) {
    EXPECT_THAT(error.what_without_backtrace(), HasSubstr("model.layers.0.mlp: its output must stay a Tensor, not None"));
  }
}

TEST_F(ModelTest, StopEndsThePassAndLeavesTheCacheAsItWas) {
  const auto cache = model_->make_cache();
  run(input_, cache.get());
  EXPECT_EQ(cache->length(), 5);
  sink_.on_checkpoint = [] { throw StopForward{}; };
  EXPECT_THROW(run(ids({1}), cache.get()), StopForward);
  EXPECT_EQ(cache->length(), 5);
  sink_.on_checkpoint = nullptr;
  const at::Tensor next = logits(run(ids({42}), cache.get()));
  EXPECT_TRUE(at::allclose(next.select(1, 0), logits(run(ids({4, 8, 15, 16, 23, 42}))).select(1, 5), 1e-4, 1e-5));
}

TEST_F(ModelTest, DecodingWithACacheEqualsTheWholePass) {
  std::vector<int64_t> row;
  for (int64_t i = 0; i < 64; ++i) row.push_back(i * 7 % 50);
  const at::Tensor whole = logits(run(ids(row)));
  const auto cache = model_->make_cache();
  run(ids({row.begin(), row.begin() + 10}), cache.get(), 1);
  for (size_t i = 10; i < row.size(); i += 3) {
    const at::Tensor step =
        logits(run(ids({row.begin() + static_cast<long>(i), row.begin() + static_cast<long>(i) + 3}), cache.get()));
    EXPECT_TRUE(at::allclose(step, whole.narrow(1, static_cast<int64_t>(i), 3), 1e-4, 1e-5)) << i;
  }
}

TEST_F(ModelTest, CacheOfAnotherBatchIsRefused) {
  const auto cache = model_->make_cache();
  run(input_, cache.get());
  EXPECT_THROW(run(ids({1}).expand({2, 1}), cache.get()), c10::Error);
}

TEST_F(ModelTest, LayerSkippedInAPassHasNoPositionsOfIt) {
  const auto skipped = model_->make_cache(), whole = model_->make_cache();
  sink_.arm("model.layers.1.self_attn", kArmedInput);
  sink_.on_before = [](const std::string&, IoInputs& inputs) -> std::optional<IoValue> {
    return IoValue::tuple({inputs.kwargs[0].second.tensor() * 0, IoValue()});
  };
  run(input_, skipped.get());
  sink_.on_before = nullptr;
  run(input_, whole.get());
  // Layer 1 sees the new token alone; what it returns is finite and no leftover of other memory, and the same every time.
  const at::Tensor first = logits(run(ids({42}), skipped.get()));
  EXPECT_EQ(skipped->length(), 6);
  EXPECT_TRUE(at::isfinite(first).all().item<bool>());
  EXPECT_FALSE(at::allclose(first, logits(run(ids({42}), whole.get()))));
}

TEST_F(ModelTest, LogitsToKeep) {
  const at::Tensor all = logits(run(input_));
  EXPECT_TRUE(at::allclose(logits(run(input_, nullptr, 2)), all.slice(1, 3), 1e-5, 1e-6));
  EXPECT_EQ(logits(run(input_, nullptr, 99)).size(1), 5);
}

TEST_F(ModelTest, PaddedRowEqualsTheRowAlone) {
  ForwardArgs args;
  args.input_ids = at::tensor(std::vector<int64_t>{0, 0, 4, 8, 15, 16, 23, 42}, at::kLong).view({2, 4});
  args.attention_mask = at::tensor(std::vector<int64_t>{0, 0, 1, 1, 1, 1, 1, 1}, at::kLong).view({2, 4});
  const at::Tensor both = logits(model_->forward(args));
  EXPECT_TRUE(at::allclose(both.select(0, 0).slice(0, 2), logits(run(ids({4, 8})))[0], 1e-4, 1e-5));
  EXPECT_TRUE(at::allclose(both.select(0, 1), logits(run(ids({15, 16, 23, 42})))[0], 1e-4, 1e-5));
}

TEST_F(ModelTest, ShapesOfArgumentsAreChecked) {
  ForwardArgs args;
  args.input_ids = input_[0];
  EXPECT_THROW(model_->forward(args), c10::Error);
  args.input_ids = input_;
  args.attention_mask = at::ones({1, 4}, at::kLong);
  EXPECT_THROW(model_->forward(args), c10::Error);
}

TEST_F(ModelTest, SideCallEqualsWhatTheModuleDidInThePass) {
  for (const char* path :
       {"model.embed_tokens", "model.layers.1", "model.layers.1.self_attn", "model.layers.1.mlp", "model.layers.1.mlp.act_fn",
        "model.layers.0.input_layernorm", "model.rotary_emb", "model", "lm_head", ""}) {
    TestSink sink(*model_);
    const ModuleId id = *model_->find_module(path);
    sink.arm(path, kArmedInput | kArmedOutput);
    IoInputs seen;
    at::Tensor want;
    sink.on_before = [&](const std::string&, IoInputs& inputs) {
      seen = inputs;
      return std::nullopt;
    };
    sink.on_after = [&](const std::string&, IoValue& output) { want = output.first_tensor(); };
    ForwardArgs args;
    args.input_ids = input_;
    args.hooks = &sink;
    model_->forward(args);
    const auto got = model_->call_module(id, seen);
    ASSERT_TRUE(got.ok()) << path << got.status();
    EXPECT_TRUE(at::equal(got->first_tensor(), want)) << path;
  }
}

TEST_F(ModelTest, SideCallByKeyword) {
  const at::Tensor x = at::randn({1, 3, 16});
  const ModuleId head = *model_->find_module("lm_head");
  const auto positional = model_->call_module(head, {{x}, {}}), keyword = model_->call_module(head, {{}, {{"input", x}}});
  ASSERT_TRUE(positional.ok() && keyword.ok());
  EXPECT_TRUE(at::equal(positional->tensor(), keyword->tensor()));
}

TEST_F(ModelTest, WrongSideCallsSayWhatTheModuleTakes) {
  const auto error = [&](const char* path, IoInputs inputs) {
    const auto result = model_->call_module(*model_->find_module(path), inputs);
    EXPECT_EQ(result.status().code(), StatusCode::kInvalidArgument) << path;
    return std::string(message_of(result.status()));
  };
  const at::Tensor x = at::randn({1, 3, 16});
  EXPECT_THAT(error("lm_head", {{at::randn({1, 3, 15})}, {}}), HasSubstr("module 'lm_head'"));
  EXPECT_THAT(error("lm_head", {{at::randn({1, 3, 15})}, {}}), HasSubstr("takes (input: Tensor[..., 16])"));
  EXPECT_THAT(error("lm_head", {{x.to(at::kLong)}, {}}), HasSubstr("module 'lm_head'"));
  EXPECT_THAT(error("lm_head", {{}, {}}), HasSubstr("missing required argument 'input'"));
  EXPECT_THAT(error("lm_head", {{x, x}, {}}), HasSubstr("at most 1 positional"));
  EXPECT_THAT(error("lm_head", {{x}, {{"input", x}}}), HasSubstr("multiple values"));
  EXPECT_THAT(error("lm_head", {{}, {{"inputs", x}}}), HasSubstr("unexpected keyword argument 'inputs'"));
  EXPECT_THAT(error("lm_head", {{IoValue(int64_t{3})}, {}}), HasSubstr("must be Tensor"));
  EXPECT_THAT(error("model.embed_tokens", {{ids({50})}, {}}), HasSubstr("it has 50 rows"));
  EXPECT_THAT(error("model.embed_tokens", {{ids({-1})}, {}}), HasSubstr("-1"));
  EXPECT_THAT(error("model.embed_tokens", {{x}, {}}), HasSubstr("ids must be int64"));
  EXPECT_THAT(error("model.layers.0.self_attn", {{x}, {}}), HasSubstr("'position_embeddings'"));
  EXPECT_THAT(error("model.layers.0.input_layernorm", {{at::randn({2, 7})}, {}}),
              HasSubstr("takes (hidden_states: Tensor[..., 16])"));
  EXPECT_THAT(error("model.layers", {{x}, {}}), HasSubstr("'model.layers' (ModuleList) has no forward"));
  EXPECT_THAT(error("", {{}, {}}), HasSubstr("exactly one of input_ids or inputs_embeds"));
  EXPECT_FALSE(model_->call_module(-1, {}).ok());
  EXPECT_FALSE(model_->call_module(9999, {}).ok());
}

TEST_F(ModelTest, NothingHandedOutAliasesWeights) {
  const auto embed = [&] { return model_->call_module(*model_->find_module("model.embed_tokens"), {{ids({7})}, {}})->tensor(); };
  const at::Tensor before = embed().clone();
  embed().zero_();
  EXPECT_TRUE(at::equal(embed(), before));
}

TEST_F(ModelTest, UnknownPathNamesTheNearest) {
  const auto missing = model_->find_module("model.layer.1.mlp");
  EXPECT_EQ(missing.status().code(), StatusCode::kNotFound);
  EXPECT_THAT(std::string(message_of(missing.status())), HasSubstr("model.layers.1.mlp"));
}

TEST(ModelGrad, GradientsReachAHiddenStateAndWeightsRecordNone) {
  const auto model = small_llama();
  TestSink sink(*model);
  sink.arm("model.layers.0", kArmedOutput);
  at::Tensor hidden;
  sink.on_after = [&](const std::string&, IoValue& output) { hidden = output.tensor().requires_grad_(); };
  ForwardArgs args;
  args.input_ids = ids({1, 2, 3});
  args.hooks = &sink;
  logits(model->forward(args)).sum().backward();
  EXPECT_GT(hidden.grad().abs().sum().item<double>(), 0);
}

TEST(ModelGrad, GradientsWithACacheEqualThoseWithout) {
  const auto model = small_llama();
  const auto gradient = [&](KvCache* cache) {
    TestSink sink(*model);
    sink.arm("model.embed_tokens", kArmedOutput);
    at::Tensor hidden;
    sink.on_after = [&](const std::string&, IoValue& output) { hidden = output.tensor().requires_grad_(); };
    ForwardArgs args;
    args.input_ids = ids({1, 2, 3});
    args.hooks = &sink;
    args.cache = cache;
    logits(model->forward(args)).select(1, 2).sum().backward();
    return hidden.grad();
  };
  const auto cache = model->make_cache();
  EXPECT_TRUE(at::allclose(gradient(cache.get()), gradient(nullptr), 1e-4, 1e-6));
  EXPECT_EQ(cache->length(), 3);
}

}  // namespace
}  // namespace interloom::models
