// The type bytes, and the slots that bytearray shares with it.
#include <algorithm>

#include "worker/lang/bytes_ops.h"
#include "worker/lang/class.h"
#include "worker/lang/codec.h"
#include "worker/lang/containers.h"
#include "worker/lang/format.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

Value construct_bytes(Interpreter& interp, const Type& type, const Args& args) {
  std::string bytes;
  if (!bytes_from_arguments(interp, "bytes", args, &bytes)) return Value::error();
  return Value::object(interp.heap().make_typed_sized<BytesObject>(type, bytes.size(), bytes));
}

bool is_array(const Object* self) { return is_subtype(self->type, &BytearrayObject::kType); }

// What is neither bytes-like nor fits otherwise.
bool source_bytes(Interpreter& interp, const char* function, const Value& source, std::string* out) {
  std::string_view view;
  if (bytes_like(source, &view)) {
    *out = view;
    return charge_bytes(interp, view.size());
  }
  if (source.is_object() && source.type()->user_class) {
    const Value made = call_special(interp, source, "__bytes__", {});
    if (made.is_error()) return false;
    if (const auto* bytes = made.as<BytesObject>()) {
      *out = bytes->view();
      return true;
    }
    if (!made.is_undefined()) {
      interp.raise(ExceptionKind::kTypeError, "__bytes__ returned non-bytes (type ", made.type_name(), ")");
      return false;
    }
  }
  if (is_integer(source) || (source.is_object() && source.type()->to_index)) {
    int64_t count;
    if (!to_int64(interp, source, &count)) {
      if (!source.is<BigIntObject>() || interp.stopping()) return false;
      interp.take_exception();
      interp.raise(ExceptionKind::kOverflowError, "cannot fit 'int' into an index-sized integer");
      return false;
    }
    if (count < 0) {
      interp.raise(ExceptionKind::kValueError, "negative count");
      return false;
    }
    if (!interp.heap().fits(static_cast<uint64_t>(count))) interp.heap().fail_over_quota();
    out->assign(static_cast<size_t>(count), '\0');
    return charge_bytes(interp, out->size());
  }
  if (source.is<StrObject>()) {
    interp.raise(ExceptionKind::kTypeError, "string argument without an encoding");
    return false;
  }
  if (!is_iterable(source)) {
    interp.raise(ExceptionKind::kTypeError, "cannot convert '", source.type_name(), "' object to ", function);
    return false;
  }
  return bytes_from_iterable(interp, source, function[5] == 'a' ? "byte" : "bytes", out);
}

Value bytes_repr(Interpreter& interp, Object* self) {
  const std::string_view bytes = static_cast<BytesObject*>(self)->view();
  if (!charge_bytes(interp, bytes.size() * 4)) return Value::error();
  if (!interp.heap().fits(bytes.size() * 4)) interp.heap().fail_over_quota();
  return str_value(interp.heap(), repr_of_bytes(bytes));
}

}  // namespace

bool bytes_like(const Value& value, std::string_view* out) {
  if (const auto* bytes = value.as<BytesObject>()) {
    *out = bytes->view();
    return true;
  }
  if (const auto* array = value.as<BytearrayObject>()) {
    *out = array->view();
    return true;
  }
  return false;
}

bool need_bytes(Interpreter& interp, const Value& value, std::string_view* out) {
  if (bytes_like(value, out)) return true;
  interp.raise(ExceptionKind::kTypeError, "a bytes-like object is required, not '", value.type_name(), "'");
  return false;
}

bool need_byte(Interpreter& interp, const Value& value, unsigned char* out, const char* what) {
  int64_t number = -1;
  if (!value.is<BigIntObject>() && !to_int64(interp, value, &number)) return false;
  if (number < 0 || number > 255) {
    interp.raise(ExceptionKind::kValueError, what, " must be in range(0, 256)");
    return false;
  }
  *out = static_cast<unsigned char>(number);
  return true;
}

Value make_like(Interpreter& interp, const Value& self, std::string_view bytes) {
  if (is_array(self.object())) return make_bytearray(interp, BytearrayObject::kType, bytes);
  return Value::object(make_bytes(interp.heap(), bytes));
}

bool bytes_from_iterable(Interpreter& interp, const Value& iterable, const char* what, std::string* out) {
  return for_each(interp, iterable, [&](const Value& item) {
    unsigned char byte;
    if (!need_byte(interp, item, &byte, what)) return false;
    if (out->size() == out->capacity() && !interp.heap().fits(out->size() * 2)) interp.heap().fail_over_quota();
    *out += static_cast<char>(byte);
    return interp.charge_steps(1);
  });
}

bool bytes_from_arguments(Interpreter& interp, const char* function, const Args& args, std::string* out) {
  static constexpr const char* kNames[] = {"source", "encoding", "errors"};
  const Value* given[3];
  std::string_view encoding = "utf-8", errors = "strict";
  if (!bind_args(interp, {.function = function, .names = kNames}, args, given) ||
      !codec_argument(interp, function, "encoding", given[1], &encoding) ||
      !codec_argument(interp, function, "errors", given[2], &errors))
    return false;
  if (!given[1] && !given[2]) return !given[0] || source_bytes(interp, function, *given[0], out);
  if (!given[0] || !given[0]->is<StrObject>()) {
    interp.raise(ExceptionKind::kTypeError, given[1] ? "encoding without a string argument" : "errors without a string argument");
    return false;
  }
  if (!given[1]) {
    interp.raise(ExceptionKind::kTypeError, "string argument without an encoding");
    return false;
  }
  const Value made = encode_str(interp, *given[0], encoding, errors);
  if (made.is_error()) return false;
  *out = made.as<BytesObject>()->view();
  return true;
}

