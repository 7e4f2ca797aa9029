// dict's slots: text, comparison, items, operators.
#include <string>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/class.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/protocol.h"
#include "worker/lang/repr_guard.h"

namespace interloom::lang {
namespace {

DictObject& dict_of(Object* self) { return *static_cast<DictObject*>(self); }

Value dict_repr(Interpreter& interp, Object* self) {
  ReprGuard guard(self);
  if (guard.running()) return str_value(interp.heap(), "{...}");
  std::string out = "{";
  uint64_t position = 0;
  while (auto* entry = dict_of(self).next(&position)) {
    const Value key = entry->key, value = entry->value;
    if (out.size() > 1) out += ", ";
    if (!repr_text(interp, key, &out)) return Value::error();
    out += ": ";
    if (!repr_text(interp, value, &out)) return Value::error();
  }
  return str_value(interp.heap(), out + "}");
}

Value dict_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  auto *a = left.as<DictObject>(), *b = right.as<DictObject>();
  if (!a || !b || (op != CompareOp::kEq && op != CompareOp::kNe)) return Value::not_implemented();
  bool equal = a->size == b->size;
  uint64_t position = 0;
  while (equal) {
    auto* entry = a->next(&position);
    if (!entry) break;
    const Value key = entry->key, value = entry->value;
    bool failed = false;
    const Value* other = b->find(interp, key, entry->hash, &failed);
    if (failed || !interp.charge_steps(1)) return Value::error();
    const int same = other ? values_equal(interp, value, Value(*other)) : 0;
    if (same < 0) return Value::error();
    equal = same;
  }
  return Value::boolean(equal == (op == CompareOp::kEq));
}

// A derived class may say what an absent key gives.
Value missing(Interpreter& interp, Object* self, const Value& key) {
  if (self->type->user_class) {
    Value out = call_special(interp, Value::share(self), "__missing__", std::span(&key, 1));
    if (!out.is_undefined()) return out;
  }
  return raise_key_error(interp, key);
}

Value dict_get_item(Interpreter& interp, Object* self, const Value& key) {
  bool failed = false;
  const Value* found = dict_of(self).find(interp, key, &failed);
  if (found) return *found;
  return failed ? Value::error() : missing(interp, self, key);
}

bool dict_del_item(Interpreter& interp, Object* self, const Value& key) {
  const int removed = dict_of(self).remove(interp, key, nullptr);
  if (removed == 0) raise_key_error(interp, key);
  return removed == 1;
}

int dict_contains(Interpreter& interp, Object* self, const Value& item) {
  bool failed = false;
  const Value* found = dict_of(self).find(interp, item, &failed);
  return failed ? -1 : found != nullptr;
}

// {**left, **right}
Value dict_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  if (op != BinaryOp::kOr || !left.is<DictObject>() || !right.is<DictObject>()) return Value::not_implemented();
  auto out = make_dict(interp.heap());
  if (!update_dict(interp, *out, left) || !update_dict(interp, *out, right)) return Value::error();
  return Value::object(std::move(out));
}

Value dict_inplace(Interpreter& interp, BinaryOp op, const Value& self, const Value& other) {
  if (op != BinaryOp::kOr) return Value::not_implemented();
  return update_dict(interp, *self.as<DictObject>(), other) ? self : Value::error();
}

}  // namespace

const Type DictObject::kType = {
    .name = "dict",
    .basic_size = sizeof(DictObject),
    .destroy = destroy_dict,
    .repr = dict_repr,
    .unhashable = true,
    .compare = dict_compare,
    .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(dict_of(self).size); },
    .get_item = dict_get_item,
    .set_item = [](Interpreter& i, Object* self, const Value& key,
                   const Value& value) { return dict_of(self).set(i, key, value); },
    .del_item = dict_del_item,
    .contains = dict_contains,
    .iter = [](Interpreter& i, Object* self) { return make_dict_iterator(i, dict_of(self), DictPart::kKeys); },
    .binary = dict_binary,
    .inplace = dict_inplace,
    .construct = construct_dict,
    .init = init_dict,
    .methods = kDictMethods,
};

}  // namespace interloom::lang
