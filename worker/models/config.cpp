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

}  // namespace

std::string shown(const Json& value) {
  constexpr size_t kMaxShown = 120;
  std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  return text.size() > kMaxShown ? text.substr(0, kMaxShown) + "…" : text;
}

Status check_json_keys(const Json& json, std::span<const KeyRule> first, std::span<const KeyRule> second, const char* file) {
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

StatusOr<Config> Config::load(const std::string& directory) {
  ASSIGN_OR_RETURN(Json json, read_json_file(directory + "/config.json"));
  return Config(std::move(json));
}

Status Config::check_keys(std::span<const KeyRule> family) const {
  return check_json_keys(json_, family, kCommonKeys, "config.json");
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

}  // namespace interloom::models
