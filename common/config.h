// Settings of a program: from a file, the environment and flags, each overriding the one before, whatever order they are
// read in.
//
// A program declares its keys ("run_timeout_ms"); the file has `key = value` lines, the environment INTERLOOM_RUN_TIMEOUT_MS,
// the flags --run-timeout-ms. In a file '#' starts a comment, values may be quoted, and a key of kind kList may repeat. An
// unknown key or a bad value is kInvalidArgument naming the key and where it stands ("gateway.conf:3: …"). Values are checked
// as they are read, so the getters cannot fail. One thread while reading, then any.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/status.h"

namespace interloom {

enum class ConfigKind : uint8_t { kString, kInt, kBool, kList };

struct ConfigKey {
  std::string name;           // snake_case
  ConfigKind kind = ConfigKind::kString;
  std::string default_value;  // REQUIRES: valid for its kind; ignored for kList
  int64_t min = INT64_MIN;    // kInt
  int64_t max = INT64_MAX;
};

class Config {
 public:
  explicit Config(std::vector<ConfigKey> keys);

  // kNotFound for a missing file.
  Status load_file(const std::string& path);
  Status load_text(std::string_view text, std::string_view filename);
  // Takes the INTERLOOM_ variables that name a key; others belong to somebody else. `environment` as main's envp.
  Status load_environment(const char* const* environment);
  // Dashes or underscores: "run-timeout-ms" is run_timeout_ms.
  Status set_flag(std::string_view name, std::string_view value);

  // REQUIRES: `name` was declared with that kind.
  std::string get_string(std::string_view name) const;
  int64_t get_int(std::string_view name) const;
  bool get_bool(std::string_view name) const;
  std::vector<std::string> get_list(std::string_view name) const;

 private:
  enum Layer { kFile, kEnvironment, kFlag, kLayers };
  struct Entry {
    ConfigKey key;
    std::array<std::optional<std::vector<std::string>>, kLayers> layers;
  };
  // `where` goes before messages.
  Status set(Layer layer, std::string_view name, std::string_view value, const std::string& where);
  std::vector<std::string> values_of(std::string_view name) const;

  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace interloom
