#include "worker/lang/codec.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/str.h"
#include "worker/lang/text_builder.h"

namespace interloom::lang {
namespace {

struct EncodingName {
  std::string_view name;
  Encoding encoding;
};
constexpr EncodingName kNames[] = {
    {"utf_8", Encoding::kUtf8},        {"utf8", Encoding::kUtf8},         {"u8", Encoding::kUtf8},
    {"utf", Encoding::kUtf8},          {"cp65001", Encoding::kUtf8},      {"utf_8_sig", Encoding::kUtf8Sig},
    {"utf8_sig", Encoding::kUtf8Sig},  {"ascii", Encoding::kAscii},       {"us_ascii", Encoding::kAscii},
    {"646", Encoding::kAscii},         {"latin_1", Encoding::kLatin1},    {"latin1", Encoding::kLatin1},
    {"latin", Encoding::kLatin1},      {"l1", Encoding::kLatin1},         {"iso_8859_1", Encoding::kLatin1},
    {"iso8859_1", Encoding::kLatin1},  {"8859", Encoding::kLatin1},       {"cp819", Encoding::kLatin1},
    {"iso8859", Encoding::kLatin1},    {"utf_16", Encoding::kUtf16},      {"utf16", Encoding::kUtf16},
    {"u16", Encoding::kUtf16},         {"utf_16_le", Encoding::kUtf16Le}, {"utf_16le", Encoding::kUtf16Le},
    {"utf_16_be", Encoding::kUtf16Be}, {"utf_16be", Encoding::kUtf16Be},  {"utf_32", Encoding::kUtf32},
    {"utf32", Encoding::kUtf32},       {"u32", Encoding::kUtf32},         {"utf_32_le", Encoding::kUtf32Le},
    {"utf_32le", Encoding::kUtf32Le},  {"utf_32_be", Encoding::kUtf32Be}, {"utf_32be", Encoding::kUtf32Be},
};
// As exceptions show them, in the order of Encoding.
constexpr std::array<std::string_view, 10> kShown = {"utf-8",     "utf-8",     "ascii",  "latin-1",   "utf-16",
                                                     "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"};

bool surrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

class Encoder {
 public:
  Encoder(Interpreter& interp, const Value& str, Encoding encoding, std::string_view errors)
      : interp_(interp), object_(str), text_(str.as<StrObject>()->view()), encoding_(encoding), errors_(errors), out_(interp) {}

  Value run() {
    mark();
    uint64_t index = 0;
    for (size_t pos = 0; pos < text_.size();) {
      const size_t start = pos;
      const uint32_t c = next_code_point(text_, &pos);
      if (encodable(c)) {
        put(c);
        ++index;
        continue;
      }
      // What cannot be encoded is handled a run at a time, one by one in wide encodings.
      const uint64_t first = index++;
      while (pos < text_.size() && !wide_units()) {
        size_t next = pos;
        if (encodable(next_code_point(text_, &next))) break;
        pos = next;
        ++index;
      }
      if (!handle(text_.substr(start, pos - start), first, index)) return Value::error();
    }
    return out_.bytes();
  }

 private:
  bool encodable(uint32_t c) const {
    return encoding_ == Encoding::kAscii ? c < 0x80 : encoding_ == Encoding::kLatin1 ? c < 0x100 : !surrogate(c);
  }

  void mark() {
    if (encoding_ == Encoding::kUtf8Sig || encoding_ == Encoding::kUtf16 || encoding_ == Encoding::kUtf32) put(0xFEFF);
  }

  void put_units(uint32_t value, int bytes, bool big) {
    for (int i = 0; i < bytes; ++i) out_.append(static_cast<char>(value >> 8 * (big ? bytes - 1 - i : i)));
  }

  void put(uint32_t c) {
    switch (encoding_) {
      case Encoding::kUtf8:
      case Encoding::kUtf8Sig:
        return out_.append_code_point(c);
      case Encoding::kUtf16:
      case Encoding::kUtf16Le:
      case Encoding::kUtf16Be: {
        const bool big = encoding_ == Encoding::kUtf16Be;
        if (c < 0x10000) return put_units(c, 2, big);
        put_units(0xD800 + ((c - 0x10000) >> 10), 2, big);
        return put_units(0xDC00 + ((c - 0x10000) & 0x3FF), 2, big);
      }
      case Encoding::kUtf32:
      case Encoding::kUtf32Le:
      case Encoding::kUtf32Be:
        return put_units(c, 4, encoding_ == Encoding::kUtf32Be);
      default:
        out_.append(static_cast<char>(c));
    }
  }

