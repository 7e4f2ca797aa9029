#include "worker/models/config.h"

#include <ATen/ATen.h>

#include <charconv>
#include <cmath>

#include "worker/models/dtype.h"

namespace interloom::models {

namespace {

// Keys of PreTrainedConfig, and of earlier releases, that no family's forward reads.
constexpr KeyRule kCommonKeys[] = {
    {"model_type", "*"},
    {"architectures", "*"},
    {"transformers_version", "*"},
    {"_name_or_path", "*"},
    {"dtype", "*"},
    {"torch_dtype", "*"},
    {"vocab_size", "*"},
    {"use_cache", "*"},
    {"tie_word_embeddings", "*"},
    {"initializer_range", "*"},
    {"bos_token_id", "*"},
    {"eos_token_id", "*"},
    {"pad_token_id", "*"},
    {"unk_token_id", "*"},
    {"sep_token_id", "*"},
    {"decoder_start_token_id", "*"},
    {"id2label", "*"},
    {"label2id", "*"},
    {"num_labels", "*"},
    {"problem_type", "*"},
    {"task_specific_params", "*"},
    {"finetuning_task", "*"},
    {"tokenizer_class", "*"},
    {"prefix", "*"},
    {"torchscript", "*"},
    {"transformers.js_config", "*"},
    {"_attn_implementation_autoset", "*"},
    {"attn_implementation", "*"},
    {"output_attentions", "false"},
    {"output_hidden_states", "false"},
    {"return_dict", "true"},
    {"is_encoder_decoder", "false"},
    {"is_decoder", "*"},
    {"chunk_size_feed_forward", "0"},
    {"cross_attention_hidden_size", "null"},
    {"add_cross_attention", "false"},
    {"tie_encoder_decoder", "false"},
    {"pruned_heads", "{}"},
    {"use_bfloat16", "false"},
    {"tf_legacy_loss", "false"},
    {"quantization_config", "null"},
    {"gradient_checkpointing", "*"},
    // Generation settings that older releases kept here; load_generation_config reads them when there is no file of its own.
    {"max_length", "*"},
    {"min_length", "*"},
    {"do_sample", "*"},
    {"early_stopping", "*"},
    {"num_beams", "*"},
    {"num_beam_groups", "*"},
    {"diversity_penalty", "*"},
    {"temperature", "*"},
    {"top_k", "*"},
    {"top_p", "*"},
    {"typical_p", "*"},
    {"repetition_penalty", "*"},
    {"length_penalty", "*"},
    {"no_repeat_ngram_size", "*"},
    {"encoder_no_repeat_ngram_size", "*"},
    {"bad_words_ids", "*"},
    {"num_return_sequences", "*"},
    {"output_scores", "*"},
    {"return_dict_in_generate", "*"},
    {"forced_bos_token_id", "*"},
    {"forced_eos_token_id", "*"},
    {"remove_invalid_values", "*"},
    {"exponential_decay_length_penalty", "*"},
    {"suppress_tokens", "*"},
    {"begin_suppress_tokens", "*"},
};

// Equal as Python's == has it: 1 and 1.0 are one value.
bool same(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) return a.get<double>() == b.get<double>();
  return a == b;
}

bool allows(std::string_view allowed, const Json& value) {
  if (allowed == "*" || value.is_null()) return true;
  while (!allowed.empty()) {
    const size_t bar = allowed.find('|');
    if (same(Json::parse(allowed.substr(0, bar)), value)) return true;
    allowed = bar == std::string_view::npos ? "" : allowed.substr(bar + 1);
  }
  return false;
}

std::string shown(const Json& value) {
  constexpr size_t kMaxShown = 120;
  std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  return text.size() > kMaxShown ? text.substr(0, kMaxShown) + "…" : text;
}

Status check_against(const Json& json, std::span<const KeyRule> first, std::span<const KeyRule> second, const char* file) {
  for (const auto& [key, value] : json.items()) {
    const KeyRule* rule = nullptr;
    for (const auto& rules : {first, second})
      for (const KeyRule& candidate : rules)
        if (!rule && candidate.key == key) rule = &candidate;
    if (!rule && value.is_null()) continue;
    if (!rule) return make_status(StatusCode::kUnimplemented, file, ": key '", key, "' (", shown(value), ") is not handled");
    if (!allows(rule->allowed, value))
      return make_status(StatusCode::kUnimplemented, file, ": '", key, "' is ", shown(value), ", only ", rule->allowed,
                         " is handled");
  }
  return OkStatus();
}

}  // namespace

