// Bytes to text.
#include <algorithm>
#include <cstdio>

#include "worker/lang/codec.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/str.h"
#include "worker/lang/text_builder.h"

namespace interloom::lang {
namespace {

// What stands at a place of the bytes: a code point of `size` bytes, or (reason set) `size` bytes that are none.
struct Unit {
  uint32_t code_point = 0;
  size_t size = 1;
  const char* reason = nullptr;
};

unsigned char byte_at(std::string_view bytes, size_t i) { return static_cast<unsigned char>(bytes[i]); }

// A malformed sequence is as long as the start of a well-formed one that it is.
Unit utf8_unit(std::string_view rest) {
  const unsigned char lead = byte_at(rest, 0);
  if (lead < 0x80) return {lead};
  if (lead < 0xC2 || lead > 0xF4) return {0, 1, "invalid start byte"};
  const size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  uint32_t c = lead & (0xFFu >> (need + 1));
  for (size_t i = 1; i < need; ++i) {
    if (i >= rest.size()) return {0, i, "unexpected end of data"};
    const unsigned char next = byte_at(rest, i);
    if (next < (i == 1 ? low : 0x80) || next > (i == 1 ? high : 0xBF)) return {0, i, "invalid continuation byte"};
    c = (c << 6) | (next & 0x3Fu);
  }
  return {c, need};
}

uint32_t number_at(std::string_view bytes, size_t at, int count, bool big) {
  uint32_t out = 0;
  for (int i = 0; i < count; ++i) out |= uint32_t{byte_at(bytes, at + i)} << 8 * (big ? count - 1 - i : i);
  return out;
}

Unit utf16_unit(std::string_view rest, bool big) {
  if (rest.size() < 2) return {0, rest.size(), "truncated data"};
  const uint32_t first = number_at(rest, 0, 2, big);
  if (first < 0xD800 || first > 0xDFFF) return {first, 2};
  if (first >= 0xDC00) return {0, 2, "illegal encoding"};
  if (rest.size() < 4) return {0, rest.size(), "unexpected end of data"};
  const uint32_t second = number_at(rest, 2, 2, big);
  if (second < 0xDC00 || second > 0xDFFF) return {0, 2, "illegal UTF-16 surrogate"};
  return {0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), 4};
}

Unit utf32_unit(std::string_view rest, bool big) {
  if (rest.size() < 4) return {0, rest.size(), "truncated data"};
  const uint32_t c = number_at(rest, 0, 4, big);
  if (c >= 0xD800 && c <= 0xDFFF) return {0, 4, "code point in surrogate code point range(0xd800, 0xe000)"};
  if (c > 0x10FFFF) return {0, 4, "code point not in range(0x110000)"};
  return {c, 4};
}

class Decoder {
 public:
  Decoder(Interpreter& interp, const Value& object, std::string_view bytes, Encoding encoding, std::string_view errors)
      : interp_(interp), object_(object), bytes_(bytes), encoding_(encoding), errors_(errors), out_(interp) {}

  Value run() {
    size_t pos = skip_mark();
    while (pos < bytes_.size()) {
      const Unit unit = unit_at(pos);
      if (!unit.reason) {
        out_.append_code_point(unit.code_point);
        pos += unit.size;
      } else if (!handle(unit, &pos)) {
        return Value::error();
      }
    }
    return out_.str();
  }

 private:
  size_t skip_mark() {
    switch (encoding_) {
      case Encoding::kUtf8Sig:
        encoding_ = Encoding::kUtf8;
        return bytes_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
      case Encoding::kUtf16: {
        const bool big = bytes_.starts_with("\xFE\xFF");
        encoding_ = big ? Encoding::kUtf16Be : Encoding::kUtf16Le;
        return big || bytes_.starts_with("\xFF\xFE") ? 2 : 0;
      }
      case Encoding::kUtf32: {
        using namespace std::string_view_literals;
        const bool big = bytes_.starts_with("\0\0\xFE\xFF"sv);
        encoding_ = big ? Encoding::kUtf32Be : Encoding::kUtf32Le;
        return big || bytes_.starts_with("\xFF\xFE\0\0"sv) ? 4 : 0;
      }
      default:
        return 0;
    }
  }

  Unit unit_at(size_t pos) const {
    const std::string_view rest = bytes_.substr(pos);
    switch (encoding_) {
      case Encoding::kAscii:
        return byte_at(rest, 0) < 0x80 ? Unit{byte_at(rest, 0)} : Unit{0, 1, "ordinal not in range(128)"};
      case Encoding::kLatin1:
        return {byte_at(rest, 0)};
      case Encoding::kUtf16Le:
      case Encoding::kUtf16Be:
        return utf16_unit(rest, encoding_ == Encoding::kUtf16Be);
      case Encoding::kUtf32Le:
      case Encoding::kUtf32Be:
        return utf32_unit(rest, encoding_ == Encoding::kUtf32Be);
      default:
        return utf8_unit(rest);
    }
  }

