#include "worker/lang/reverse_find.h"

#include <cstring>

#include "worker/lang/str.h"

namespace interloom::lang {

size_t ReverseFinder::find_before(size_t end) {
  constexpr size_t kNone = std::string_view::npos;
  if (end < part_.size()) return kNone;
  if (part_.size() == 1) {
    const void* hit = memrchr(text_.data(), part_[0], end);
    return hit ? static_cast<size_t>(static_cast<const char*>(hit) - text_.data()) : kNone;
  }
  if (reversed_part_.empty()) {
    reversed_text_.assign(text_.rbegin(), text_.rend());
    reversed_part_.assign(part_.rbegin(), part_.rend());
  }
  const size_t hit = find_bytes(reversed_text_, reversed_part_, text_.size() - end);
  return hit == kNone ? kNone : text_.size() - hit - part_.size();
}

}  // namespace interloom::lang
