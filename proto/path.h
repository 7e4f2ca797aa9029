// Paths in errors of from_proto. A reader reports where it failed by prefixing, innermost first: fail("empty argument"),
// then within(status, "arg[2]"), then within(status, "op") makes "op.arg[2]: empty argument". Internal to proto/.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "common/status.h"

namespace interloom::proto {

// A failure here; every reader's message starts with ':' until a path is put before it.
template <class... Pieces>
Status fail(const Pieces&... pieces) { return invalid_argument(": ", pieces...); }

// The failure of another library, here.
inline Status fail_with(const Status& status) { return make_status(status.code(), ": ", status.message()); }

template <class... Pieces>
Status within(const Status& status, const Pieces&... component) {
  const std::string_view message = message_of(status);
  const bool leaf = !message.empty() && message.front() == ':';
  return make_status(status.code(), component..., leaf ? "" : ".", message);
}

// What a public function gives: without the ':' of a failure at the root.
inline Status at_root(const Status& status) {
  const std::string_view message = message_of(status);
  if (status.ok() || message.substr(0, 2) != ": ") return status;
  return make_status(status.code(), message.substr(2));
}
template <class T>
StatusOr<T> at_root(StatusOr<T> result) {
  if (!result.ok()) [[unlikely]] return at_root(result.status());
  return result;
}

}  // namespace interloom::proto

// Reads into lhs, or returns the failure within a component of the path: READ_WITHIN(auto x, read_arg(a), "arg[", i, "]").
#define READ_WITHIN(lhs, expr, ...) READ_WITHIN_(INTERLOOM_CONCAT(read_, __LINE__), lhs, expr, __VA_ARGS__)
#define READ_WITHIN_(tmp, lhs, expr, ...)                                                     \
  auto tmp = (expr);                                                                          \
  if (!tmp.ok()) [[unlikely]]                                                                 \
    return ::interloom::proto::within(tmp.status(), __VA_ARGS__);                             \
  lhs = *std::move(tmp)
