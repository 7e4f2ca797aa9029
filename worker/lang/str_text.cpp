// Text work on UTF-8 that needs no job: decoding, counting, repr.
#include <array>
#include <cstdio>
#include <cstring>

#include "worker/lang/str.h"
#include "worker/lang/unicode.h"

namespace interloom::lang {
namespace {

constexpr uint32_t kReplacement = 0xFFFD;

bool continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Length of the sequence at `pos`, 0 when it is malformed. Surrogates pass: WTF-8.
size_t sequence_length(std::string_view text, size_t pos) {
  const unsigned char lead = static_cast<unsigned char>(text[pos]);
  if (lead < 0x80) return 1;
  const size_t n = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 && lead < 0xE0 ? 2 : 0;
  if (n == 0 || text.size() - pos < n) return 0;
  for (size_t i = 1; i < n; ++i) {
    if (!continuation(text[pos + i])) return 0;
  }
  const unsigned char second = static_cast<unsigned char>(text[pos + 1]);
  if ((lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return 0;
  return n;
}

void append_escape(std::string& out, uint32_t c) {
  char buffer[16];
  if (c <= 0xFF) {
    std::snprintf(buffer, sizeof buffer, "\\x%02x", c);
  } else if (c <= 0xFFFF) {
    std::snprintf(buffer, sizeof buffer, "\\u%04x", c);
  } else {
    std::snprintf(buffer, sizeof buffer, "\\U%08x", c);
  }
  out += buffer;
}

// True when c was an escape that str and bytes share.
bool append_common_escape(std::string& out, uint32_t c, char quote) {
  switch (c) {
    case '\\':
      out += "\\\\";
      return true;
    case '\n':
      out += "\\n";
      return true;
    case '\r':
      out += "\\r";
      return true;
    case '\t':
      out += "\\t";
      return true;
    default:
      break;
  }
  if (c != static_cast<uint32_t>(quote)) return false;
  out += '\\';
  out += quote;
  return true;
}

char choose_quote(std::string_view text) {
  return text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"' : '\'';
}

}  // namespace

size_t find_bytes(std::string_view text, std::string_view part, size_t from) {
  if (from > text.size()) return std::string_view::npos;
  if (part.empty()) return from;
  const void* hit = memmem(text.data() + from, text.size() - from, part.data(), part.size());
  return hit ? static_cast<size_t>(static_cast<const char*>(hit) - text.data()) : std::string_view::npos;
}

uint64_t count_code_points(std::string_view utf8) {
  uint64_t n = 0;
  for (char c : utf8) n += !continuation(c);
  return n;
}

uint32_t next_code_point(std::string_view text, size_t* pos) {
  const unsigned char lead = static_cast<unsigned char>(text[*pos]);
  if (lead < 0x80) {
    ++*pos;
    return lead;
  }
  const size_t n = sequence_length(text, *pos);
  if (n == 0) {
    ++*pos;
    return kReplacement;
  }
  uint32_t c = lead & (0xFFu >> (n + 1));
  for (size_t i = 1; i < n; ++i) c = (c << 6) | (static_cast<unsigned char>(text[*pos + i]) & 0x3Fu);
  *pos += n;
  return c;
}

bool valid_utf8(std::string_view bytes) {
  for (size_t pos = 0; pos < bytes.size();) {
    const size_t n = sequence_length(bytes, pos);
    if (n == 0) return false;
    pos += n;
  }
  return true;
}

void append_utf8(std::string& out, uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::string repr_of_str(std::string_view utf8) {
  const char quote = choose_quote(utf8);
  std::string out(1, quote);
  for (size_t pos = 0; pos < utf8.size();) {
    const size_t start = pos;
    const uint32_t c = next_code_point(utf8, &pos);
    if (append_common_escape(out, c, quote)) continue;
    if (is_printable(c)) {
      out.append(utf8, start, pos - start);
    } else {
      append_escape(out, c);
    }
  }
  out += quote;
  return out;
}

std::string repr_of_bytes(std::string_view bytes, bool of_bytearray) {
  const char quote = choose_quote(bytes);
  std::string out = "b";
  out += quote;
  for (char raw : bytes) {
    const uint32_t c = static_cast<unsigned char>(raw);
    if (append_common_escape(out, c, of_bytearray ? '\'' : quote)) continue;
    if (c >= 0x20 && c < 0x7F) {
      out += raw;
    } else {
      append_escape(out, c);
    }
  }
  out += quote;
  return out;
}

}  // namespace interloom::lang
