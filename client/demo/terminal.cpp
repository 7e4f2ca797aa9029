#include "client/demo/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "common/status.h"

namespace interloom::demo {

namespace {

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (is_set(name))
      return std::strstr(std::getenv(name), "UTF-8") != nullptr || std::strstr(std::getenv(name), "utf8") != nullptr;
  return false;
}

// The character at `at`, and how many bytes it takes. Text of the server is valid UTF-8.
struct Character {
  char32_t code = 0;
  size_t bytes = 1;
};
Character character_at(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u; };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first < 0xe0) return {((first & 0x1f) << 6) | (byte(1) & 0x3f), 2};
  if (first < 0xf0) return {((first & 0x0f) << 12) | ((byte(1) & 0x3f) << 6) | (byte(2) & 0x3f), 3};
  return {((first & 0x07) << 18) | ((byte(1) & 0x3f) << 12) | ((byte(2) & 0x3f) << 6) | (byte(3) & 0x3f), 4};
}

int width_of(char32_t code) {
  if (code >= 0x300 && code < 0x370) return 0;  // combining marks
  if (code >= 0x200b && code <= 0x200f) return 0;
  const bool wide = (code >= 0x1100 && code < 0x1160) || (code >= 0x2e80 && code < 0xa4d0) || (code >= 0xac00 && code < 0xd7a4) ||
                    (code >= 0xf900 && code < 0xfb00) || (code >= 0xfe30 && code < 0xfe70) || (code >= 0xff00 && code < 0xff61) ||
                    (code >= 0x1f300 && code < 0x1fb00) || (code >= 0x20000 && code < 0x40000);
  return wide ? 2 : 1;
}

}  // namespace

Terminal::Terminal()
    : live_(isatty(STDOUT_FILENO) != 0 && std::getenv("TERM") != nullptr && std::strcmp(std::getenv("TERM"), "dumb") != 0),
      colors_(live_ && !is_set("NO_COLOR")),
      utf8_(locale_is_utf8()) {}

int Terminal::columns() const {
  constexpr int kDefault = 100;
  winsize size{};
  return live_ && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kDefault;
}

std::string Terminal::paint(const char* code, std::string_view text) const {
  return colors_ ? str_cat("\033[", code, "m", text, "\033[0m") : std::string(text);
}

std::string Terminal::bar(double part, int cells) const {
  constexpr int kParts = 8;
  constexpr const char* kBlocks[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const double filled = std::clamp(part, 0.0, 1.0) * cells;
  if (!utf8_) return fit(std::string(static_cast<size_t>(std::lround(filled)), '#'), cells);
  const int eighths = static_cast<int>(std::lround(filled * kParts));
  std::string out;
  for (int i = 0; i < eighths / kParts; ++i) out += "█";
  return fit(out + kBlocks[eighths % kParts], cells);
}

int cell_width(std::string_view text) {
  int width = 0;
  for (size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    width += width_of(character.code);
    at += character.bytes;
  }
  return width;
}

std::string fit(std::string_view text, int cells) {
  if (const int width = cell_width(text); width <= cells)
    return std::string(text) + std::string(static_cast<size_t>(cells - width), ' ');
  std::string out;
  int used = 0;
  for (size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    if (used + width_of(character.code) > cells - 1) break;
    used += width_of(character.code);
    out += text.substr(at, character.bytes);
    at += character.bytes;
  }
  return out + "~" + std::string(static_cast<size_t>(std::max(cells - used - 1, 0)), ' ');
}

std::string visible_token(std::string_view token) {
  if (token.find_first_not_of(' ') == token.npos) return "' '";
  if (token.front() == ' ') token.remove_prefix(1);
  std::string out;
  for (const char c : token) {
    if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) < 0x20)
      out += ' ';
    else
      out += c;
  }
  return out == "\u00a0" ? "' '" : out;
}

std::vector<std::string> wrap(std::string_view text, int cells) {
  std::vector<std::string> lines = {""};
  size_t at = 0;
  while (at < text.size()) {
    size_t end = std::min(text.find(' ', at + 1), text.size());  // a word with the space before it
    std::string_view word = text.substr(at, end - at);
    if (!lines.back().empty() && cell_width(lines.back()) + cell_width(word) > cells) lines.emplace_back();
    if (lines.back().empty() && word.front() == ' ') word.remove_prefix(1);
    lines.back() += cell_width(word) > cells ? fit(word, cells) : std::string(word);
    at = end;
  }
  return lines;
}

}  // namespace interloom::demo
