#include "server/api/version_compare.h"

#include <algorithm>
#include <set>
#include <utility>

namespace interloom::api {
namespace {

std::vector<std::string_view> parts_of(std::string_view version) {
  version = version.substr(0, version.find('+'));
  std::vector<std::string_view> parts;
  while (true) {
    const size_t dot = version.find('.');
    parts.push_back(version.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    version.remove_prefix(dot + 1);
  }
}

// "3rc1" is number "3" and rest "rc1"; leading zeros do not count.
std::string_view number_of(std::string_view part) {
  part = part.substr(0, part.find_first_not_of("0123456789"));
  const size_t start = part.find_first_not_of('0');
  return start == std::string_view::npos ? std::string_view() : part.substr(start);
}

}  // namespace

VersionMatch compare_versions(std::string_view client, std::string_view server) {
  if (client.empty() || server.empty()) return client == server ? VersionMatch::kSame : VersionMatch::kOneSided;
  const auto a = parts_of(client), b = parts_of(server);
  const auto part = [](const auto& parts, size_t i) { return i < parts.size() ? parts[i] : std::string_view("0"); };
  constexpr VersionMatch kByIndex[] = {VersionMatch::kMajor, VersionMatch::kMinor};
  for (size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    if (number_of(part(a, i)) != number_of(part(b, i))) return i < 2 ? kByIndex[i] : VersionMatch::kPatch;
  }
  for (size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const auto rest = [](std::string_view text) { return text.substr(std::min(text.size(), text.find_first_not_of("0123456789"))); };
    if (rest(part(a, i)) != rest(part(b, i))) return VersionMatch::kPatch;
  }
  return VersionMatch::kSame;
}

std::vector<VersionRow> compare_packages(const std::map<std::string, std::string>& client, const std::map<std::string, std::string>& server) {
  std::set<std::string> names;
  for (const auto& [name, version] : client) names.insert(name);
  for (const auto& [name, version] : server) names.insert(name);
  const auto version_of = [](const auto& versions, const std::string& name) {
    const auto it = versions.find(name);
    return it == versions.end() ? std::string() : it->second;
  };
  std::vector<VersionRow> rows;
  for (const std::string& name : names) {
    VersionRow row{name, version_of(client, name), version_of(server, name), VersionMatch::kSame};
    row.match = compare_versions(row.client, row.server);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace interloom::api
