#include "worker/lang/record.h"

#include <string>

#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/protocol.h"
#include "worker/lang/repr_guard.h"

namespace interloom::lang {
namespace {

RecordObject& record_of(Object* self) { return *static_cast<RecordObject*>(self); }

Ref<TupleObject> values_of(Interpreter& interp, RecordObject& record) {
  auto values = make_tuple(interp.heap(), record.fields->size);
  uint64_t position = 0, n = 0;
  while (const auto* entry = record.fields->next(&position)) values->items()[n++] = entry->value;
  return values;
}

// ModelOutput prints as a dataclass does: Name(field=value, ...).
Value record_repr(Interpreter& interp, Object* self) {
  RecordObject& record = record_of(self);
  ReprGuard guard(self);
  if (guard.running()) return str_value(interp.heap(), "...");
  std::string out(record.class_name->view());
  out += '(';
  uint64_t position = 0;
  for (bool first = true; const auto* entry = record.fields->next(&position); first = false) {
    if (!first) out += ", ";
    out += entry->key.as<StrObject>()->view();
    out += '=';
    if (!repr_text(interp, Value(entry->value), &out)) return Value::error();
  }
  return str_value(interp.heap(), out + ")");
}

Value record_get_item(Interpreter& interp, Object* self, const Value& key) {
  RecordObject& record = record_of(self);
  if (!key.is<StrObject>()) return get_item(interp, Value::object(values_of(interp, record)), key);
  return get_item(interp, Value::object(record.fields), key);
}

bool record_set_item(Interpreter& interp, Object* self, const Value& key, const Value& value) {
  if (key.is<StrObject>()) return record_of(self).fields->set(interp, key, value);
  interp.raise(ExceptionKind::kTypeError, "fields of ", record_of(self).class_name->view(), " are set by name, not by ",
               key.type_name());
  return false;
}

Value record_get_attr(Interpreter& interp, Object* self, StrObject* name) {
  RecordObject& record = record_of(self);
  bool failed = false;
  if (const Value* found = record.fields->find(interp, Value::share(name), &failed)) return *found;
  const Type& type = *self->type;
  for (const Method* method = type.methods; method && method->name; ++method) {
    if (name->view() == method->name) return Value::object(interp.heap().make<BoundMethodObject>(method, Value::share(self)));
  }
  return interp.raise(ExceptionKind::kAttributeError, "'", record.class_name->view(), "' object has no attribute '", name->view(),
                      "'");
}

bool record_set_attr(Interpreter& interp, Object* self, StrObject* name, const Value& value) {
  if (!value.is_undefined()) return record_of(self).fields->set(interp, Value::share(name), value);
  const int removed = record_of(self).fields->remove(interp, Value::share(name), nullptr);
  if (removed == 0) interp.raise(ExceptionKind::kAttributeError, name->view());
  return removed == 1;
}

Value record_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  auto *a = left.as<RecordObject>(), *b = right.as<RecordObject>();
  if (!a || !b) return Value::not_implemented();
  return compare_op(interp, op, Value::object(a->fields), Value::object(b->fields));
}

template <DictPart part>
Value view(Interpreter& interp, const Value& self, const Args& args) {
  constexpr const char* kNames[] = {"keys", "values", "items"};
  if (!check_positional(interp, kNames[static_cast<int>(part)], args, 0, 0)) return Value::error();
  return make_dict_view(interp, record_of(self.object()).fields, part);
}

Value to_tuple(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "to_tuple", args, 0, 0)) return Value::error();
  return Value::object(values_of(interp, record_of(self.object())));
}

Value get(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "get", args, 1, 2)) return Value::error();
  bool failed = false;
  const Value* found = record_of(self.object()).fields->find(interp, args[0], &failed);
  if (failed) return Value::error();
  return found ? *found : args.size() == 2 ? args[1] : Value::none();
}

const Method kMethods[] = {
    {"get", get},           {"items", view<DictPart::kItems>},   {"keys", view<DictPart::kKeys>},
    {"to_tuple", to_tuple}, {"values", view<DictPart::kValues>}, {nullptr, nullptr},
};

}  // namespace

Ref<RecordObject> make_record(Heap& heap, std::string_view class_name) {
  return heap.make<RecordObject>(make_str(heap, class_name), make_dict(heap));
}

const Type RecordObject::kType = {
    .name = "record",
    .destroy = [](Heap&, Object* self) { record_of(self).~RecordObject(); },
    .repr = record_repr,
    .unhashable = true,
    .compare = record_compare,
    .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(record_of(self).fields->size); },
    .get_item = record_get_item,
    .set_item = record_set_item,
    .contains = [](Interpreter& i, Object* self,
                   const Value& item) { return contains(i, Value::object(record_of(self).fields), item); },
    .iter = [](Interpreter& i, Object* self) { return make_dict_iterator(i, *record_of(self).fields, DictPart::kKeys); },
    .get_attr = record_get_attr,
    .set_attr = record_set_attr,
    .methods = kMethods,
};

}  // namespace interloom::lang
