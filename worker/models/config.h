// config.json of a Hugging Face directory, read strictly.
//
// Every key of the file must be one that the family reads, one that changes nothing here, or hold its neutral value:
// a checkpoint that asks for more than the family does is refused by name, never run wrongly. Getters keep the first
// error in status(), so that families read without checking each. One thread.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "common/status.h"
#include "worker/models/json.h"
#include "worker/models/model.h"

namespace interloom::models {

// What a key may hold: "*" anything (the family reads it, or it changes nothing), else JSON values split by '|'. null,
// which stands for the default, is always fine.
struct KeyRule {
  std::string_view key, allowed;
};

// kUnimplemented names `file` and the first key that neither table allows.
Status check_json_keys(const Json& json, std::span<const KeyRule> first, std::span<const KeyRule> second, const char* file);
// A value for a message: cut when long.
std::string shown(const Json& value);

class Config {
 public:
  // kNotFound or kInvalidArgument; names the file.
  static StatusOr<Config> load(const std::string& directory);
  explicit Config(Json json) : json_(std::move(json)) {}

  // kUnimplemented names the first key that neither `family` nor the keys common to all families allow.
  Status check_keys(std::span<const KeyRule> family) const;

  // null counts as absent.
  bool has(const char* key) const { return json_.contains(key) && !json_[key].is_null(); }
  int64_t integer(const char* key, int64_t fallback, int64_t min, int64_t max);
  std::optional<int64_t> optional_integer(const char* key, int64_t min, int64_t max);
  double number(const char* key, double fallback);
  bool flag(const char* key, bool fallback);
  std::string text(const char* key, const std::string& fallback);
  // The number as Python's repr shows it: an int stays one.
  std::string number_text(const char* key, double fallback);
  const Json& json() const { return json_; }

  const Status& status() const { return status_; }
  void fail(Status status) {
    if (status_.ok()) status_ = std::move(status);
  }

 private:
  Json json_;
  Status status_;
};

// A float as Python's repr shows it: "1e-05", "0.1", "0.0".
std::string python_float(double value);

// The dtype that config.json names ("dtype", before "torch_dtype"); nothing when it names none.
std::optional<at::ScalarType> config_dtype(Config& config);

// generation_config.json with transformers' defaults; without the file, what config.json says. Errors as check_keys.
StatusOr<GenerationConfig> load_generation_config(const std::string& directory, const Config& config);

}  // namespace interloom::models