StatusOr<Config> Config::load(const std::string& directory) {
  ASSIGN_OR_RETURN(Json json, read_json_file(directory + "/config.json"));
  return Config(std::move(json));
}

Status Config::check_keys(std::span<const KeyRule> family) const {
  return check_against(json_, family, kCommonKeys, "config.json");
}

std::optional<int64_t> Config::optional_integer(const char* key, int64_t min, int64_t max) {
  if (!has(key)) return std::nullopt;
  const Json& value = json_[key];
  const double number = value.is_number() ? value.get<double>() : std::nan("");
  if (!(number >= static_cast<double>(min) && number <= static_cast<double>(max)) || number != std::floor(number)) {
    fail(invalid_argument("config.json: '", key, "' is ", shown(value), ", not a whole number from ", min, " to ", max));
    return std::nullopt;
  }
  return static_cast<int64_t>(number);
}

int64_t Config::integer(const char* key, int64_t fallback, int64_t min, int64_t max) {
  return optional_integer(key, min, max).value_or(fallback);
}

double Config::number(const char* key, double fallback) {
  if (!has(key)) return fallback;
  if (json_[key].is_number() && std::isfinite(json_[key].get<double>())) return json_[key].get<double>();
  fail(invalid_argument("config.json: '", key, "' is ", shown(json_[key]), ", not a number"));
  return fallback;
}

std::string Config::number_text(const char* key, double fallback) {
  const double value = number(key, fallback);
  return has(key) && json_[key].is_number_integer() ? str_cat(json_[key].get<int64_t>()) : python_float(value);
}

bool Config::flag(const char* key, bool fallback) {
  if (!has(key)) return fallback;
  if (json_[key].is_boolean()) return json_[key].get<bool>();
  fail(invalid_argument("config.json: '", key, "' is ", shown(json_[key]), ", not true or false"));
  return fallback;
}

std::string Config::text(const char* key, const std::string& fallback) {
  if (!has(key)) return fallback;
  if (json_[key].is_string()) return json_[key].get<std::string>();
  fail(invalid_argument("config.json: '", key, "' is ", shown(json_[key]), ", not a string"));
  return fallback;
}

std::string python_float(double value) {
  if (!std::isfinite(value)) return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
  char buffer[40];
  // Shortest digits that read back, as repr has them; exponents from 1e16 on and below 1e-4.
  const double size = std::fabs(value);
  const bool scientific = size != 0 && (size < 1e-4 || size >= 1e16);
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, value, scientific ? std::chars_format::scientific : std::chars_format::fixed)
          .ptr;
  std::string text(buffer, end);
  if (!scientific && text.find('.') == std::string::npos) text += ".0";
  return text;
}

std::optional<at::ScalarType> config_dtype(Config& config) {
  const std::string name = config.text("dtype", config.text("torch_dtype", ""));
  if (name.empty() || name == "auto") return std::nullopt;
  const std::optional<at::ScalarType> type = weight_dtype_from_name(name);
  if (!type)
    config.fail(make_status(StatusCode::kUnimplemented, "config.json: dtype '", name,
                            "' is not handled; float32, bfloat16 and float16 are"));
  return type;
}

