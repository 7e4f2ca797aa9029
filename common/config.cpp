#include "common/config.h"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <charconv>
#include <fstream>
#include <sstream>

namespace interloom {

namespace {

constexpr std::string_view kPrefix = "INTERLOOM_";

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::optional<int64_t> parse_int(std::string_view text) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<bool> parse_bool(std::string_view text) {
  if (text == "true" || text == "1" || text == "yes" || text == "on") return true;
  if (text == "false" || text == "0" || text == "no" || text == "off") return false;
  return std::nullopt;
}

Status check_value(const ConfigKey& key, std::string_view value) {
  if (key.kind == ConfigKind::kBool && !parse_bool(value))
    return invalid_argument(key.name, ": '", value, "' is not true or false");
  if (key.kind != ConfigKind::kInt) return OkStatus();
  const std::optional<int64_t> number = parse_int(value);
  if (!number) return invalid_argument(key.name, ": '", value, "' is not an integer");
  if (*number < key.min) return invalid_argument(key.name, ": ", *number, " is below ", key.min);
  if (*number > key.max) return invalid_argument(key.name, ": ", *number, " is above ", key.max);
  return OkStatus();
}

// The value of a file's line: quoted, or up to a comment.
StatusOr<std::string_view> file_value(std::string_view text) {
  text = trim(text);
  if (text.empty() || (text.front() != '"' && text.front() != '\'')) return trim(text.substr(0, text.find('#')));
  const auto end = text.find(text.front(), 1);
  if (end == std::string_view::npos) return invalid_argument("the quote is not closed");
  const std::string_view rest = trim(text.substr(end + 1));
  if (!rest.empty() && rest.front() != '#') return invalid_argument("'", rest, "' after the closing quote");
  return text.substr(1, end - 1);
}

std::string lower(std::string_view text, char from, char to) {
  std::string out(text);
  for (char& c : out) c = c == from ? to : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

Config::Config(std::vector<ConfigKey> keys) {
  for (ConfigKey& key : keys) {
    std::string name = key.name;
    entries_.emplace(std::move(name), Entry{std::move(key), {}});
  }
}

Status Config::load_file(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  if (!file || !(text << file.rdbuf())) {
    if (file && file.peek() == std::ifstream::traits_type::eof()) return OkStatus();  // an empty file
    return make_status(StatusCode::kNotFound, "cannot read the configuration file '", path, "'");
  }
  return load_text(text.str(), path);
}

Status Config::load_text(std::string_view text, std::string_view filename) {
  for (int number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    const std::string where = str_cat(filename, ":", number, ": ");
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return invalid_argument(where, "'", line, "' is not key = value");
    const StatusOr<std::string_view> value = file_value(line.substr(equals + 1));
    const std::string_view key = trim(line.substr(0, equals));
    if (!value.ok()) return invalid_argument(where, key, ": ", value.status().message());
    RETURN_IF_ERROR(set(kFile, key, *value, where));
  }
  return OkStatus();
}

Status Config::load_environment(const char* const* environment) {
  for (; *environment != nullptr; ++environment) {
    const std::string_view variable = *environment;
    const auto equals = variable.find('=');
    if (variable.substr(0, kPrefix.size()) != kPrefix || equals == std::string_view::npos) continue;
    const std::string name = lower(variable.substr(kPrefix.size(), equals - kPrefix.size()), '_', '_');
    if (!entries_.contains(name)) continue;
    RETURN_IF_ERROR(set(kEnvironment, name, variable.substr(equals + 1), str_cat(variable.substr(0, equals), ": ")));
  }
  return OkStatus();
}

Status Config::set_flag(std::string_view name, std::string_view value) {
  while (!name.empty() && name.front() == '-') name.remove_prefix(1);
  return set(kFlag, lower(name, '-', '_'), value, str_cat("--", name, ": "));
}

Status Config::set(Layer layer, std::string_view name, std::string_view value, const std::string& where) {
  const auto found = entries_.find(name);
  if (found == entries_.end()) {
    std::vector<std::string> names;
    for (const auto& [known, entry] : entries_) names.push_back(known);
    return invalid_argument(where, "unknown key '", name, "'", did_you_mean(name, names));
  }
  Entry& entry = found->second;
  if (Status status = check_value(entry.key, value); !status.ok()) return invalid_argument(where, status.message());
  std::optional<std::vector<std::string>>& values = entry.layers[layer];
  const bool single = entry.key.kind != ConfigKind::kList;
  if (single && values && layer == kFile) return invalid_argument(where, "key '", name, "' is set twice");
  if (!values || single) values.emplace();
  values->emplace_back(value);
  return OkStatus();
}

std::vector<std::string> Config::values_of(std::string_view name) const {
  const auto found = entries_.find(name);
  assert(found != entries_.end());
  const Entry& entry = found->second;
  for (int layer = kFlag; layer >= kFile; --layer)
    if (entry.layers[layer]) return *entry.layers[layer];
  if (entry.key.kind == ConfigKind::kList) return {};
  return {entry.key.default_value};
}

std::string Config::get_string(std::string_view name) const { return values_of(name).back(); }
int64_t Config::get_int(std::string_view name) const { return parse_int(values_of(name).back()).value_or(0); }
bool Config::get_bool(std::string_view name) const { return parse_bool(values_of(name).back()).value_or(false); }
std::vector<std::string> Config::get_list(std::string_view name) const { return values_of(name); }

}  // namespace interloom
