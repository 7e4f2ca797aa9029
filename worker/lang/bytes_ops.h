// bytes and bytearray: what they share. Methods are written once, over views; their results have the type of self.
#pragma once

#include <cstdint>
#include <string_view>

#include "worker/lang/args.h"
#include "worker/lang/heap.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/str.h"

namespace interloom::lang {

// Mutable bytes.
struct BytearrayObject : Object {
  BytearrayObject() = default;
  char* data = nullptr;
  uint64_t size = 0;
  uint64_t capacity = 0;
  std::string_view view() const { return {data, size}; }
  // Replaces `removed` bytes at a place by others, which may be its own. Throws BudgetStop.
  void splice(uint64_t at, uint64_t removed, std::string_view bytes);
  static const Type kType;
};
Value make_bytearray(Interpreter& interp, const Type& type, std::string_view bytes);

// The bytes of a bytes or bytearray; false: it is neither. Valid until a bytearray changes.
bool bytes_like(const Value& value, std::string_view* out);
// The same, with TypeError "a bytes-like object is required, not 'str'".
bool need_bytes(Interpreter& interp, const Value& value, std::string_view* out);
// An int as a byte. False: TypeError, or ValueError "byte must be in range(0, 256)" (`what`: "byte", "bytes").
bool need_byte(Interpreter& interp, const Value& value, unsigned char* out, const char* what = "byte");
// An exact bytes or bytearray, as self is.
Value make_like(Interpreter& interp, const Value& self, std::string_view bytes);
inline std::string_view bytes_self(const Value& self) {
  std::string_view out;
  bytes_like(self, &out);
  return out;
}
// What bytes(...) and bytearray(...) take: source, encoding, errors. False: raised.
bool bytes_from_arguments(Interpreter& interp, const char* function, const Args& args, std::string* out);
// An iterable of ints, or a bytes-like object.
bool bytes_from_iterable(Interpreter& interp, const Value& iterable, const char* what, std::string* out);

// Slots of both types.
Value bytes_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right);
Value bytes_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right);
int bytes_contains(Interpreter& interp, Object* self, const Value& item);
Value bytes_get_item(Interpreter& interp, Object* self, const Value& key);

extern const Method kBytesMethods[];
extern const Method kBytearrayMethods[];

#define IL_BYTES_METHOD(name) Value bytes_##name(Interpreter& interp, const Value& self, const Args& args)
// bytes_search.cpp
IL_BYTES_METHOD(count);
IL_BYTES_METHOD(endswith);
IL_BYTES_METHOD(find);
IL_BYTES_METHOD(index);
IL_BYTES_METHOD(partition);
IL_BYTES_METHOD(removeprefix);
IL_BYTES_METHOD(removesuffix);
IL_BYTES_METHOD(replace);
IL_BYTES_METHOD(rfind);
IL_BYTES_METHOD(rindex);
IL_BYTES_METHOD(rpartition);
IL_BYTES_METHOD(startswith);
// bytes_split.cpp
IL_BYTES_METHOD(join);
IL_BYTES_METHOD(lstrip);
IL_BYTES_METHOD(rsplit);
IL_BYTES_METHOD(rstrip);
IL_BYTES_METHOD(split);
IL_BYTES_METHOD(splitlines);
IL_BYTES_METHOD(strip);
// bytes_case.cpp
IL_BYTES_METHOD(capitalize);
IL_BYTES_METHOD(isalnum);
IL_BYTES_METHOD(isalpha);
IL_BYTES_METHOD(isascii);
IL_BYTES_METHOD(isdigit);
IL_BYTES_METHOD(islower);
IL_BYTES_METHOD(isspace);
IL_BYTES_METHOD(istitle);
IL_BYTES_METHOD(isupper);
IL_BYTES_METHOD(lower);
IL_BYTES_METHOD(swapcase);
IL_BYTES_METHOD(title);
IL_BYTES_METHOD(upper);
// bytes_layout.cpp
IL_BYTES_METHOD(center);
IL_BYTES_METHOD(decode);
IL_BYTES_METHOD(expandtabs);
IL_BYTES_METHOD(fromhex);
IL_BYTES_METHOD(hex);
IL_BYTES_METHOD(ljust);
IL_BYTES_METHOD(maketrans);
IL_BYTES_METHOD(rjust);
IL_BYTES_METHOD(translate);
IL_BYTES_METHOD(zfill);
#undef IL_BYTES_METHOD

// The entries of both method tables.
#define IL_SHARED_BYTES_METHODS                                                                                                  \
  {"capitalize", bytes_capitalize}, {"center", bytes_center}, {"count", bytes_count}, {"decode", bytes_decode},                  \
      {"endswith", bytes_endswith}, {"expandtabs", bytes_expandtabs}, {"find", bytes_find},                                      \
      {"fromhex", bytes_fromhex, MethodKind::kClass}, {"hex", bytes_hex}, {"index", bytes_index}, {"isalnum", bytes_isalnum},    \
      {"isalpha", bytes_isalpha}, {"isascii", bytes_isascii}, {"isdigit", bytes_isdigit}, {"islower", bytes_islower},            \
      {"isspace", bytes_isspace}, {"istitle", bytes_istitle}, {"isupper", bytes_isupper}, {"join", bytes_join},                  \
      {"ljust", bytes_ljust}, {"lower", bytes_lower}, {"lstrip", bytes_lstrip},                                                  \
      {"maketrans", bytes_maketrans, MethodKind::kStatic}, {"partition", bytes_partition}, {"removeprefix", bytes_removeprefix}, \
      {"removesuffix", bytes_removesuffix}, {"replace", bytes_replace}, {"rfind", bytes_rfind}, {"rindex", bytes_rindex},        \
      {"rjust", bytes_rjust}, {"rpartition", bytes_rpartition}, {"rsplit", bytes_rsplit}, {"rstrip", bytes_rstrip},              \
      {"split", bytes_split}, {"splitlines", bytes_splitlines}, {"startswith", bytes_startswith}, {"strip", bytes_strip},        \
      {"swapcase", bytes_swapcase}, {"title", bytes_title}, {"translate", bytes_translate}, {"upper", bytes_upper}, {            \
    "zfill", bytes_zfill                                                                                                         \
  }

}  // namespace interloom::lang
