#include "client/cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <nlohmann/json.hpp>

namespace interloom::cli {

namespace {

std::string_view env(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const std::string_view value = env(name); !value.empty())
      return value.find("UTF-8") != value.npos || value.find("utf8") != value.npos;
  return false;
}

std::string format_number(const char* format, double number, const char* unit) {
  char buffer[48];
  std::snprintf(buffer, sizeof(buffer), format, number, unit);
  return buffer;
}

// Cells counted as a terminal does: bytes that continue a UTF-8 character take no room.
size_t width_of(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

}  // namespace

int exit_code_of(const Status& status) {
  switch (status.code()) {
    case StatusCode::kOk:
      return kExitOk;
    case StatusCode::kInvalidArgument:
    case StatusCode::kOutOfRange:
      return kExitUsage;
    case StatusCode::kNotFound:
      return kExitNotFound;
    case StatusCode::kUnavailable:
      return kExitUnavailable;
    case StatusCode::kCancelled:
    case StatusCode::kDeadlineExceeded:
      return kExitCancelled;
    default:
      return kExitFailed;
  }
}

int exit_code_of(JobState state) {
  switch (state) {
    case JobState::kCompleted:
      return kExitOk;
    case JobState::kCancelled:
    case JobState::kTimedOut:
      return kExitCancelled;
    case JobState::kWorkerLost:
      return kExitUnavailable;
    default:
      return kExitFailed;
  }
}

std::string code_name(const Status& status) { return absl::StatusCodeToString(status.code()); }

Console::Console()
    : out_is_terminal(isatty(STDOUT_FILENO) != 0),
      err_is_terminal(isatty(STDERR_FILENO) != 0),
      utf8(locale_is_utf8()),
      colors_allowed(env("NO_COLOR").empty() && env("TERM") != "dumb") {}

std::string Console::paint(Style style, std::string_view text, bool terminal) const {
  if (!terminal || !colors_allowed) return std::string(text);
  constexpr const char* kCodes[] = {"1", "2", "31", "32", "33", "36"};
  return str_cat("\033[", kCodes[static_cast<int>(style)], "m", text, "\033[0m");
}

int Console::err_columns() const {
  constexpr int kDefault = 80;
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kDefault;
}

int Console::fail(const Status& status) const {
  if (json) print_json({{"error", error_json(status)}});
  std::fflush(stdout);
  std::fprintf(stderr, "%s %s\n", err(Style::kRed, "interloom:").c_str(), std::string(message_of(status)).c_str());
  if (status.code() == StatusCode::kUnavailable)
    std::fprintf(stderr, "%s\n",
                 err(Style::kDim, "Is the server running (interloom serve)? --server or INTERLOOM_SERVER says where.").c_str());
  return exit_code_of(status);
}

nlohmann::json error_json(const Status& status) {
  return {{"code", code_name(status)}, {"message", std::string(message_of(status))}};
}

void print_json(const nlohmann::json& document) {
  std::puts(document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
  std::fflush(stdout);
}

std::string human_bytes(uint64_t bytes) {
  constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  double number = static_cast<double>(bytes);
  size_t unit = 0;
  while (number >= 1000 && unit + 1 < std::size(kUnits)) number /= 1000, ++unit;
  return format_number(unit == 0 ? "%.0f %s" : "%.1f %s", number, kUnits[unit]);
}

std::string human_duration(uint64_t ms) {
  if (ms < 1000) return str_cat(ms, " ms");
  if (ms < 60'000) return format_number("%.1f %s", static_cast<double>(ms) / 1000, "s");
  const uint64_t minutes = ms / 60'000;
  if (minutes < 60) return str_cat(minutes, " min ", ms / 1000 % 60, " s");
  return minutes < 48 * 60 ? str_cat(minutes / 60, " h ", minutes % 60, " min") : str_cat(minutes / 1440, " days");
}

std::string human_count(uint64_t count) {
  if (count < 1000) return str_cat(count);
  if (count < 1'000'000) return format_number("%.1f%s", static_cast<double>(count) / 1e3, "K");
  if (count < 1'000'000'000) return format_number("%.1f%s", static_cast<double>(count) / 1e6, "M");
  return format_number("%.1f%s", static_cast<double>(count) / 1e9, "B");
}

std::string human_time(int64_t unix_ms) {
  if (unix_ms == 0) return "";
  const std::time_t seconds = unix_ms / 1000;
  std::tm local{};
  localtime_r(&seconds, &local);
  char buffer[32];
  std::strftime(buffer, sizeof(buffer), "%Y-%m-%d %H:%M:%S", &local);
  return buffer;
}

std::string format_table(const Console& console, const std::vector<std::vector<std::string>>& rows) {
  std::vector<size_t> widths;
  for (const auto& row : rows)
    for (size_t i = 0; i < row.size(); ++i) {
      if (widths.size() <= i) widths.push_back(0);
      widths[i] = std::max(widths[i], width_of(row[i]));
    }
  std::string out;
  for (size_t r = 0; r < rows.size(); ++r) {
    std::string line;
    for (size_t i = 0; i < rows[r].size(); ++i) {
      line += rows[r][i];
      if (i + 1 < rows[r].size()) line.append(widths[i] - width_of(rows[r][i]) + 2, ' ');
    }
    out += (r == 0 ? console.out(Style::kBold, line) : line) + "\n";
  }
  return out;
}

}  // namespace interloom::cli
