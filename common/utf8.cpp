#include "common/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace interloom {

namespace {

struct Step {
  size_t length;  // bytes of the character, or of the maximal invalid part
  bool valid;
};

// One character at `p`. REQUIRES: p < end.
Step decode_step(const unsigned char* p, const unsigned char* end) {
  const unsigned char lead = *p;
  if (lead < 0x80) return {1, true};
  size_t length = 0;
  unsigned char low = 0x80, high = 0xBF;  // what the second byte may be
  if (lead >= 0xC2 && lead <= 0xDF) length = 2;
  else if (lead >= 0xE0 && lead <= 0xEF) length = 3, low = lead == 0xE0 ? 0xA0 : 0x80, high = lead == 0xED ? 0x9F : 0xBF;
  else if (lead >= 0xF0 && lead <= 0xF4) length = 4, low = lead == 0xF0 ? 0x90 : 0x80, high = lead == 0xF4 ? 0x8F : 0xBF;
  else return {1, false};
  for (size_t i = 1; i < length; ++i) {
    if (p + i == end || p[i] < low || p[i] > high) return {i, false};
    low = 0x80, high = 0xBF;
  }
  return {length, true};
}

// Bytes of the valid prefix.
size_t valid_prefix(std::string_view text) {
  const auto* begin = reinterpret_cast<const unsigned char*>(text.data());
  const auto* end = begin + text.size();
  const auto* p = begin;
  while (p < end) {
    uint64_t word = 0;
    while (end - p >= 8 && (std::memcpy(&word, p, 8), (word & 0x8080808080808080u) == 0)) p += 8;
    if (p == end) break;
    const Step step = decode_step(p, end);
    if (!step.valid) break;
    p += step.length;
  }
  return static_cast<size_t>(p - begin);
}

}  // namespace

bool is_valid_utf8(std::string_view text) { return valid_prefix(text) == text.size(); }

std::string to_valid_utf8(std::string text) {
  size_t good = valid_prefix(text);
  if (good == text.size()) return text;
  std::string out;
  std::string_view rest = text;
  while (!rest.empty()) {
    out.append(rest.substr(0, good));
    rest.remove_prefix(good);
    if (rest.empty()) break;
    const auto* p = reinterpret_cast<const unsigned char*>(rest.data());
    rest.remove_prefix(decode_step(p, p + rest.size()).length);
    out.append("\xEF\xBF\xBD");
    good = valid_prefix(rest);
  }
  return out;
}

}  // namespace interloom