Value bytes_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  std::string_view a, b;
  if (!bytes_like(left, &a) || !bytes_like(right, &b)) return Value::not_implemented();
  if (!charge_bytes(interp, std::min(a.size(), b.size()))) return Value::error();
  return Value::boolean(order_matches(op, a.compare(b)));
}

Value bytes_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  std::string_view a, b;
  const bool left_bytes = bytes_like(left, &a), right_bytes = bytes_like(right, &b);
  if (op == BinaryOp::kMod && left_bytes) {
    const Value out = percent_format(interp, a, true, right);
    return out.is_error() || !is_array(left.object()) ? out : make_like(interp, left, bytes_self(out));
  }
  if (op == BinaryOp::kMul && (left_bytes || right_bytes)) {
    const Value& self = left_bytes ? left : right;
    const Value& factor = left_bytes ? right : left;
    const std::string_view bytes = left_bytes ? a : b;
    int64_t count;
    if (!repeat_count(interp, factor, &count)) return repeat_failed(interp, factor);
    uint64_t size;
    if (!checked_repeat(interp, bytes.size(), count, &size)) return Value::error();
    std::string out;
    out.reserve(size);
    for (int64_t i = 0; i < count && !bytes.empty(); ++i) out += bytes;
    return make_like(interp, self, out);
  }
  if (op != BinaryOp::kAdd || !left_bytes || !right_bytes) return Value::not_implemented();
  if (!interp.heap().fits(a.size() + b.size())) interp.heap().fail_over_quota();
  if (!charge_bytes(interp, a.size() + b.size())) return Value::error();
  return make_like(interp, left, str_cat(a, b));
}

int bytes_contains(Interpreter& interp, Object* self, const Value& item) {
  std::string_view part;
  unsigned char byte;
  if (!bytes_like(item, &part)) {
    if (!is_integer(item) && !(item.is_object() && item.type()->to_index)) return need_bytes(interp, item, &part) ? 1 : -1;
    if (!need_byte(interp, item, &byte)) return -1;
    part = {reinterpret_cast<const char*>(&byte), 1};
  }
  const std::string_view bytes = bytes_self(Value::share(self));
  if (!charge_bytes(interp, bytes.size())) return -1;
  return find_bytes(bytes, part) != std::string_view::npos;
}

Value bytes_get_item(Interpreter& interp, Object* self, const Value& key) {
  const Value owner = Value::share(self);
  if (auto* slice = key.as<SliceObject>()) {
    const std::string_view bytes = bytes_self(owner);
    SliceRange range;
    if (!resolve_slice(interp, *slice, static_cast<int64_t>(bytes.size()), &range)) return Value::error();
    if (range.step == 1) return make_like(interp, owner, bytes.substr(range.start, range.count));
    if (!interp.heap().fits(range.count)) interp.heap().fail_over_quota();
    if (!charge_bytes(interp, range.count * 8)) return Value::error();
    std::string out;
    for (int64_t i = 0; i < range.count; ++i) out += bytes[range.at(i)];
    return make_like(interp, owner, out);
  }
  const bool array = is_array(self);
  const std::string_view bytes = bytes_self(owner);
  int64_t index;
  if (!resolve_index(interp, key, static_cast<int64_t>(bytes.size()), array ? "bytearray indices" : "byte indices",
                     array ? "bytearray index out of range" : "index out of range", &index))
    return Value::error();
  return Value::integer(static_cast<unsigned char>(bytes[index]));
}

const Method kBytesMethods[] = {IL_SHARED_BYTES_METHODS, {nullptr, nullptr}};

const Type BytesObject::kType = {
    .name = "bytes",
    .basic_size = sizeof(BytesObject),
    .instance_bytes = [](const Object* self) { return sizeof(BytesObject) + static_cast<const BytesObject*>(self)->size; },
    .repr = bytes_repr,
    .str = bytes_repr,
    .hash =
        [](Interpreter& interp, Object* self, int64_t* out) {
          if (!charge_bytes(interp, static_cast<BytesObject*>(self)->size)) return false;
          *out = hash_bytes(static_cast<BytesObject*>(self)->view(), interp.hash_seed());
          return true;
        },
    .compare = bytes_compare,
    .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(static_cast<BytesObject*>(self)->size); },
    .get_item = bytes_get_item,
    .contains = bytes_contains,
    .iter = make_sequence_iterator,
    .binary = bytes_binary,
    .sequence = true,
    .construct = construct_bytes,
    .methods = kBytesMethods,
};

Ref<BytesObject> make_bytes(Heap& heap, std::string_view bytes) { return heap.make_sized<BytesObject>(bytes.size(), bytes); }

}  // namespace interloom::lang
