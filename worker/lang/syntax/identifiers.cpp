#include "worker/lang/syntax/identifiers.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <vector>

#include "common/status.h"
#include "worker/lang/syntax/identifier_tables.h"

namespace interloom::lang::syntax {

namespace {

constexpr uint32_t kHangulFirst = 0xAC00, kLeadFirst = 0x1100, kVowelFirst = 0x1161, kTrailFirst = 0x11A7;
constexpr uint32_t kLeads = 19, kVowels = 21, kTrails = 28, kHangulCount = kLeads * kVowels * kTrails;

bool contains(std::span<const CodePointRange> ranges, uint32_t c) {
  const auto it = std::upper_bound(ranges.begin(), ranges.end(), c, [](uint32_t value, const CodePointRange& r) { return value < r.first; });
  return it != ranges.begin() && c <= std::prev(it)->last;
}

uint8_t combining_class(uint32_t c) {
  const auto it = std::upper_bound(std::begin(kCombiningClasses), std::end(kCombiningClasses), c,
                                   [](uint32_t value, const CombiningClass& r) { return value < r.first; });
  return it != std::begin(kCombiningClasses) && c <= std::prev(it)->last ? std::prev(it)->value : uint8_t{0};
}

void decompose(uint32_t c, std::vector<uint32_t>& out) {
  if (c >= kHangulFirst && c < kHangulFirst + kHangulCount) {
    const uint32_t index = c - kHangulFirst;
    out.push_back(kLeadFirst + index / (kVowels * kTrails));
    out.push_back(kVowelFirst + index % (kVowels * kTrails) / kTrails);
    if (index % kTrails) out.push_back(kTrailFirst + index % kTrails);
    return;
  }
  const auto it = std::lower_bound(std::begin(kDecompositions), std::end(kDecompositions), c,
                                   [](const Decomposition& entry, uint32_t value) { return entry.code_point < value; });
  if (it == std::end(kDecompositions) || it->code_point != c) return out.push_back(c);
  out.insert(out.end(), kDecomposed + it->at, kDecomposed + it->at + it->length);
}

// 0: the two do not compose.
uint32_t compose(uint32_t first, uint32_t second) {
  if (first >= kLeadFirst && first < kLeadFirst + kLeads && second >= kVowelFirst && second < kVowelFirst + kVowels) {
    return kHangulFirst + ((first - kLeadFirst) * kVowels + (second - kVowelFirst)) * kTrails;
  }
  if (first >= kHangulFirst && first < kHangulFirst + kHangulCount && (first - kHangulFirst) % kTrails == 0 && second > kTrailFirst &&
      second < kTrailFirst + kTrails) {
    return first + (second - kTrailFirst);
  }
  const auto it = std::lower_bound(std::begin(kCompositions), std::end(kCompositions), Composition{first, second, 0},
                                   [](const Composition& a, const Composition& b) {
                                     return a.first != b.first ? a.first < b.first : a.second < b.second;
                                   });
  return it != std::end(kCompositions) && it->first == first && it->second == second ? it->composed : 0;
}

void order_marks(std::vector<uint32_t>& text) {
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    while (end < text.size() && combining_class(text[end]) != 0) ++end;
    std::stable_sort(text.begin() + static_cast<ptrdiff_t>(begin), text.begin() + static_cast<ptrdiff_t>(end),
                     [](uint32_t a, uint32_t b) { return combining_class(a) < combining_class(b); });
    begin = end + 1;
  }
}

void compose_all(std::vector<uint32_t>& text) {
  size_t starter = text.size(), kept = 0;
  uint8_t last_class = 0;
  for (const uint32_t c : text) {
    const uint8_t combining = combining_class(c);
    const bool blocked = starter == text.size() || (last_class != 0 && last_class >= combining) || (last_class == 0 && kept > starter + 1);
    const uint32_t composed = blocked ? 0 : compose(text[starter], c);
    if (composed) {
      text[starter] = composed;
      continue;
    }
    if (combining == 0) starter = kept;
    last_class = combining;
    text[kept++] = c;
  }
  text.resize(kept);
}

}  // namespace

uint32_t next_code_point(std::string_view text, size_t& at) {
  const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(text[i])); };
  const uint32_t lead = byte(at);
  const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  uint32_t out = length == 1 ? lead : lead & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; ++i) out = out << 6 | (byte(at + i) & 0x3F);
  at += length;
  return out;
}

void append_utf8(std::string& out, uint32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
    return;
  }
  const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  out.push_back(static_cast<char>((more == 1 ? 0xC0u : more == 2 ? 0xE0u : 0xF0u) | c >> (6 * more)));
  for (int i = more - 1; i >= 0; --i) out.push_back(static_cast<char>(0x80u | (c >> (6 * i) & 0x3F)));
}

bool is_printable(uint32_t c) { return !contains(kNotPrintable, c); }

std::optional<BadCharacter> check_identifier(std::string_view name) {
  for (size_t at = 0; at < name.size();) {
    const size_t offset = at;
    const uint32_t c = next_code_point(name, at);
    if (offset == 0 ? contains(kIdentifierStart, c) : contains(kIdentifierPart, c)) continue;
    std::string hex;
    for (uint32_t rest = c; rest || hex.size() < 4; rest >>= 4) hex.insert(hex.begin(), "0123456789ABCDEF"[rest & 15]);
    if (!is_printable(c)) return BadCharacter{offset, str_cat("invalid non-printable character U+", hex)};
    return BadCharacter{offset, str_cat("invalid character '", name.substr(offset, at - offset), "' (U+", hex, ")")};
  }
  return std::nullopt;
}

std::string normalise_nfkc(std::string_view name) {
  std::vector<uint32_t> text;
  for (size_t at = 0; at < name.size();) decompose(next_code_point(name, at), text);
  order_marks(text);
  compose_all(text);
  std::string out;
  for (const uint32_t c : text) append_utf8(out, c);
  return out;
}

}  // namespace interloom::lang::syntax
