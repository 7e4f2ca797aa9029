#include "worker/lang/syntax/escapes.h"

#include <cstdint>

#include "common/status.h"
#include "worker/lang/syntax/character_names.h"
#include "worker/lang/syntax/identifiers.h"

namespace interloom::lang::syntax {

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// One literal that is being decoded.
class Decoder {
 public:
  Decoder(std::string_view body, Escapes how, std::string& out) : body_(body), how_(how), out_(out) {}

  std::optional<std::string> run() {
    while (at_ < body_.size()) {
      const size_t plain = body_.find_first_of(how_.doubled_braces ? "\\{}" : "\\", at_);
      const size_t end = plain == std::string_view::npos ? body_.size() : plain;
      out_.append(body_.substr(at_, end - at_));
      at_ = end;
      if (at_ == body_.size()) break;
      if (body_[at_] != '\\') {  // the first of two braces
        out_.push_back(body_[at_]);
        at_ += 2;
      } else if (how_.raw) {
        out_.push_back('\\');
        ++at_;
      } else if (!escape()) {
        return error_;
      }
    }
    return std::nullopt;
  }

 private:
  // At a backslash.
  bool escape() {
    const size_t start = at_++;
    if (at_ == body_.size()) {
      out_.push_back('\\');
      return true;
    }
    const char c = body_[at_++];
    switch (c) {
      case '\n': return true;
      case '\\': case '\'': case '"': out_.push_back(c); return true;
      case 'a': out_.push_back('\a'); return true;
      case 'b': out_.push_back('\b'); return true;
      case 'f': out_.push_back('\f'); return true;
      case 'n': out_.push_back('\n'); return true;
      case 'r': out_.push_back('\r'); return true;
      case 't': out_.push_back('\t'); return true;
      case 'v': out_.push_back('\v'); return true;
      case 'x': return hex(start, 2, "truncated \\xXX escape");
      default: break;
    }
    if (c >= '0' && c <= '7') return octal(c);
    if (!how_.bytes && c == 'u') return hex(start, 4, "truncated \\uXXXX escape");
    if (!how_.bytes && c == 'U') return hex(start, 8, "truncated \\UXXXXXXXX escape");
    if (!how_.bytes && c == 'N') return named(start);
    out_.push_back('\\');  // no escape: the backslash stays, and the character is read again
    --at_;
    if (how_.doubled_braces && (body_[at_] == '{' || body_[at_] == '}')) return true;
    out_.push_back(body_[at_++]);
    return true;
  }

  void put(uint32_t value) {
    if (how_.bytes) out_.push_back(static_cast<char>(value & 0xFF));
    else append_utf8(out_, value);
  }

  bool octal(char first) {
    uint32_t value = static_cast<uint32_t>(first - '0');
    for (int i = 0; i < 2 && at_ < body_.size() && body_[at_] >= '0' && body_[at_] <= '7'; ++i) {
      value = value * 8 + static_cast<uint32_t>(body_[at_++] - '0');
    }
    put(value);
    return true;
  }

  bool hex(size_t start, int digits, const char* truncated) {
    uint32_t value = 0;
    for (int i = 0; i < digits; ++i) {
      const int digit = at_ < body_.size() ? hex_value(body_[at_]) : -1;
      if (digit < 0) {
        if (how_.bytes) return fail(str_cat("(value error) invalid \\x escape at position ", start));
        return unicode_error(start, truncated);
      }
      value = value << 4 | static_cast<uint32_t>(digit);
      ++at_;
    }
    if (value > 0x10FFFF) return unicode_error(start, "illegal Unicode character");
    put(value);
    return true;
  }

  bool named(size_t start) {
    const size_t end = at_ < body_.size() && body_[at_] == '{' ? body_.find('}', at_) : std::string_view::npos;
    if (end == std::string_view::npos || end == at_ + 1) {
      if (end != std::string_view::npos) at_ = end + 1;
      else if (at_ < body_.size() && body_[at_] == '{') at_ = body_.size();
      return unicode_error(start, "malformed \\N character escape");
    }
    const std::optional<uint32_t> value = find_character(body_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    if (!value) return unicode_error(start, "unknown Unicode character name");
    put(*value);
    return true;
  }

  // CPython counts positions in a copy where every character beyond ASCII is a \UXXXXXXXX.
  size_t position(size_t byte) const {
    size_t out = 0;
    for (size_t i = 0; i < byte; ++i) {
      const unsigned char c = static_cast<unsigned char>(body_[i]);
      out += c < 0x80 ? 1 : c >= 0xC0 ? 10 : 0;
    }
    return out;
  }

  bool unicode_error(size_t start, const char* why) {
    const size_t first = position(start), last = position(at_) - 1;
    if (last <= first) return fail(str_cat("(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position ", first, ": ", why));
    return fail(str_cat("(unicode error) 'unicodeescape' codec can't decode bytes in position ", first, "-", last, ": ", why));
  }
  bool fail(std::string message) {
    error_ = std::move(message);
    return false;
  }

  std::string_view body_;
  Escapes how_;
  std::string& out_;
  size_t at_ = 0;
  std::optional<std::string> error_;
};

}  // namespace

std::optional<std::string> decode_literal(std::string_view body, Escapes how, std::string& out) {
  if (how.bytes) {
    for (const char c : body) {
      if (static_cast<unsigned char>(c) >= 0x80) return "bytes can only contain ASCII literal characters";
    }
  }
  return Decoder(body, how, out).run();
}

}  // namespace interloom::lang::syntax
