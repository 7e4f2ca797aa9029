#include "common/status.h"

#include <algorithm>
#include <numeric>

namespace interloom {

Status annotate(const Status& status, std::string_view prefix) {
  if (status.ok()) return status;
  Status out = make_status(status.code(), prefix, ": ", status.message());
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) { out.SetPayload(url, payload); });
  return out;
}

namespace {

size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& valid) {
  constexpr size_t kMaxLength = 200, kMaxNames = 3;
  if (wrong.size() > kMaxLength) return "";
  std::vector<std::pair<size_t, const std::string*>> close;
  const size_t limit = std::max<size_t>(2, wrong.size() / 3);
  for (const std::string& name : valid) {
    const size_t gap = name.size() > wrong.size() ? name.size() - wrong.size() : wrong.size() - name.size();
    if (gap > limit) continue;
    if (const size_t distance = edit_distance(wrong, name); distance <= limit) close.emplace_back(distance, &name);
  }
  if (close.empty()) return "";
  std::stable_sort(close.begin(), close.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  close.resize(std::min(close.size(), kMaxNames));
  std::string out = " (did you mean ";
  for (size_t i = 0; i < close.size(); ++i) absl::StrAppend(&out, i ? " or '" : "'", *close[i].second, "'");
  return out + "?)";
}

}  // namespace interloom