  std::string_view shown_name() const {
    switch (encoding_) {
      case Encoding::kAscii:
        return "ascii";
      case Encoding::kUtf16Le:
        return "utf-16-le";
      case Encoding::kUtf16Be:
        return "utf-16-be";
      case Encoding::kUtf32Le:
        return "utf-32-le";
      case Encoding::kUtf32Be:
        return "utf-32-be";
      default:
        return "utf-8";
    }
  }

  bool fail(const Unit& unit, size_t pos) {
    Value object = object_.as<BytesObject>() ? object_ : Value::object(make_bytes(interp_.heap(), bytes_));
    raise_unicode_error(interp_, true, shown_name(), object, pos, pos + unit.size, unit.reason);
    return false;
  }

  bool handle(const Unit& unit, size_t* pos) {
    size_t used = unit.size;
    if (errors_ == "strict") return fail(unit, *pos);
    if (errors_ == "replace") {
      out_.append_code_point(0xFFFD);
    } else if (errors_ == "backslashreplace") {
      for (size_t i = 0; i < used; ++i) {
        char buffer[8];
        std::snprintf(buffer, sizeof buffer, "\\x%02x", byte_at(bytes_, *pos + i));
        out_.append(buffer);
      }
    } else if (errors_ == "surrogateescape") {
      for (size_t i = 0; i < used; ++i) {
        const unsigned char b = byte_at(bytes_, *pos + i);
        if (b < 0x80) {
          if (i == 0) return fail(unit, *pos);
          used = i;
          break;
        }
        out_.append_code_point(0xDC00u + b);
      }
    } else if (errors_ == "surrogatepass") {
      const uint32_t c = surrogate_at(*pos, &used);
      if (c == 0) return fail(unit, *pos);
      out_.append_code_point(c);
    } else if (errors_ == "xmlcharrefreplace" || errors_ == "namereplace") {
      interp_.raise(ExceptionKind::kTypeError, "don't know how to handle UnicodeDecodeError in error callback");
      return false;
    } else if (errors_ != "ignore") {
      interp_.raise(ExceptionKind::kLookupError, "unknown error handler name '", errors_, "'");
      return false;
    }
    *pos += used;
    return true;
  }

  // The surrogate that the bytes spell, 0 when they spell none.
  uint32_t surrogate_at(size_t pos, size_t* size) const {
    const std::string_view rest = bytes_.substr(pos);
    uint32_t c = 0;
    if (encoding_ == Encoding::kUtf8 && rest.size() >= 3 && byte_at(rest, 0) == 0xED && (byte_at(rest, 1) & 0xE0) == 0xA0 &&
        (byte_at(rest, 2) & 0xC0) == 0x80) {
      c = 0xD000u | (byte_at(rest, 1) & 0x3Fu) << 6 | (byte_at(rest, 2) & 0x3Fu);
      *size = 3;
    } else if ((encoding_ == Encoding::kUtf16Le || encoding_ == Encoding::kUtf16Be) && rest.size() >= 2) {
      c = number_at(rest, 0, 2, encoding_ == Encoding::kUtf16Be);
      *size = 2;
    } else if ((encoding_ == Encoding::kUtf32Le || encoding_ == Encoding::kUtf32Be) && rest.size() >= 4) {
      c = number_at(rest, 0, 4, encoding_ == Encoding::kUtf32Be);
      *size = 4;
    }
    return c >= 0xD800 && c <= 0xDFFF ? c : 0;
  }

  Interpreter& interp_;
  const Value& object_;
  const std::string_view bytes_;
  Encoding encoding_;
  const std::string_view errors_;
  TextBuilder out_;
};

bool is_ascii(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

Value decode_bytes(Interpreter& interp, const Value& object, std::string_view bytes, std::string_view encoding,
                   std::string_view errors) {
  if (bytes.empty()) return str_value(interp.heap(), "");
  const Encoding found = find_encoding(encoding);
  if (found == Encoding::kUnknown) return interp.raise(ExceptionKind::kLookupError, "unknown encoding: ", encoding);
  if (!charge_bytes(interp, bytes.size() * 4)) return Value::error();
  const bool one_byte = found == Encoding::kUtf8 || found == Encoding::kAscii || found == Encoding::kLatin1;
  if (one_byte && is_ascii(bytes)) return str_value(interp.heap(), bytes);
  return Decoder(interp, object, bytes, found, errors).run();
}

}  // namespace interloom::lang
