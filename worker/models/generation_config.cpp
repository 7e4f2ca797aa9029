#include "worker/models/config.h"

namespace interloom::models {

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
  RETURN_IF_ERROR(check_json_keys(settings, kGenerationKeys, {}, own_file ? "generation_config.json" : "config.json"));
  Config source(std::move(settings));
  const GenerationConfig out = read_generation(source);
  if (!source.status().ok()) return annotate(source.status(), own_file ? "generation_config.json" : "generation settings");
  return out;
}

}  // namespace interloom::models
