// What the compiler has against a source: the first mistake wins, and the passes stop as soon as they see it.
//
// Also the two bounds of every pass: C stack (recursion over the tree) and the amount of code made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "worker/lang/syntax/ast.h"

namespace interloom::lang::compile {

namespace ast = lang::syntax;

struct Failure {
  std::string type;
  std::string message;
  ast::Span at;
};

class Diagnostics {
 public:
  static constexpr size_t kMaxStack = 128 << 10;  // bytes of C stack below the frame that made this object

  void fail(const ast::Span& at, std::string message) { fail_as("SyntaxError", at, std::move(message)); }
  void fail_as(std::string type, const ast::Span& at, std::string message) {
    if (!failure_) failure_ = Failure{std::move(type), std::move(message), at};
  }
  bool failed() const { return failure_.has_value(); }
  const std::optional<Failure>& failure() const { return failure_; }

  // True when the visit of a node must not go on: something failed, or the C stack is used up (a RecursionError now).
  bool stop(const ast::Span& at) {
    if (failed()) [[unlikely]]
      return true;
    const auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
    if (base_ - here < kMaxStack || here > base_) [[likely]]
      return false;
    fail_as("RecursionError", at, "maximum recursion depth exceeded during compilation");
    return true;
  }

 private:
  const uintptr_t base_ = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  std::optional<Failure> failure_;
};

}  // namespace interloom::lang::compile
