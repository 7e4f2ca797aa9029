// Text encodings: str.encode and bytes.decode with CPython's error handlers and exceptions.
//
// Encodings: utf-8 (and -sig), ascii, latin-1, utf-16 and utf-32 (with a byte order mark, or le and be). Handlers: strict,
// ignore, replace, backslashreplace, xmlcharrefreplace, surrogateescape, surrogatepass.
#pragma once

#include <string_view>

#include "worker/lang/args.h"
#include "worker/lang/value.h"

namespace interloom::lang {

enum class Encoding : uint8_t {
  kUtf8,
  kUtf8Sig,
  kAscii,
  kLatin1,
  kUtf16,
  kUtf16Le,
  kUtf16Be,
  kUtf32,
  kUtf32Le,
  kUtf32Be,
  kUnknown
};
Encoding find_encoding(std::string_view name);

// A bytes value; or raised: UnicodeEncodeError, LookupError. REQUIRES: str is a StrObject.
Value encode_str(Interpreter& interp, const Value& str, std::string_view encoding, std::string_view errors);
// A str value. `object` is what the bytes belong to, for the exception.
Value decode_bytes(Interpreter& interp, const Value& object, std::string_view bytes, std::string_view encoding,
                   std::string_view errors);
// An optional str argument. False: TypeError raised.
bool codec_argument(Interpreter& interp, const char* function, const char* name, const Value* given, std::string_view* out);

// UnicodeEncodeError and UnicodeDecodeError.
Value raise_unicode_error(Interpreter& interp, bool decoding, std::string_view encoding, const Value& object, uint64_t start,
                          uint64_t end, std::string_view reason);

}  // namespace interloom::lang
