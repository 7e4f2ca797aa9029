// Texts under regular expressions: kinds, positions, parts.
#include <algorithm>

#include "worker/lang/bytes_ops.h"
#include "worker/lang/iterators.h"
#include "worker/lang/modules/re_objects.h"
#include "worker/lang/number.h"

namespace interloom::lang::modules {
namespace {

constexpr uint64_t kCrumbStride = 64;  // of StrObject::crumbs

// A position argument, clamped to the text.
bool position(Interpreter& interp, const Value* value, uint64_t fallback, uint64_t length, uint64_t* out) {
  int64_t index;
  if (!value) {
    *out = fallback;
    return true;
  }
  if (!to_int64(interp, *value, &index)) return false;
  *out = static_cast<uint64_t>(std::clamp<int64_t>(index, 0, static_cast<int64_t>(length)));
  return true;
}

}  // namespace

// Offsets of every 64th code point are kept with a long str, so a position costs the same wherever it is.
uint64_t RegexText::index_of(Heap& heap, uint64_t offset) const {
  if (narrow) return offset;
  if (offset >= bytes.size()) return str->length;
  str_offset(heap, *str, 0);
  uint64_t from = 0, index = 0;
  if (str->crumbs) {
    const uint32_t* end = str->crumbs + str->length / kCrumbStride + 1;
    const uint32_t* at = std::upper_bound<const uint32_t*>(str->crumbs, end, static_cast<uint32_t>(offset)) - 1;
    from = *at;
    index = static_cast<uint64_t>(at - str->crumbs) * kCrumbStride;
  }
  return index + count_code_points(bytes.substr(from, offset - from));
}

Value RegexText::slice(Interpreter& interp, uint64_t first, uint64_t last) const {
  const uint64_t size = last - first;
  if (size > 256 && !charge_bytes(interp, size)) return Value::error();
  Heap& heap = interp.heap();
  if (!str) {
    if (size == bytes.size() && value.exact<BytesObject>()) return value;
    return Value::object(make_bytes(heap, bytes.substr(first, size)));
  }
  if (size == bytes.size() && value.exact<StrObject>()) return value;
  if (narrow) return Value::object(heap.make_sized<StrObject>(size, bytes.substr(first, size), size));
  return str_value(heap, bytes.substr(first, size));
}

RegexText regex_text_of(const Value& value) {
  RegexText text;
  text.value = value;
  text.str = value.as<StrObject>();
  text.bytes = text.str ? text.str->view() : value.as<BytesObject>()->view();
  text.narrow = !text.str || text.str->ascii();
  return text;
}

bool regex_text(Interpreter& interp, const PatternObject& pattern, const Value& value, RegexText* out) {
  const bool bytes_pattern = pattern.program.bytes;
  // A bytearray could change under the matcher, and under its matches: they are of a copy.
  const auto* mutable_bytes = value.as<BytearrayObject>();
  if (mutable_bytes && !charge_bytes(interp, mutable_bytes->size)) return false;
  auto fail = [&](std::string_view text) {
    interp.raise(ExceptionKind::kTypeError, text);
    return false;
  };
  if (value.is<StrObject>()) {
    if (bytes_pattern) return fail("cannot use a bytes pattern on a string-like object");
  } else if (value.is<BytesObject>() || mutable_bytes) {
    if (!bytes_pattern) return fail("cannot use a string pattern on a bytes-like object");
  } else {
    return fail(str_cat("expected string or bytes-like object, got '", value.type_name(), "'"));
  }
  *out = regex_text_of(mutable_bytes ? Value::object(make_bytes(interp.heap(), mutable_bytes->view())) : value);
  if (out->bytes.size() <= RegexMatcher::kMaxText) return true;
  interp.raise(ExceptionKind::kOverflowError, "the text is too long for a regular expression");
  return false;
}

bool regex_span(Interpreter& interp, const RegexText& text, const Value* pos, const Value* endpos, RegexSpan* out) {
  const uint64_t length = text.length();
  if (!position(interp, pos, 0, length, &out->first) || !position(interp, endpos, length, length, &out->last)) return false;
  out->first_offset = text.offset_of(interp.heap(), out->first);
  out->last_offset = text.offset_of(interp.heap(), out->last);
  return true;
}

}  // namespace interloom::lang::modules
