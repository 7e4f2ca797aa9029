// Searching from the right, in linear time whatever the texts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace interloom::lang {

// REQUIRES: part is not empty; both views outlive the finder.
class ReverseFinder {
 public:
  ReverseFinder(std::string_view text, std::string_view part) : text_(text), part_(part) {}
  // The last place of the part that ends at or before `end`, or npos.
  size_t find_before(size_t end);

 private:
  std::string_view text_, part_;
  std::string reversed_text_, reversed_part_;  // made at the first search for more than one byte
};

}  // namespace interloom::lang
