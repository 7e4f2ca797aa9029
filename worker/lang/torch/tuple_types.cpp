// torch.Size and named results: subtypes of tuple.
#include <algorithm>

#include "worker/lang/protocol.h"
#include "worker/lang/torch/dtype_object.h"

namespace interloom::lang_torch {

using lang::CompareOp;
using lang::ExceptionKind;
using lang::Heap;
using lang::Interpreter;
using lang::Object;
using lang::Ref;
using lang::TupleObject;
using lang::Type;
using lang::Value;

namespace {

template <class T>
Value text_value(Interpreter& interp, const T& text) {
  return lang::str_value(interp.heap(), text);
}

// Tuple subtypes. lang's own functions ask for an exact tuple, so these hand them one.
TupleObject& tuple_of(Object* self) { return *static_cast<TupleObject*>(self); }
Value plain_tuple(Interpreter& interp, Object* self) {
  return Value::object(lang::make_tuple(interp.heap(), tuple_of(self).span()));
}
Value plain(Interpreter& interp, const Value& value) {
  if (value.is_object() && (value.object()->type == &SizeObject::kType || value.object()->type == &NamedResult::kType))
    return plain_tuple(interp, value.object());
  return value;
}
bool is_size(const Value& value) { return value.is_object() && value.object()->type == &SizeObject::kType; }

Value size_from_tuple(Interpreter& interp, const Value& tuple) {
  auto* items = tuple.as<TupleObject>();
  if (!items) return tuple;
  auto size = Ref<TupleObject>::adopt(interp.heap().make_sized<TupleObject>(items->size * sizeof(Value), items->size).release());
  std::copy(items->span().begin(), items->span().end(), size->items());
  size->type = &SizeObject::kType;
  return Value::object(std::move(size));
}

Value subtype_iter(Interpreter& interp, Object* self) { return lang::get_iter(interp, plain_tuple(interp, self)); }
Value subtype_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  const Value a = plain(interp, left), b = plain(interp, right);
  if (!a.is<TupleObject>() || !b.is<TupleObject>()) return Value::not_implemented();
  return lang::compare_op(interp, op, a, b);
}
bool subtype_hash(Interpreter& interp, Object* self, int64_t* out) {
  return lang::hash_of(interp, plain_tuple(interp, self), out);
}
int subtype_contains(Interpreter& interp, Object* self, const Value& item) {
  return lang::contains(interp, plain_tuple(interp, self), item);
}
int64_t subtype_length(Interpreter&, Object* self) { return static_cast<int64_t>(tuple_of(self).size); }
Value subtype_get_item(Interpreter& interp, Object* self, const Value& key) {
  Value item = lang::get_item(interp, plain_tuple(interp, self), key);
  return self->type == &SizeObject::kType && key.is<lang::SliceObject>() ? size_from_tuple(interp, item) : item;
}
Value subtype_binary(Interpreter& interp, lang::BinaryOp op, const Value& left, const Value& right) {
  if (op != lang::BinaryOp::kAdd && op != lang::BinaryOp::kMul) return Value::not_implemented();
  const Value a = plain(interp, left), b = plain(interp, right);
  if (op == lang::BinaryOp::kAdd && !(a.is<TupleObject>() && b.is<TupleObject>())) return Value::not_implemented();
  Value result = lang::binary_op(interp, op, a, b);
  return is_size(left) || is_size(right) ? size_from_tuple(interp, result) : result;
}

Value size_repr(Interpreter& interp, Object* self) {
  std::string text = "torch.Size([";
  for (const Value& item : tuple_of(self).span()) {
    if (text.back() != '[') text += ", ";
    if (!lang::repr_text(interp, item, &text)) return Value::error();
  }
  return text_value(interp, text + "])");
}
Value size_numel(Interpreter& interp, const Value& self, const lang::Args& args) {
  if (!lang::check_positional(interp, "numel", args, 0, 0)) return Value::error();
  int64_t product = 1;
  for (const Value& item : tuple_of(self.object()).span()) {
    if (!item.is_int() || __builtin_mul_overflow(product, item.as_int(), &product))
      return interp.raise(ExceptionKind::kOverflowError, "torch.Size is too large");
  }
  return Value::integer(product);
}
const lang::Method kSizeMethods[] = {{"numel", size_numel}, {nullptr, nullptr}};

TupleObject& names_of(Object* self) { return *tuple_of(self).items()[tuple_of(self).size].as<TupleObject>(); }

void destroy_named(Heap&, Object* self) {
  for (uint64_t i = 0; i <= tuple_of(self).size; ++i) tuple_of(self).items()[i].~Value();
}
void destroy_size(Heap&, Object* self) {
  for (Value& item : tuple_of(self).span()) item.~Value();
}
Value named_repr(Interpreter& interp, Object* self) {
  std::string text = "torch.return_types(";
  for (uint64_t i = 0; i < tuple_of(self).size; ++i) {
    text += str_cat("\n", names_of(self).items()[i].as<lang::StrObject>()->view(), "=");
    if (!lang::repr_text(interp, tuple_of(self).items()[i], &text)) return Value::error();
    if (i + 1 < tuple_of(self).size) text += ",";
  }
  return text_value(interp, text + ")");
}
Value named_get_attr(Interpreter& interp, Object* self, lang::StrObject* name) {
  for (uint64_t i = 0; i < tuple_of(self).size; ++i) {
    if (names_of(self).items()[i].as<lang::StrObject>()->view() == name->view()) return tuple_of(self).items()[i];
  }
  return lang::generic_get_attr(interp, Value::share(self), name);
}

}  // namespace

const Type SizeObject::kType = {.name = "Size",
                                .module = "torch",
                                .base = &TupleObject::kType,
                                .destroy = destroy_size,
                                .repr = size_repr,
                                .hash = subtype_hash,
                                .compare = subtype_compare,
                                .length = subtype_length,
                                .get_item = subtype_get_item,
                                .contains = subtype_contains,
                                .iter = subtype_iter,
                                .binary = subtype_binary,
                                .methods = kSizeMethods};

const Type NamedResult::kType = {.name = "return_types",
                                 .module = "torch",
                                 .base = &TupleObject::kType,
                                 .destroy = destroy_named,
                                 .repr = named_repr,
                                 .hash = subtype_hash,
                                 .compare = subtype_compare,
                                 .length = subtype_length,
                                 .get_item = subtype_get_item,
                                 .contains = subtype_contains,
                                 .iter = subtype_iter,
                                 .get_attr = named_get_attr,
                                 .binary = subtype_binary};

Value make_size(Heap& heap, std::span<const int64_t> sizes) {
  Ref<TupleObject> size = lang::make_tuple(heap, sizes.size());
  std::transform(sizes.begin(), sizes.end(), size->items(), [](int64_t n) { return Value::integer(n); });
  size->type = &SizeObject::kType;
  return Value::object(std::move(size));
}

Ref<TupleObject> make_named_result(Heap& heap, Ref<TupleObject> names) {
  Ref<TupleObject> result = lang::make_tuple(heap, names->size + 1);
  result->items()[names->size] = Value::object(names);
  result->size = names->size;
  result->type = &NamedResult::kType;
  return result;
}

std::optional<std::span<const Value>> sequence_items(const Value& value) {
  if (auto* list = value.as<lang::ListObject>()) return std::span<const Value>(list->span());
  if (!value.is_object() || !lang::is_subtype(value.object()->type, &TupleObject::kType)) return std::nullopt;
  return std::span<const Value>(tuple_of(value.object()).span());
}

}  // namespace interloom::lang_torch
