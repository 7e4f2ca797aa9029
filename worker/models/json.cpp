#include "worker/models/json.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <vector>

namespace interloom::models {

StatusOr<Json> parse_json_object(std::string_view text, const std::string& what, int max_depth) {
  std::vector<std::set<std::string>> keys;  // of the objects that are open
  std::string problem;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end && !keys.empty()) keys.pop_back();
    if (depth > max_depth && problem.empty()) problem = str_cat("nested more than ", max_depth, " deep");
    if (event == Json::parse_event_t::key && !keys.empty() && !keys.back().insert(parsed.get<std::string>()).second &&
        problem.empty())
      problem = "key '" + parsed.get<std::string>() + "' comes twice";
    return problem.empty();
  };
  Json out;
  try {
    out = Json::parse(text.begin(), text.end(), watch);
  } catch (const Json::exception& error) {
    return invalid_argument(what, ": not valid JSON: ", error.what());
  }
  if (!problem.empty()) return invalid_argument(what, ": ", problem);
  if (!out.is_object()) return invalid_argument(what, ": not a JSON object");
  return out;
}

StatusOr<std::string> read_file(const std::string& path, uint64_t max_bytes) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return make_status(StatusCode::kNotFound, path, ": no such file");
  const uint64_t size = std::filesystem::file_size(path, error);
  if (error) return make_status(StatusCode::kNotFound, path, ": ", error.message());
  if (size > max_bytes) return invalid_argument(path, ": ", size, " bytes, more than ", max_bytes);
  std::ifstream in(path, std::ios::binary);
  std::string text(size, '\0');
  in.read(text.data(), static_cast<std::streamsize>(size));
  if (!in) return make_status(StatusCode::kNotFound, path, ": cannot be read");
  return text;
}

StatusOr<Json> read_json_file(const std::string& path) {
  constexpr uint64_t kMaxBytes = 16 << 20;
  ASSIGN_OR_RETURN(const std::string text, read_file(path, kMaxBytes));
  return parse_json_object(text, path);
}

}  // namespace interloom::models
