// JSON from files of unknown origin: read with limits, errors as Status. Any thread.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "common/status.h"

namespace interloom::models {

using Json = nlohmann::json;

// An object, nested at most `max_depth` deep; a key that comes twice in one object is an error. kInvalidArgument begins
// with `what`.
StatusOr<Json> parse_json_object(std::string_view text, const std::string& what, int max_depth = 32);

// The file's bytes. kNotFound, or kInvalidArgument when it is larger than `max_bytes`.
StatusOr<std::string> read_file(const std::string& path, uint64_t max_bytes);

// A configuration file (at most 16 MiB).
StatusOr<Json> read_json_file(const std::string& path);

}  // namespace interloom::models
