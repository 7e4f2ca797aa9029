// Status and StatusOr: how every library border reports failure.
//
// They are Abseil's, seen through this header. A message names the culprit (module path, node, file, key) and,
// where there is one, the nearest valid name. The user's mistake is kInvalidArgument; ours is kInternal.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"

namespace interloom {

using absl::OkStatus;
using absl::Status;
using absl::StatusCode;
using absl::StatusOr;

// Concatenation of strings, views, numbers. Debian's absl::string_view is not std::string_view: str_cat takes both.
namespace status_internal {
inline absl::AlphaNum piece(std::string_view text) { return absl::string_view(text.data(), text.size()); }
inline absl::AlphaNum piece(const std::string& text) { return absl::string_view(text); }
inline absl::AlphaNum piece(absl::string_view text) { return text; }
inline absl::AlphaNum piece(const char* text) { return text; }
template <class Number> requires std::is_arithmetic_v<Number>
absl::AlphaNum piece(Number number) { return number; }
}  // namespace status_internal
template <class... Pieces>
std::string str_cat(const Pieces&... pieces) { return absl::StrCat(status_internal::piece(pieces)...); }

// make_status(kNotFound, "model '", name, "' is not hosted")
template <class... Pieces>
Status make_status(StatusCode code, const Pieces&... pieces) { return Status(code, str_cat(pieces...)); }
template <class... Pieces>
Status invalid_argument(const Pieces&... pieces) { return make_status(StatusCode::kInvalidArgument, pieces...); }
template <class... Pieces>
Status internal_error(const Pieces&... pieces) { return make_status(StatusCode::kInternal, pieces...); }

inline std::string_view message_of(const Status& status) { return {status.message().data(), status.message().size()}; }

// The same status with "prefix: " before its message; payloads are kept.
Status annotate(const Status& status, std::string_view prefix);

// " (did you mean 'x' or 'y'?)" for the names closest to `wrong` by edit distance, or "" when none is close.
std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& valid);

}  // namespace interloom

#define INTERLOOM_CONCAT_(a, b) a##b
#define INTERLOOM_CONCAT(a, b) INTERLOOM_CONCAT_(a, b)

#define RETURN_IF_ERROR(expr)                                   \
  do {                                                          \
    if (::absl::Status s_ = (expr); !s_.ok()) [[unlikely]]      \
      return s_;                                                \
  } while (0)

#define ASSIGN_OR_RETURN(lhs, expr) ASSIGN_OR_RETURN_(INTERLOOM_CONCAT(statusor_, __LINE__), lhs, expr)
#define ASSIGN_OR_RETURN_(tmp, lhs, expr)       \
  auto tmp = (expr);                            \
  if (!tmp.ok()) [[unlikely]]                   \
    return std::move(tmp).status();             \
  lhs = *std::move(tmp)
