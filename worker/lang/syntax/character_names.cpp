#include "worker/lang/syntax/character_names.h"

#include <string>

#include "worker/lang/syntax/character_names_table.h"

namespace interloom::lang::syntax {

namespace {

constexpr size_t kDigits = 11, kMaxName = 100;
constexpr std::string_view kHangul = "HANGUL SYLLABLE ";
constexpr std::string_view kLeads[] = {"GG", "G", "N", "DD", "D", "R", "M", "BB", "B", "SS", "S", "JJ", "J", "C", "K", "T", "P", "H", ""};
constexpr uint32_t kLeadIndex[] = {1, 0, 2, 4, 3, 5, 6, 8, 7, 10, 9, 13, 12, 14, 15, 16, 17, 18, 11};
constexpr std::string_view kVowels[] = {"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"};
constexpr std::string_view kTrails[] = {"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"};

uint64_t digit(char c) {
  if (c <= '9') return static_cast<uint64_t>(c - '0');
  if (c <= 'Z') return static_cast<uint64_t>(c - 'A' + 10);
  return c == '_' ? 36 : static_cast<uint64_t>(c - 'a' + 37);
}

uint64_t entry(size_t index) {
  uint64_t out = 0;
  for (size_t i = 0; i < kDigits; ++i) out = out << 6 | digit(kNamed[index * kDigits + i]);
  return out;
}

std::optional<uint32_t> find_listed(std::string_view name) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  hash >>= 22;
  size_t low = 0, high = kNamedCount;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (entry(middle) >> 21 < hash) low = middle + 1;
    else high = middle;
  }
  if (low == kNamedCount || entry(low) >> 21 != hash) return std::nullopt;
  return static_cast<uint32_t>(entry(low) & 0x1FFFFF);
}

std::optional<uint32_t> find_in_range(std::string_view name) {
  for (const NamedRange& range : kNamedRanges) {
    const std::string_view prefix = range.prefix;
    if (!name.starts_with(prefix)) continue;
    const std::string_view digits = name.substr(prefix.size());
    if (digits.size() < 4 || digits.size() > 5) continue;
    uint32_t value = 0;
    bool hex = true;
    for (const char c : digits) {
      hex = hex && ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'));
      value = value << 4 | static_cast<uint32_t>(c <= '9' ? c - '0' : c - 'A' + 10);
    }
    if (hex && value >= range.first && value <= range.last) return value;
  }
  return std::nullopt;
}

std::optional<uint32_t> find_hangul(std::string_view name) {
  if (!name.starts_with(kHangul)) return std::nullopt;
  name.remove_prefix(kHangul.size());
  size_t lead = 0;
  while (!name.starts_with(kLeads[lead])) ++lead;  // the last is empty
  name.remove_prefix(kLeads[lead].size());
  for (uint32_t vowel = 0; vowel < std::size(kVowels); ++vowel) {
    if (!name.starts_with(kVowels[vowel])) continue;
    const std::string_view rest = name.substr(kVowels[vowel].size());
    for (uint32_t trail = 0; trail < std::size(kTrails); ++trail) {
      if (rest == kTrails[trail]) return 0xAC00 + (kLeadIndex[lead] * 21 + vowel) * 28 + trail;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<uint32_t> find_character(std::string_view name) {
  if (name.size() > kMaxName) return std::nullopt;
  std::string upper(name);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  if (auto found = find_listed(upper)) return found;
  if (auto found = find_in_range(upper)) return found;
  return find_hangul(upper);
}

}  // namespace interloom::lang::syntax
