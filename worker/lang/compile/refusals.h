// What lang would refuse of a source, found without running it: for `interloom lang check`.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace interloom::lang::compile {

struct Refusal {
  int line = 0;
  std::string text;
  bool certain = true;  // false: only if that line runs
};

// In order of lines: the compile error if there is one, else the imports that `importable` does not know (dotted, absolute
// names; relative imports are not looked at) and the builtins of CPython that `builtin` does not know.
std::vector<Refusal> refusals(std::string_view source, std::string_view file,
                              const std::function<bool(std::string_view)>& importable,
                              const std::function<bool(std::string_view)>& builtin);

}  // namespace interloom::lang::compile
