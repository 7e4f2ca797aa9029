#include "worker/lang/vm_ops.h"

#include <cstring>

#include "worker/lang/format.h"
#include "worker/lang/protocol.h"
#include "worker/lang/str.h"

namespace interloom::lang::vm {

Value build_list(Interpreter& interp, Value* items, uint32_t count) {
  auto list = make_list(interp.heap());
  list->reserve(count);
  for (uint32_t i = 0; i < count; ++i) list->append(std::move(items[i]));
  return Value::object(std::move(list));
}

Value build_tuple(Interpreter& interp, Value* items, uint32_t count) {
  auto tuple = make_tuple(interp.heap(), uint64_t{count});
  for (uint32_t i = 0; i < count; ++i) tuple->items()[i] = std::move(items[i]);
  return Value::object(std::move(tuple));
}

Value build_dict(Interpreter& interp, Value* pairs, uint32_t count) {
  auto dict = make_dict(interp.heap());
  for (uint32_t i = 0; i < count; ++i) {
    if (!dict->set(interp, pairs[2 * i], pairs[2 * i + 1])) return Value::error();
  }
  return Value::object(std::move(dict));
}

Value build_slice(Interpreter& interp, Value* parts, uint32_t count) {
  return Value::object(interp.heap().make<SliceObject>(parts[0], parts[1], count == 3 ? parts[2] : Value::none()));
}

namespace {

// Iterated by position.
bool has_items(const Value& value) {
  return value.is_object() && value.object()->type->get_item && !value.is<DictObject>();
}

}  // namespace

bool unpack_sequence(Interpreter& interp, Value* sp, uint32_t count) {
  const Value source = sp[-1];
  if (auto* tuple = source.exact<TupleObject>(); tuple && tuple->size == count) {
    sp[-1] = Value();
    for (uint32_t i = 0; i < count; ++i) new (&sp[static_cast<int64_t>(count) - 2 - i]) Value(tuple->items()[i]);
    return true;
  }
  if (!is_iterable(source) && !has_items(source)) {
    interp.raise(ExceptionKind::kTypeError, "cannot unpack non-iterable ", source.type_name(), " object");
    return false;
  }
  auto items = make_list(interp.heap());
  const Value iterator = get_iter(interp, source);
  if (iterator.is_error()) return false;
  while (items->size <= count) {
    Value item = iter_next(interp, iterator);
    if (item.is_error()) return false;
    if (item.is_undefined()) break;
    items->append(std::move(item));
  }
  if (items->size > count) {
    interp.raise(ExceptionKind::kValueError, "too many values to unpack (expected ", count, ")");
    return false;
  }
  if (items->size < count) {
    interp.raise(ExceptionKind::kValueError, "not enough values to unpack (expected ", count, ", got ", items->size, ")");
    return false;
  }
  sp[-1] = Value();
  for (uint32_t i = 0; i < count; ++i) new (&sp[static_cast<int64_t>(count) - 2 - i]) Value(items->items[i]);
  return true;
}

bool unpack_with_rest(Interpreter& interp, Value* sp, uint32_t before, uint32_t after) {
  const Value source = sp[-1];
  auto items = make_list(interp.heap());
  if (!source.exact<ListObject>() && !source.exact<TupleObject>() && !is_iterable(source) && !has_items(source)) {
    interp.raise(ExceptionKind::kTypeError, "cannot unpack non-iterable ", source.type_name(), " object");
    return false;
  }
  if (!extend_list(interp, *items, source)) return false;
  if (items->size < before + after) {
    interp.raise(ExceptionKind::kValueError, "not enough values to unpack (expected at least ", before + after, ", got ",
                 items->size, ")");
    return false;
  }
  auto rest = make_list(interp.heap(), items->span().subspan(before, items->size - before - after));
  sp[-1] = Value();
  Value* next = sp - 1;
  for (uint32_t i = 0; i < after; ++i) new (next++) Value(items->items[items->size - 1 - i]);
  new (next++) Value(Value::object(std::move(rest)));
  for (uint32_t i = before; i-- > 0;) new (next++) Value(items->items[i]);
  return true;
}

bool list_append(Interpreter& interp, const Value& list, Value item) {
  if (auto* object = list.as<ListObject>()) {
    object->append(std::move(item));
    return true;
  }
  interp.raise(ExceptionKind::kSystemError, "append to a ", list.type_name());
  return false;
}

Value build_set(Interpreter& interp, Value* items, uint32_t count) {
  auto set = make_set(interp.heap());
  for (uint32_t i = 0; i < count; ++i) {
    if (set->add(interp, items[i]) < 0) return Value::error();
  }
  return Value::object(std::move(set));
}

bool set_add(Interpreter& interp, const Value& set, const Value& item) { return as_set(set)->add(interp, item) >= 0; }

bool set_update(Interpreter& interp, const Value& set, const Value& iterable) {
  return lang::update_set(interp, *as_set(set), iterable);
}

bool list_extend(Interpreter& interp, const Value& list, const Value& iterable) {
  if (!is_iterable(iterable) && !has_items(iterable)) {
    interp.raise(ExceptionKind::kTypeError, "Value after * must be an iterable, not ", iterable.type_name());
    return false;
  }
  return extend_list(interp, *list.as<ListObject>(), iterable);
}

bool dict_update(Interpreter& interp, const Value& dict, const Value& mapping) {
  DictObject& into = *dict.as<DictObject>();
  if (auto* source = mapping.exact<DictObject>()) {
    if (!interp.charge_steps(source->size / 8)) return false;
    uint64_t position = 0;
    while (auto* entry = source->next(&position)) {
      const Value key = entry->key, value = entry->value;
      if (!into.set(interp, key, value)) return false;
    }
    return true;
  }
  const Value keys = get_attr(interp, mapping, "keys");
  if (keys.is_error()) {
    if (as_exception(interp.exception()) &&
        is_subtype(interp.exception().object()->type, &exception_type(ExceptionKind::kAttributeError))) {
      interp.take_exception();
      interp.raise(ExceptionKind::kTypeError, "'", mapping.type_name(), "' object is not a mapping");
    }
    return false;
  }
  const Value list = call(interp, keys, Args());
  return !list.is_error() && for_each(interp, list, [&](const Value& key) {
    Value value = get_item(interp, mapping, key);
    return !value.is_error() && into.set(interp, key, std::move(value));
  });
}

Value list_to_tuple(Interpreter& interp, const Value& list) {
  ListObject& items = *list.as<ListObject>();
  if (!interp.charge_steps(items.size / 16)) return Value::error();
  return Value::object(make_tuple(interp.heap(), items.span()));
}

Value build_string(Interpreter& interp, Value* parts, uint32_t count) {
  uint64_t bytes = 0, length = 0;
  for (uint32_t i = 0; i < count; ++i) {
    const auto* part = parts[i].as<StrObject>();
    if (!part) return interp.raise(ExceptionKind::kSystemError, "a string is made of a ", parts[i].type_name());
    bytes += part->size;
    length += part->length;
  }
  if (!interp.charge_steps(bytes / 64)) return Value::error();
  auto text = interp.heap().make_sized<StrObject>(bytes + 1, bytes, length);
  char* at = text->mutable_data();
  for (uint32_t i = 0; i < count; ++i) {
    const auto* part = parts[i].as<StrObject>();
    std::memcpy(at, part->data(), part->size);
    at += part->size;
  }
  return Value::object(std::move(text));
}

Value format_value(Interpreter& interp, const Value& value, uint32_t conversion, const Value& spec) {
  Value text = value;
  if (conversion == 1) text = to_str(interp, value);
  if (conversion == 2) text = repr(interp, value);
  if (conversion == 3) text = ascii_of(interp, value);
  if (text.is_error()) return text;
  if (text.exact<StrObject>() && (spec.is_undefined() || spec.as<StrObject>()->size == 0)) return text;
  return format(interp, text, spec.is_undefined() ? Value::share(interp.intern("")) : spec);
}

}  // namespace interloom::lang::vm