  bool fail(uint64_t first, uint64_t last) {
    const char* reason = encoding_ == Encoding::kAscii    ? "ordinal not in range(128)"
                         : encoding_ == Encoding::kLatin1 ? "ordinal not in range(256)"
                                                          : "surrogates not allowed";
    raise_unicode_error(interp_, false, kShown[static_cast<int>(encoding_)], object_, first, last, reason);
    return false;
  }

  bool wide_units() const { return wide() && !utf8(); }
  bool wide() const { return encoding_ != Encoding::kAscii && encoding_ != Encoding::kLatin1; }
  bool utf8() const { return encoding_ == Encoding::kUtf8 || encoding_ == Encoding::kUtf8Sig; }

  bool handle(std::string_view run, uint64_t first, uint64_t last) {
    if (errors_ == "strict") return fail(first, last);
    if (errors_ == "ignore") return true;
    for (size_t pos = 0; pos < run.size(); ++first) {
      const uint32_t c = next_code_point(run, &pos);
      char buffer[16];
      if (errors_ == "replace") {
        put('?');
      } else if (errors_ == "backslashreplace") {
        std::snprintf(buffer, sizeof buffer, c <= 0xFF ? "\\x%02x" : c <= 0xFFFF ? "\\u%04x" : "\\U%08x", c);
        put_ascii(buffer);
      } else if (errors_ == "xmlcharrefreplace") {
        std::snprintf(buffer, sizeof buffer, "&#%u;", c);
        put_ascii(buffer);
      } else if (errors_ == "surrogateescape") {
        if (c < 0xDC80 || c > 0xDCFF || wide_units()) return fail(first, last);
        out_.append(static_cast<char>(c - 0xDC00));
      } else if (errors_ == "surrogatepass") {
        if (!surrogate(c) || !wide()) return fail(first, last);
        put(c);
      } else {
        interp_.raise(ExceptionKind::kLookupError, "unknown error handler name '", errors_, "'");
        return false;
      }
    }
    return true;
  }

  void put_ascii(std::string_view text) {
    for (char c : text) put(static_cast<unsigned char>(c));
  }

  Interpreter& interp_;
  const Value& object_;
  const std::string_view text_;
  const Encoding encoding_;
  const std::string_view errors_;
  TextBuilder out_;
};

}  // namespace

Encoding find_encoding(std::string_view name) {
  std::string plain;
  for (char c : name.substr(0, 32)) plain += c == '-' || c == ' ' ? '_' : static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  const auto it = std::find_if(std::begin(kNames), std::end(kNames), [&](const EncodingName& n) { return n.name == plain; });
  return it == std::end(kNames) ? Encoding::kUnknown : it->encoding;
}

Value encode_str(Interpreter& interp, const Value& str, std::string_view encoding, std::string_view errors) {
  const StrObject& text = *str.as<StrObject>();
  const Encoding found = find_encoding(encoding);
  if (found == Encoding::kUnknown) return interp.raise(ExceptionKind::kLookupError, "unknown encoding: ", encoding);
  if (!charge_bytes(interp, text.size * 4)) return Value::error();
  if (text.ascii() && (found == Encoding::kUtf8 || found == Encoding::kAscii || found == Encoding::kLatin1))
    return Value::object(make_bytes(interp.heap(), text.view()));
  return Encoder(interp, str, found, errors).run();
}

bool codec_argument(Interpreter& interp, const char* function, const char* name, const Value* given, std::string_view* out) {
  if (!given) return true;
  const auto* str = given->as<StrObject>();
  if (!str) {
    interp.raise(ExceptionKind::kTypeError, function, "() argument '", name, "' must be str, not ",
                 given->is_none() ? "None" : given->type_name());
    return false;
  }
  *out = str->view();
  if (out->find('\0') == std::string_view::npos) return true;
  interp.raise(ExceptionKind::kValueError, "embedded null character");
  return false;
}

Value raise_unicode_error(Interpreter& interp, bool decoding, std::string_view encoding, const Value& object, uint64_t start,
                          uint64_t end, std::string_view reason) {
  Heap& heap = interp.heap();
  auto args = make_tuple(heap, 5);
  args->items()[0] = str_value(heap, encoding);
  args->items()[1] = object;
  args->items()[2] = Value::integer(static_cast<int64_t>(start));
  args->items()[3] = Value::integer(static_cast<int64_t>(end));
  args->items()[4] = str_value(heap, reason);
  const ExceptionKind kind = decoding ? ExceptionKind::kUnicodeDecodeError : ExceptionKind::kUnicodeEncodeError;
  return interp.raise_value(make_exception(heap, exception_type(kind), std::move(args)));
}

}  // namespace interloom::lang
