// str and bytes. A str is immutable UTF-8 with code point semantics: length, index and slice count code points; lone
// surrogates are kept as three bytes (WTF-8), as CPython keeps them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "worker/lang/heap.h"
#include "worker/lang/value.h"

namespace interloom::lang {

struct StrObject : Object {
  StrObject(std::string_view text, uint64_t code_points) : size(text.size()), length(code_points) {
    if (size) std::memcpy(mutable_data(), text.data(), size);
  }
  StrObject(uint64_t bytes, uint64_t code_points) : size(bytes), length(code_points) {}  // content to be written
  uint64_t size;                                                                         // bytes
  uint64_t length;                                                                       // code points
  int64_t hash = -1;                                                                     // -1: not computed
  uint32_t* crumbs = nullptr;  // byte offset of every 64th code point; made at the first index into a long non-ASCII str

  const char* data() const { return reinterpret_cast<const char*>(this + 1); }
  char* mutable_data() { return reinterpret_cast<char*>(this + 1); }
  std::string_view view() const { return {data(), size}; }
  bool ascii() const { return size == length; }
  static const Type kType;
};

struct BytesObject : Object {
  explicit BytesObject(std::string_view bytes) : size(bytes.size()) {
    if (size) std::memcpy(reinterpret_cast<char*>(this + 1), bytes.data(), size);
  }
  uint64_t size;
  std::string_view view() const { return {reinterpret_cast<const char*>(this + 1), size}; }
  static const Type kType;
};

// REQUIRES: valid UTF-8 (or WTF-8) for make_str; make_str_lossy replaces what is not by U+FFFD.
Ref<StrObject> make_str(Heap& heap, std::string_view utf8);
Ref<StrObject> make_str_lossy(Heap& heap, std::string_view bytes);
Ref<BytesObject> make_bytes(Heap& heap, std::string_view bytes);
inline Value str_value(Heap& heap, std::string_view utf8) { return Value::object(make_str(heap, utf8)); }

// The first place of `part` at or after `from`, or npos. Linear time whatever the texts (std::string_view::find is not).
size_t find_bytes(std::string_view text, std::string_view part, size_t from = 0);
// Code points of valid UTF-8.
uint64_t count_code_points(std::string_view utf8);
// Byte offset of a code point. REQUIRES: index <= str.length.
uint64_t str_offset(Heap& heap, StrObject& str, uint64_t index);
// repr as CPython prints it: quotes chosen, escapes, unprintable as \x, \u, \U.
std::string repr_of_str(std::string_view utf8);
std::string repr_of_bytes(std::string_view bytes, bool of_bytearray = false);  // a bytearray escapes every '
// Keyed hash, never -1.
int64_t hash_bytes(std::string_view bytes, uint64_t seed);
void append_utf8(std::string& out, uint32_t code_point);
// Decodes at *pos and moves it. REQUIRES: *pos < text.size(); malformed bytes decode as U+FFFD.
uint32_t next_code_point(std::string_view text, size_t* pos);
bool valid_utf8(std::string_view bytes);

}  // namespace interloom::lang
