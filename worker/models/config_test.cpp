#include "worker/models/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "worker/models/model.h"
#include "worker/models/test_checkpoint.h"

namespace interloom::models {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::llama_config;
using testing::llama_tensors;
using testing::TempDir;
using testing::write_llama;

Status load_status(const nlohmann::json& config) {
  const TempDir dir;
  write_llama(dir, config);
  return load_model(dir.path(), {"m", DType::kInvalid, "cpu"}).status();
}

Status with(const char* key, nlohmann::json value) {
  nlohmann::json config = llama_config();
  config[key] = std::move(value);
  return load_status(config);
}

std::string message(const Status& status) { return std::string(message_of(status)); }

TEST(Config, KnownKeysLoad) {
  EXPECT_TRUE(load_status(llama_config()).ok()) << load_status(llama_config());
  EXPECT_TRUE(with("quantization_config", nullptr).ok());
  EXPECT_TRUE(with("pretraining_tp", 1).ok());
  EXPECT_TRUE(with("unheard_of", nullptr).ok());
}

TEST(Config, UnknownKeyIsRefusedByName) {
  const Status status = with("attn_logit_softcapping", 50.0);
  EXPECT_EQ(status.code(), StatusCode::kUnimplemented);
  EXPECT_THAT(message(status), HasSubstr("'attn_logit_softcapping'"));
}

TEST(Config, KeyThatAsksForMoreIsRefusedByName) {
  for (const auto& [key, value] : std::map<std::string, nlohmann::json>{{"quantization_config", {{"bits", 4}}},
                                                                        {"sliding_window", 128},
                                                                        {"is_encoder_decoder", true},
                                                                        {"partial_rotary_factor", 0.5}}) {
    const Status status = with(key.c_str(), value);
    EXPECT_EQ(status.code(), StatusCode::kUnimplemented) << key;
    EXPECT_THAT(message(status), HasSubstr("'" + key + "'"));
  }
}

TEST(Config, WrongFamilyHeadDtypeAndActivation) {
  EXPECT_THAT(message(with("model_type", "mamba")), HasSubstr("'mamba' is not handled; these are: gpt2, llama"));
  EXPECT_EQ(with("model_type", "mamba").code(), StatusCode::kUnimplemented);
  EXPECT_THAT(message(with("architectures", {"LlamaForSequenceClassification"})), HasSubstr("only LlamaForCausalLM"));
  EXPECT_THAT(message(with("dtype", "float8_e4m3fn")), HasSubstr("dtype 'float8_e4m3fn'"));
  EXPECT_THAT(message(with("hidden_act", "gelu_nwe")), HasSubstr("did you mean 'gelu_new'"));
}

TEST(Config, NumbersOutOfRange) {
  EXPECT_THAT(message(with("hidden_size", -1)), HasSubstr("'hidden_size' is -1"));
  EXPECT_THAT(message(with("hidden_size", "16")), HasSubstr("'hidden_size'"));
  EXPECT_THAT(message(with("num_hidden_layers", 1e12)), HasSubstr("'num_hidden_layers'"));
  EXPECT_THAT(message(with("num_key_value_heads", 3)), HasSubstr("num_key_value_heads 3"));
  EXPECT_THAT(message(with("head_dim", 5)), HasSubstr("head_dim 5 is odd"));
  EXPECT_THAT(message(with("rms_norm_eps", "small")), HasSubstr("'rms_norm_eps'"));
}

TEST(Config, RopeTypes) {
  EXPECT_TRUE(with("rope_scaling", {{"type", "linear"}, {"factor", 2.0}}).ok());
  EXPECT_TRUE(with("rope_parameters", {{"rope_type", "default"}, {"rope_theta", 5000.0}}).ok());
  EXPECT_THAT(message(with("rope_scaling", {{"rope_type", "yarn"}, {"factor", 2.0}})), HasSubstr("rope_type 'yarn'"));
  EXPECT_EQ(with("rope_scaling", {{"rope_type", "yarn"}}).code(), StatusCode::kUnimplemented);
  EXPECT_THAT(message(with("rope_scaling", {{"rope_type", "linear"}})), HasSubstr("'factor'"));
  EXPECT_THAT(message(with("rope_scaling", {{"rope_type", "linear"}, {"factor", 2.0}, {"mscale", 1.0}})), HasSubstr("'mscale'"));
  EXPECT_THAT(message(with("rope_theta", 0)), HasSubstr("'rope_theta'"));
  EXPECT_THAT(message(with("rope_parameters", {{"rope_theta", 1e4}, {"partial_rotary_factor", 0.5}})),
              HasSubstr("partial_rotary_factor"));
  EXPECT_THAT(message(with("rope_scaling", 3)), HasSubstr("'rope_scaling' is not an object"));
}

TEST(Config, MissingAndBrokenFiles) {
  const TempDir dir;
  EXPECT_EQ(load_model(dir.path(), {}).status().code(), StatusCode::kNotFound);
  EXPECT_EQ(load_model(dir.path() + "/none", {}).status().code(), StatusCode::kNotFound);
  dir.write("config.json", "{");
  EXPECT_THAT(message(load_model(dir.path(), {}).status()), HasSubstr("config.json: not valid JSON"));
  dir.write("config.json", llama_config().dump());
  EXPECT_THAT(message(load_model(dir.path(), {}).status()), HasSubstr("neither model.safetensors nor"));
}

TEST(Config, WeightsThatMissMismatchOrAreTooMany) {
  const auto status_of = [](const testing::Tensors& tensors) {
    const TempDir dir;
    write_llama(dir, llama_config(), tensors);
    return load_model(dir.path(), {}).status();
  };
  testing::Tensors tensors = llama_tensors();
  tensors.erase("model.layers.1.mlp.up_proj.weight");
  EXPECT_EQ(status_of(tensors).code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(message(status_of(tensors)), HasSubstr("'model.layers.1.mlp.up_proj.weight'"));
  tensors = llama_tensors();
  tensors["model.norm.weight"] = at::ones({17});
  EXPECT_THAT(message(status_of(tensors)), HasSubstr("'model.norm.weight' is [17]"));
  tensors = llama_tensors();
  tensors["model.layers.0.self_attn.q_norm.weight"] = at::ones({4});
  EXPECT_EQ(status_of(tensors).code(), StatusCode::kUnimplemented);
  EXPECT_THAT(message(status_of(tensors)), HasSubstr("no place for tensor 'model.layers.0.self_attn.q_norm.weight'"));
}

TEST(Config, LoadOptions) {
  const TempDir dir;
  write_llama(dir);
  const auto half = load_model(dir.path(), {"m", DType::kBFloat16, "cpu"});
  ASSERT_TRUE(half.ok()) << half.status();
  EXPECT_EQ((*half)->info().dtype, "bfloat16");
  EXPECT_EQ((*half)->info().max_length, 64);
  EXPECT_EQ((*half)->vocab_size(), 50);
  EXPECT_EQ(load_model(dir.path(), {"m", DType::kInt64, "cpu"}).status().code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(message(load_model(dir.path(), {"m", DType::kInvalid, "gpu"}).status()), HasSubstr("device 'gpu'"));
}

StatusOr<GenerationConfig> generation(const char* json, nlohmann::json config = llama_config()) {
  const TempDir dir;
  if (json) dir.write("generation_config.json", json);
  return load_generation_config(dir.path(), Config(std::move(config)));
}

TEST(GenerationConfig, OwnFileOverDefaults) {
  const auto config =
      generation(R"({"eos_token_id": 9, "pad_token_id": 0, "do_sample": true, "temperature": 0.6, "top_p": 0.9, "top_k": null,
                                     "max_new_tokens": 12, "min_p": 0.05, "_from_model_config": true})");
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_THAT(config->eos_token_ids, ElementsAre(9));
  EXPECT_EQ(config->pad_token_id, 0);
  EXPECT_FALSE(config->bos_token_id.has_value());  // config.json's are for when there is no file
  EXPECT_TRUE(config->do_sample);
  EXPECT_DOUBLE_EQ(config->temperature, 0.6);
  EXPECT_EQ(config->top_k, 50);
  EXPECT_EQ(config->max_length, 20);
  EXPECT_EQ(config->max_new_tokens, 12);
  EXPECT_EQ(config->min_p, 0.05);
}

TEST(GenerationConfig, WithoutFileFromConfigJson) {
  const auto config = generation(nullptr);
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_THAT(config->eos_token_ids, ElementsAre(2, 3));
  EXPECT_EQ(config->bos_token_id, 1);
  EXPECT_FALSE(config->pad_token_id.has_value());
}

TEST(GenerationConfig, RefusesWhatItDoesNotDo) {
  EXPECT_THAT(message(generation(R"({"num_beams": 4})").status()), HasSubstr("'num_beams' is 4"));
  EXPECT_EQ(generation(R"({"num_beams": 4})").status().code(), StatusCode::kUnimplemented);
  EXPECT_THAT(message(generation(R"({"no_such_setting": 1})").status()), HasSubstr("'no_such_setting'"));
  EXPECT_THAT(message(generation(R"({"eos_token_id": "x"})").status()), HasSubstr("'eos_token_id'"));
  EXPECT_THAT(message(generation("[]").status()), HasSubstr("generation_config.json"));
}

TEST(PythonFloat, PrintsAsRepr) {
  EXPECT_EQ(python_float(1e-5), "1e-05");
  EXPECT_EQ(python_float(0.0001), "0.0001");
  EXPECT_EQ(python_float(0.1), "0.1");
  EXPECT_EQ(python_float(1), "1.0");
  EXPECT_EQ(python_float(0), "0.0");
  EXPECT_EQ(python_float(1e16), "1e+16");
  EXPECT_EQ(python_float(123456.75), "123456.75");
}

}  // namespace
}  // namespace interloom::models
