// The type bytearray.
#include <algorithm>

#include "worker/lang/bytes_ops.h"
#include "worker/lang/containers.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

BytearrayObject& array_of(Object* self) { return *static_cast<BytearrayObject*>(self); }
BytearrayObject& array_of(const Value& self) { return array_of(self.object()); }

bool array_index(Interpreter& interp, const Value& key, const BytearrayObject& array, int64_t* out) {
  return resolve_index(interp, key, static_cast<int64_t>(array.size), "bytearray indices", "bytearray index out of range", out);
}

// What may be assigned to a slice.
bool slice_source(Interpreter& interp, const Value& value, std::string* out) {
  std::string_view view;
  if (bytes_like(value, &view)) {
    *out = view;
    return charge_bytes(interp, view.size());
  }
  if (value.is<StrObject>() || is_number(value) || !is_iterable(value)) {
    interp.raise(ExceptionKind::kTypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    return false;
  }
  return bytes_from_iterable(interp, value, "byte", out);
}

void delete_range(BytearrayObject& array, const SliceRange& range) {
  if (range.count == 0) return;
  const int64_t step = range.step < 0 ? -range.step : range.step;
  const int64_t first = range.step < 0 ? range.at(range.count - 1) : range.start;
  uint64_t write = static_cast<uint64_t>(first);
  int64_t next = first, left = range.count;
  for (uint64_t read = write; read < array.size; ++read) {
    if (left > 0 && static_cast<int64_t>(read) == next) {
      if (--left > 0) next += step;
    } else {
      array.data[write++] = array.data[read];
    }
  }
  array.size = write;
}

bool set_slice(Interpreter& interp, BytearrayObject& array, const SliceObject& slice, const Value& value) {
  // The slice is judged first; making the bytes may change the size, so it counts anew afterwards.
  std::string bytes;
  SliceRange range;
  if (!resolve_slice(interp, slice, static_cast<int64_t>(array.size), &range) || !slice_source(interp, value, &bytes) ||
      !resolve_slice(interp, slice, static_cast<int64_t>(array.size), &range))
    return false;
  if (!charge_bytes(interp, array.size)) return false;
  if (range.step == 1) {
    array.splice(range.start, range.count, bytes);
    return true;
  }
  if (bytes.empty()) {
    delete_range(array, range);
    return true;
  }
  if (bytes.size() != static_cast<uint64_t>(range.count)) {
    interp.raise(ExceptionKind::kValueError, "attempt to assign bytes of size ", bytes.size(), " to extended slice of size ",
                 range.count);
    return false;
  }
  for (int64_t i = 0; i < range.count; ++i) array.data[range.at(i)] = bytes[static_cast<size_t>(i)];
  return true;
}

bool set_item_of(Interpreter& interp, Object* self, const Value& key, const Value& value) {
  BytearrayObject& array = array_of(self);
  if (const auto* slice = key.as<SliceObject>()) return set_slice(interp, array, *slice, value);
  int64_t index;
  unsigned char byte;
  // The byte first: its __index__ may change the size.
  if (!is_integer(key) && !(key.is_object() && key.type()->to_index)) return array_index(interp, key, array, &index);
  if (!need_byte(interp, value, &byte) || !array_index(interp, key, array, &index)) return false;
  array.data[index] = static_cast<char>(byte);
  return true;
}

bool del_item_of(Interpreter& interp, Object* self, const Value& key) {
  BytearrayObject& array = array_of(self);
  if (!charge_bytes(interp, array.size)) return false;
  const auto* slice = key.as<SliceObject>();
  if (!slice) {
    int64_t index;
    if (!array_index(interp, key, array, &index)) return false;
    array.splice(index, 1, {});
    return true;
  }
  SliceRange range;
  if (!resolve_slice(interp, *slice, static_cast<int64_t>(array.size), &range)) return false;
  delete_range(array, range);
  return true;
}

Value inplace(Interpreter& interp, BinaryOp op, const Value& self, const Value& other) {
  BytearrayObject& array = array_of(self);
  if (op == BinaryOp::kAdd) {
    std::string_view bytes;
    if (!bytes_like(other, &bytes))
      return interp.raise(ExceptionKind::kTypeError, "can't concat ", other.type_name(), " to bytearray");
    if (!charge_bytes(interp, bytes.size())) return Value::error();
    array.splice(array.size, 0, bytes);
    return self;
  }
  if (op != BinaryOp::kMul) return Value::not_implemented();
  const Value product = bytes_binary(interp, op, self, other);
  if (product.is_error() || product.is_not_implemented()) return product;
  array.splice(0, array.size, bytes_self(product));
  return self;
}

Value append(Interpreter& interp, const Value& self, const Args& args) {
  unsigned char byte;
  if (!check_positional(interp, "bytearray.append", args, 1, 1) || !need_byte(interp, args[0], &byte)) return Value::error();
  array_of(self).splice(array_of(self).size, 0, {reinterpret_cast<const char*>(&byte), 1});
  return Value::none();
}

Value clear(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "bytearray.clear", args, 0, 0)) return Value::error();
  array_of(self).splice(0, array_of(self).size, {});
  return Value::none();
}

Value copy(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "bytearray.copy", args, 0, 0)) return Value::error();
  return make_like(interp, self, bytes_self(self));
}

