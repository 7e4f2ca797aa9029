// How far two versions of a package differ. Any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace interloom::api {

enum class VersionMatch { kSame, kPatch, kMinor, kMajor, kOneSided };

// By the first number that differs; a build tag ("2.11.0+cpu") does not count, a pre-release ("5.0.0rc1") differs as a patch.
VersionMatch compare_versions(std::string_view client, std::string_view server);

struct VersionRow {
  std::string package;
  std::string client;  // "": not there
  std::string server;
  VersionMatch match = VersionMatch::kSame;
};

// Packages of either side, by name.
std::vector<VersionRow> compare_packages(const std::map<std::string, std::string>& client, const std::map<std::string, std::string>& server);

}  // namespace interloom::api
