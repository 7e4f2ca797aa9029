#include "worker/lang/syntax/source_text.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "common/status.h"
#include "common/utf8.h"

namespace interloom::lang::syntax {

namespace {

// The encoding that a comment names ("coding: NAME" or "coding=NAME"), or an empty view.
std::string_view coding_of(std::string_view line) {
  const size_t begin = line.find_first_not_of(" \t\f");
  if (begin == std::string_view::npos || line[begin] != '#') return {};
  for (size_t at = line.find("coding", begin); at != std::string_view::npos; at = line.find("coding", at + 1)) {
    size_t name = at + 6;
    if (name >= line.size() || (line[name] != ':' && line[name] != '=')) continue;
    name = line.find_first_not_of(" \t", name + 1);
    if (name == std::string_view::npos) return {};
    size_t end = name;
    while (end < line.size() && (std::isalnum(static_cast<unsigned char>(line[end])) || line[end] == '-' || line[end] == '_' || line[end] == '.')) ++end;
    if (end > name) return line.substr(name, end - name);
  }
  return {};
}

std::string normalised(std::string_view coding) {
  std::string name(coding);
  for (char& c : name) c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

// The only spellings that go with a byte order mark.
bool names_utf8_fully(std::string_view coding) {
  const std::string name = normalised(coding);
  return name == "utf-8" || name.starts_with("utf-8-");
}

bool names_utf8(std::string_view coding) {
  const std::string name = normalised(coding);
  return names_utf8_fully(coding) || name == "utf8" || name == "u8" || name == "ascii" || name == "us-ascii";
}

bool refuse(Tokens& out, std::string message, int line = 0) {
  out.error = LexError{"SyntaxError", std::move(message), line, line, 0, 0, true};
  return false;
}

// Where the text stops being UTF-8, in CPython's words.
bool refuse_encoding(Tokens& out) {
  const std::string_view text = out.text;
  size_t begin = 0;
  int line = 1;
  for (size_t end = text.find('\n'); is_valid_utf8(text.substr(begin, end - begin)); end = text.find('\n', begin)) begin = end + 1, ++line;
  size_t at = begin;
  for (size_t next = at + 1; next <= text.size() && next - at <= 4; ++next) {
    if (is_valid_utf8(text.substr(at, next - at))) at = next;
  }
  const unsigned char lead = static_cast<unsigned char>(text[at]);
  constexpr char kHex[] = "0123456789abcdef";
  const char* why = lead < 0xC2 || lead > 0xF4 ? "invalid start byte" : "invalid continuation byte";
  return refuse(out, str_cat("(unicode error) 'utf-8' codec can't decode byte 0x", std::string(1, kHex[lead >> 4]),
                             std::string(1, kHex[lead & 15]), " in position ", at - begin, ": ", why), line);
}

// The coding line is the first or second, the second only after one without code.
bool check_coding(Tokens& out, bool marked) {
  size_t begin = 0;
  for (int line = 0; line < 2 && begin < out.text.size(); ++line) {
    const size_t end = std::min(out.text.find('\n', begin), out.text.size());
    const std::string_view text = std::string_view(out.text).substr(begin, end - begin);
    const std::string_view coding = coding_of(text);
    if (!coding.empty() && marked && !names_utf8_fully(coding)) return refuse(out, str_cat("encoding problem: ", coding, " with BOM"));
    if (!coding.empty()) return names_utf8(coding) || refuse(out, str_cat("unknown encoding: ", coding));
    const size_t code = text.find_first_not_of(" \t\f");
    if (code != std::string_view::npos && text[code] != '#') return true;
    begin = end + 1;
  }
  return true;
}

}  // namespace

bool normalise_source(std::string_view source, Tokens& out) {
  const bool marked = source.starts_with("\xEF\xBB\xBF");
  if (marked) source.remove_prefix(3);
  out.text.reserve(source.size() + 1);
  while (!source.empty()) {
    const size_t end = source.find('\r');
    out.text.append(source.substr(0, end));
    if (end == std::string_view::npos) break;
    out.text.push_back('\n');
    source.remove_prefix(end + (source.substr(end + 1).starts_with('\n') ? 2 : 1));
  }
  if (!out.text.empty() && out.text.back() != '\n') out.text.push_back('\n');
  if (out.text.find('\0') != std::string::npos) return refuse(out, "source code string cannot contain null bytes");
  if (!check_coding(out, marked)) return false;
  return is_valid_utf8(out.text) || refuse_encoding(out);
}

}  // namespace interloom::lang::syntax