Value extend(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "bytearray.extend", args, 1, 1)) return Value::error();
  std::string_view view;
  std::string bytes;
  if (bytes_like(args[0], &view)) {
    bytes = view;
  } else if (!is_iterable(args[0])) {
    return interp.raise(ExceptionKind::kTypeError, "can't extend bytearray with ", args[0].type_name());
  } else if (!bytes_from_iterable(interp, args[0], "byte", &bytes)) {
    return Value::error();
  }
  if (!charge_bytes(interp, bytes.size())) return Value::error();
  array_of(self).splice(array_of(self).size, 0, bytes);
  return Value::none();
}

Value insert(Interpreter& interp, const Value& self, const Args& args) {
  int64_t index;
  unsigned char byte;
  if (!check_positional(interp, "insert", args, 2, 2) || !to_int64(interp, args[0], &index) || !need_byte(interp, args[1], &byte))
    return Value::error();
  BytearrayObject& array = array_of(self);
  if (!charge_bytes(interp, array.size)) return Value::error();
  const int64_t size = static_cast<int64_t>(array.size);
  if (index < 0) index += size;
  array.splice(std::clamp<int64_t>(index, 0, size), 0, {reinterpret_cast<const char*>(&byte), 1});
  return Value::none();
}

Value pop(Interpreter& interp, const Value& self, const Args& args) {
  int64_t index = -1;
  if (!check_positional(interp, "pop", args, 0, 1) || (args.size() && !to_int64(interp, args[0], &index))) return Value::error();
  BytearrayObject& array = array_of(self);
  const int64_t size = static_cast<int64_t>(array.size);
  if (size == 0) return interp.raise(ExceptionKind::kIndexError, "pop from empty bytearray");
  if (index < 0) index += size;
  if (index < 0 || index >= size) return interp.raise(ExceptionKind::kIndexError, "pop index out of range");
  if (!charge_bytes(interp, static_cast<uint64_t>(size - index))) return Value::error();
  const unsigned char byte = static_cast<unsigned char>(array.data[index]);
  array.splice(index, 1, {});
  return Value::integer(byte);
}

Value remove(Interpreter& interp, const Value& self, const Args& args) {
  unsigned char byte;
  if (!check_positional(interp, "bytearray.remove", args, 1, 1) || !need_byte(interp, args[0], &byte)) return Value::error();
  BytearrayObject& array = array_of(self);
  if (!charge_bytes(interp, array.size)) return Value::error();
  const size_t at = array.view().find(static_cast<char>(byte));
  if (at == std::string_view::npos) return interp.raise(ExceptionKind::kValueError, "value not found in bytearray");
  array.splice(at, 1, {});
  return Value::none();
}

Value reverse(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "bytearray.reverse", args, 0, 0) || !charge_bytes(interp, array_of(self).size))
    return Value::error();
  std::reverse(array_of(self).data, array_of(self).data + array_of(self).size);
  return Value::none();
}

Value construct_bytearray(Interpreter& interp, const Type& type, const Args& args) {
  std::string bytes;
  return bytes_from_arguments(interp, "bytearray", args, &bytes) ? make_bytearray(interp, type, bytes) : Value::error();
}

Value repr_of(Interpreter& interp, Object* self) {
  const std::string_view bytes = array_of(self).view();
  if (!charge_bytes(interp, bytes.size() * 4)) return Value::error();
  if (!interp.heap().fits(bytes.size() * 4)) interp.heap().fail_over_quota();
  return str_value(interp.heap(), str_cat(self->type->name, "(", repr_of_bytes(bytes, true), ")"));
}

}  // namespace

void BytearrayObject::splice(uint64_t at, uint64_t removed, std::string_view bytes) {
  const std::string own(data && bytes.data() >= data && bytes.data() < data + size ? bytes : std::string_view());
  if (!own.empty()) bytes = own;
  const uint64_t wanted = size - removed + bytes.size();
  if (wanted > capacity) {
    const uint64_t grown = std::max<uint64_t>({wanted, capacity + capacity / 4, 16});
    data = static_cast<char*>(Heap::of(this).reallocate_raw(data, capacity, grown));
    capacity = grown;
  }
  if (size > at + removed) std::memmove(data + at + bytes.size(), data + at + removed, size - at - removed);
  if (!bytes.empty()) std::memcpy(data + at, bytes.data(), bytes.size());
  size = wanted;
}

Value make_bytearray(Interpreter& interp, const Type& type, std::string_view bytes) {
  auto array = interp.heap().make_typed<BytearrayObject>(type);
  array->splice(0, 0, bytes);
  return Value::object(std::move(array));
}

const Method kBytearrayMethods[] = {
    IL_SHARED_BYTES_METHODS, {"append", append}, {"clear", clear},   {"copy", copy},       {"extend", extend},
    {"insert", insert},      {"pop", pop},       {"remove", remove}, {"reverse", reverse}, {nullptr, nullptr},
};

const Type BytearrayObject::kType = {
    .name = "bytearray",
    .basic_size = sizeof(BytearrayObject),
    .destroy = [](Heap& heap, Object* self) { heap.free_raw(array_of(self).data, array_of(self).capacity); },
    .repr = repr_of,
    .unhashable = true,
    .compare = bytes_compare,
    .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(array_of(self).size); },
    .get_item = bytes_get_item,
    .set_item = set_item_of,
    .del_item = del_item_of,
    .contains = bytes_contains,
    .iter = make_sequence_iterator,
    .binary = bytes_binary,
    .sequence = true,
    .inplace = inplace,
    .construct = construct_bytearray,
    .methods = kBytearrayMethods,
};

}  // namespace interloom::lang
