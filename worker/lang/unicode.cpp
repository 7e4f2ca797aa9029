#include "worker/lang/unicode.h"

#include <algorithm>
#include <iterator>

#include "worker/lang/unicode_tables.h"

namespace interloom::lang {
namespace {

template <size_t N>
bool in_table(const CodePointRange (&table)[N], uint32_t c) {
  const CodePointRange* after =
      std::upper_bound(std::begin(table), std::end(table), c, [](uint32_t v, const CodePointRange& r) { return v < r.first; });
  return after != std::begin(table) && c <= after[-1].last;
}

}  // namespace

bool is_printable(uint32_t c) {
  if (c < 0x7F) return c >= 0x20;
  return !in_table(kNotPrintable, c);
}

bool is_space(uint32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f);
  return in_table(kSpaces, c);
}

}  // namespace interloom::lang
