// The terminal: what it can do, colours, how errors are told, and the exit codes.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

#include "client/cpp/job_result.h"
#include "common/job.h"
#include "common/status.h"

namespace interloom::cli {

using client::JobResult;

enum ExitCode : int {
  kExitOk = 0,
  kExitFailed = 1,         // the job failed, or anything not below
  kExitUsage = 2,          // arguments, a graph that is refused
  kExitNotFound = 3,       // model, job, file
  kExitUnavailable = 4,    // no server, worker lost
  kExitCancelled = 5,      // cancelled or timed out
  kExitInterrupted = 130,  // Ctrl-C
};
inline constexpr std::string_view kExitCodesHelp =
    "Exit codes: 0 ok, 1 job failed, 2 usage or invalid argument, 3 not found, 4 unavailable, 5 cancelled or timed out, 130 "
    "Ctrl-C";

int exit_code_of(const Status& status);
// Of a job that has ended.
int exit_code_of(JobState state);
std::string code_name(const Status& status);  // "NOT_FOUND"

enum class Style { kBold, kDim, kRed, kGreen, kYellow, kCyan };

// One a process, made by main. Colours only on terminals and without NO_COLOR.
struct Console {
  Console();
  bool json = false;     // one document (or a line per event) on stdout, no progress
  bool out_is_terminal;  // stdout
  bool err_is_terminal;  // stderr
  bool utf8;
  bool colors_allowed;  // neither NO_COLOR nor TERM=dumb

  std::string out(Style style, std::string_view text) const { return paint(style, text, out_is_terminal); }
  std::string err(Style style, std::string_view text) const { return paint(style, text, err_is_terminal); }
  int err_columns() const;

  // "interloom: message" on stderr; with json also {"error": …} on stdout. Gives the exit code.
  int fail(const Status& status) const;

 private:
  std::string paint(Style style, std::string_view text, bool terminal) const;
};

nlohmann::json error_json(const Status& status);
// To stdout, one line, invalid UTF-8 replaced.
void print_json(const nlohmann::json& document);

std::string human_bytes(uint64_t bytes);  // "1.5 GB"
std::string human_duration(uint64_t ms);  // "350 ms", "12.3 s", "2 h 5 min"
std::string human_count(uint64_t count);  // "134.5M"
std::string human_time(int64_t unix_ms);  // "2025-01-31 12:00:05", local; "" for 0

// Columns of equal width, two spaces apart; the first row is the head.
std::string format_table(const Console& console, const std::vector<std::vector<std::string>>& rows);

}  // namespace interloom::cli