namespace {

// Keys of generation_config.json; those that are not read must be neutral, or concern other ways of decoding.
constexpr KeyRule kGenerationKeys[] = {
    {"max_length", "*"},
    {"max_new_tokens", "*"},
    {"min_length", "*"},
    {"min_new_tokens", "*"},
    {"do_sample", "*"},
    {"temperature", "*"},
    {"top_k", "*"},
    {"top_p", "*"},
    {"min_p", "*"},
    {"repetition_penalty", "*"},
    {"pad_token_id", "*"},
    {"bos_token_id", "*"},
    {"eos_token_id", "*"},
    {"unk_token_id", "*"},
    {"decoder_start_token_id", "*"},
    {"_from_model_config", "*"},
    {"transformers_version", "*"},
    {"use_cache", "*"},
    {"cache_implementation", "*"},
    {"cache_config", "*"},
    {"max_cache_len", "*"},
    {"output_attentions", "false"},
    {"output_hidden_states", "false"},
    {"output_scores", "false"},
    {"output_logits", "false"},
    {"return_dict_in_generate", "*"},
    {"return_legacy_cache", "*"},
    {"early_stopping", "false"},
    {"num_beams", "1"},
    {"num_beam_groups", "1"},
    {"diversity_penalty", "0"},
    {"num_return_sequences", "1"},
    {"typical_p", "1"},
    {"epsilon_cutoff", "0"},
    {"eta_cutoff", "0"},
    {"top_h", "null"},
    {"encoder_repetition_penalty", "1"},
    {"length_penalty", "*"},
    {"no_repeat_ngram_size", "0"},
    {"encoder_no_repeat_ngram_size", "0"},
    {"bad_words_ids", "null|[]"},
    {"renormalize_logits", "false"},
    {"forced_bos_token_id", "null"},
    {"forced_eos_token_id", "null"},
    {"remove_invalid_values", "false"},
    {"suppress_tokens", "null|[]"},
    {"begin_suppress_tokens", "null|[]"},
    {"sequence_bias", "null|{}|[]"},
    {"token_healing", "false"},
    {"guidance_scale", "null|1"},
    {"penalty_alpha", "null|0"},
    {"low_memory", "*"},
    {"is_assistant", "*"},
    {"num_assistant_tokens", "*"},
    {"num_assistant_tokens_schedule", "*"},
    {"assistant_confidence_threshold", "*"},
    {"assistant_lookbehind", "*"},
    {"target_lookbehind", "*"},
    {"disable_compile", "*"},
    {"compile_config", "*"},
    {"prefill_chunk_size", "*"},
    {"exponential_decay_length_penalty", "null"},
    {"chat_format", "*"},
    {"max_window_size", "*"},
};

std::vector<int64_t> token_ids(Config& config, const char* key) {
  std::vector<int64_t> ids;
  if (!config.has(key)) return ids;
  const Json value = config.json()[key];
  for (const Json& id : value.is_array() ? value : Json::array({value})) {
    if (id.is_number_integer() && id.get<int64_t>() >= 0)
      ids.push_back(id.get<int64_t>());
    else
      config.fail(invalid_argument("'", key, "' is ", shown(value), ", not a token id or a list of them"));
  }
  return ids;
}

GenerationConfig read_generation(Config& from) {
  constexpr int64_t kMax = 1ll << 40;
  GenerationConfig out;
  out.max_length = from.integer("max_length", out.max_length, 0, kMax);
  out.min_length = from.integer("min_length", out.min_length, 0, kMax);
  out.max_new_tokens = from.optional_integer("max_new_tokens", 0, kMax);
  out.min_new_tokens = from.optional_integer("min_new_tokens", 0, kMax);
  out.do_sample = from.flag("do_sample", out.do_sample);
  out.temperature = from.number("temperature", out.temperature);
  out.top_p = from.number("top_p", out.top_p);
  out.top_k = from.integer("top_k", out.top_k, 0, kMax);
  out.repetition_penalty = from.number("repetition_penalty", out.repetition_penalty);
  if (from.has("min_p")) out.min_p = from.number("min_p", 0);
  out.eos_token_ids = token_ids(from, "eos_token_id");
  // A list here is a checkpoint's habit; the first entry is what padding and prompts use.
  if (const auto ids = token_ids(from, "pad_token_id"); !ids.empty()) out.pad_token_id = ids.front();
  if (const auto ids = token_ids(from, "bos_token_id"); !ids.empty()) out.bos_token_id = ids.front();
  return out;
}

}  // namespace

StatusOr<GenerationConfig> load_generation_config(const std::string& directory, const Config& config) {
  StatusOr<Json> json = read_json_file(directory + "/generation_config.json");
  if (!json.ok() && json.status().code() != StatusCode::kNotFound) return json.status();
  // As GenerationConfig.from_model_config does: the settings that lie in config.json.
  const bool own_file = json.ok();
  Json settings = own_file ? *std::move(json) : Json::object();
  if (!own_file)
    for (const KeyRule& rule : kGenerationKeys)
      if (const std::string key(rule.key); config.json().contains(key)) settings[key] = config.json()[key];
  RETURN_IF_ERROR(check_against(settings, kGenerationKeys, {}, own_file ? "generation_config.json" : "config.json"));
  Config source(std::move(settings));
  const GenerationConfig out = read_generation(source);
  if (!source.status().ok()) return annotate(source.status(), own_file ? "generation_config.json" : "generation settings");
  return out;
}

}  // namespace interloom::models
