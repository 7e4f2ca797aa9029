// What lang would refuse of a source, found without running it: for `interloom lang check`.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace interloom::lang::compile {

struct Refusal {
  int line;
  std::string message;
  bool warning;  // it may never be reached: a name that looks like a builtin that lang has not
};

// In order of lines. `importable`: can this dotted module be imported?
std::vector<Refusal> refusals(std::string_view source, std::string_view file,
                              const std::function<bool(std::string_view)>& importable);

}  // namespace interloom::lang::compile
