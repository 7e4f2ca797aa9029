// OrderedDict: a dict whose order can be changed and counts in comparison.
#include <string>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/class.h"
#include "worker/lang/iterators.h"
#include "worker/lang/modules/collections.h"
#include "worker/lang/native_help.h"
#include "worker/lang/protocol.h"
#include "worker/lang/repr_guard.h"
#include "worker/lang/sequence_ops.h"

namespace interloom::lang::modules {
namespace {

DictObject& self_of(const Value& self) { return *static_cast<DictObject*>(self.object()); }
bool is_ordered(const Value& value) { return is_instance(value, &kOrderedDictType); }

// Knows after each item whether there is another, as CPython's does.
struct OrderedIteratorObject : Object {
  OrderedIteratorObject(Ref<DictObject> over, DictPart which, bool back)
      : dict(std::move(over)), part(which), backwards(back), version(dict->keys_version) {
    position = backwards ? dict->entry_count : 0;
    left = dict->size;
  }
  Ref<DictObject> dict;  // null once exhausted
  DictPart part;
  bool backwards;
  uint64_t version, position, left;
  static const Type kType;
};

Value ordered_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<OrderedIteratorObject*>(self);
  if (!it.dict || it.left == 0) {
    it.dict = {};
    return Value::undefined();
  }
  if (it.dict->keys_version != it.version) {
    it.version = UINT64_MAX;
    return interp.raise(ExceptionKind::kRuntimeError, "OrderedDict mutated during iteration");
  }
  const uint64_t before = it.position;
  const auto* entry = it.backwards ? it.dict->previous(&it.position) : it.dict->next(&it.position);
  const uint64_t skipped = it.backwards ? before - it.position : it.position - before;
  if (!interp.charge_steps(skipped / 64) || !entry) return entry ? Value::error() : Value::undefined();
  --it.left;
  if (it.part == DictPart::kKeys) return entry->key;
  if (it.part == DictPart::kValues) return entry->value;
  const Value pair[] = {entry->key, entry->value};
  return Value::object(make_tuple(interp.heap(), pair));
}

const Type OrderedIteratorObject::kType = {
    .name = "odict_iterator",
    .destroy = destroy_as<OrderedIteratorObject>,
    .iter = iter_itself,
    .next = ordered_next,
};

Value make_iterator(Interpreter& interp, DictObject& dict, DictPart part, bool backwards) {
  return Value::object(interp.heap().make<OrderedIteratorObject>(Ref<DictObject>::share(&dict), part, backwards));
}

Value view_reversed(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "__reversed__", args, 0, 0)) return Value::error();
  auto& view = *static_cast<DictViewObject*>(self.object());
  return make_iterator(interp, *view.dict, view.part, true);
}
constexpr Method kViewMethods[] = {{"__reversed__", view_reversed}, {nullptr, nullptr}};

Type view_type(DictPart part, const char* name) {
  Type type = kDictViewTypes[static_cast<int>(part)];
  type.base = &kDictViewTypes[static_cast<int>(part)];
  type.name = name;
  type.iter = [](Interpreter& interp, Object* self) {
    auto& view = *static_cast<DictViewObject*>(self);
    return make_iterator(interp, *view.dict, view.part, false);
  };
  type.methods = kViewMethods;
  return type;
}
// Made at the first use: kDictViewTypes may be initialised later than this file's constants.
const Type& view_type_of(DictPart part) {
  static const Type kTypes[] = {view_type(DictPart::kKeys, "odict_keys"), view_type(DictPart::kValues, "odict_values"),
                                view_type(DictPart::kItems, "odict_items")};
  return kTypes[static_cast<int>(part)];
}

template <DictPart part>
Value view(Interpreter& interp, const Value& self, const Args& args) {
  constexpr const char* kNames[] = {"OrderedDict.keys", "OrderedDict.values", "OrderedDict.items"};
  if (!check_positional(interp, kNames[static_cast<int>(part)], args, 0, 0)) return Value::error();
  return make_dict_view(interp, Ref<DictObject>::share(&self_of(self)), part, &view_type_of(part));
}

Value reversed(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "__reversed__", args, 0, 0)) return Value::error();
  return make_iterator(interp, self_of(self), DictPart::kKeys, true);
}

// The argument `last`, true when absent: 1, 0, -1 raised.
int last_argument(Interpreter& interp, const Value* given) { return given ? truth(interp, *given) : 1; }

Value popitem(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"last"};
  const Value* out[1];
  if (!bind_args(interp, {.function = "popitem", .names = kNames}, args, out)) return Value::error();
  const int last = last_argument(interp, out[0]);
  if (last < 0) return Value::error();
  DictObject& dict = self_of(self);
  auto pair = make_tuple(interp.heap(), 2);
  Value *key = &pair->items()[0], *value = &pair->items()[1];
  uint64_t position = 0;
  bool there = last ? dict.remove_last(key, value) : dict.next(&position) != nullptr;
  if (!there) return raise_key_error(interp, str_value(interp.heap(), "dictionary is empty"));
  if (!last) dict.remove_entry(position - 1, key, value);
  return Value::object(std::move(pair));
}

Value pop(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"key", "default"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "pop", .names = kNames, .required = 1}, args, out)) return Value::error();
  Value removed;
  const int done = self_of(self).remove(interp, *out[0], &removed);
  if (done == 1) return removed;
  if (done < 0) return Value::error();
  return out[1] ? *out[1] : raise_key_error(interp, *out[0]);
}

Value setdefault(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"key", "default"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "setdefault", .names = kNames, .required = 1}, args, out)) return Value::error();
  const Value* found = self_of(self).insert_if_absent(interp, *out[0], out[1] ? *out[1] : Value::none());
  return found ? *found : Value::error();
}

Value fromkeys(Interpreter& interp, const Value& cls, const Args& args) {
  static constexpr const char* kNames[] = {"iterable", "value"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "fromkeys", .names = kNames, .required = 1}, args, out)) return Value::error();
  const Value made = call(interp, cls, Args()), value = out[1] ? *out[1] : Value::none();
  if (made.is_error()) return made;
  const bool done = each_item(interp, *out[0], [&](const Value& key) { return set_item(interp, made, key, value); });
  return done ? made : Value::error();
}

// What copy and pickle make one of: the class, no arguments, its attributes, nothing, the items.
Value reduce(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "OrderedDict.__reduce__", args, 0, 0)) return Value::error();
  DictObject* attributes = attribute_dict(interp, self, false);
  const Value items = get_attr(interp, self, "items");
  const Value view = items.is_error() ? items : call(interp, items, Args());
  const Value iterator = view.is_error() ? view : get_iter(interp, view);
  if (iterator.is_error()) return iterator;
  const Value out[] = {interp.type_object(*self.type()), Value::object(make_tuple(interp.heap(), 0)),
                       attributes && attributes->size ? Value::share(attributes) : Value::none(), Value::none(), iterator};
  return Value::object(make_tuple(interp.heap(), out));
}

Value move_to_end(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"key", "last"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "move_to_end", .names = kNames, .required = 1}, args, out)) return Value::error();
  const int last = last_argument(interp, out[1]);
  if (last < 0) return Value::error();
  DictObject& dict = self_of(self);
  bool failed = false;
  const Value* found = dict.find(interp, *out[0], &failed);
  if (!found) return failed ? Value::error() : raise_key_error(interp, *out[0]);
  if (last) {
    dict.move_to_back(dict.number_of(found));
  } else {
    dict.move_to_front(dict.number_of(found));
    if (!interp.charge_steps(dict.size / 16)) return Value::error();
  }
  return Value::none();
}

Value copy(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "OrderedDict.copy", args, 0, 0)) return Value::error();
  return call(interp, interp.type_object(*self.type()), Args(std::span(&self, 1)));
}

Value ordered_repr(Interpreter& interp, Object* self) {
  ReprGuard guard(self);
  if (guard.running()) return str_value(interp.heap(), "...");
  auto& dict = *static_cast<DictObject*>(self);
  if (dict.size == 0) return str_value(interp.heap(), str_cat(self->type->name, "()"));
  auto items = make_list(interp.heap());
  uint64_t position = 0;
  while (const auto* entry = dict.next(&position)) {
    const Value pair[] = {entry->key, entry->value};
    items->append(Value::object(make_tuple(interp.heap(), pair)));
  }
  std::string out = str_cat(self->type->name, "(");
  if (!repr_text(interp, Value::object(std::move(items)), &out)) return Value::error();
  return str_value(interp.heap(), out + ")");
}

// The same keys in the same order? 1, 0, -1. REQUIRES: equal as dicts.
int same_order(Interpreter& interp, DictObject& a, DictObject& b) {
  uint64_t at_a = 0, at_b = 0;
  while (true) {
    const auto *x = a.next(&at_a), *y = b.next(&at_b);
    if (!x || !y) return x == y;
    const int equal = values_equal(interp, Value(x->key), Value(y->key));
    if (equal <= 0 || !interp.charge_steps(1)) return equal == 0 ? 0 : -1;
  }
}

Value ordered_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  const Value equal = DictObject::kType.compare(interp, CompareOp::kEq, left, right);
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || equal.is_not_implemented()) return Value::not_implemented();
  if (equal.is_error()) return equal;
  int answer = equal.as_bool();
  if (answer && is_ordered(left) && is_ordered(right)) answer = same_order(interp, self_of(left), self_of(right));
  return answer < 0 ? Value::error() : Value::boolean((answer == 1) == (op == CompareOp::kEq));
}

Value ordered_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  if (op != BinaryOp::kOr || !left.is<DictObject>() || !right.is<DictObject>()) return Value::not_implemented();
  const Type& type = is_ordered(left) ? *left.type() : *right.type();
  const Value out = call(interp, interp.type_object(type), Args(std::span(&left, 1)));
  if (out.is_error()) return out;
  auto* made = out.as<DictObject>();
  return made && update_dict(interp, *made, right) ? out : Value::error();
}

bool set_pair(Interpreter& interp, DictObject& dict, const Value& pair) {
  const Value iterator = get_iter(interp, pair);
  Value parts[3];
  for (int i = 0; i < 3 && !iterator.is_error(); ++i) {
    parts[i] = iter_next(interp, iterator);
    if (parts[i].is_error()) return false;
    if (!parts[i].is_undefined()) continue;
    if (i == 2) return dict.set(interp, parts[0], parts[1]);
    interp.raise(ExceptionKind::kValueError, "need more than ", i, " value", i == 1 ? "" : "s", " to unpack");
    return false;
  }
  if (!iterator.is_error()) interp.raise(ExceptionKind::kValueError, "too many values to unpack (expected 2)");
  return false;
}

// As update() of the abstract MutableMapping, whose texts CPython's OrderedDict has.
bool update_ordered(Interpreter& interp, DictObject& dict, const Args& args) {
  if (args.size() == 1) {
    const Value keys = args[0].is<DictObject>() ? args[0] : optional_attr(interp, args[0], "keys");
    if (keys.is_error()) return false;
    const bool by_pairs = keys.is_undefined();
    const bool done = by_pairs ? each_item(interp, args[0], [&](const Value& pair) { return set_pair(interp, dict, pair); })
                               : update_dict(interp, dict, args[0]);
    if (!done) return false;
  }
  for (uint32_t i = 0; i < args.keyword_count; ++i) {
    if (!dict.set(interp, args.names[i], args.keyword_value(i))) return false;
  }
  return true;
}

Value update(Interpreter& interp, const Value& self, const Args& args) {
  if (args.size() > 1) {
    return interp.raise(ExceptionKind::kTypeError, "update() takes at most 1 positional argument (", args.size(), " given)");
  }
  return update_ordered(interp, self_of(self), args) ? Value::none() : Value::error();
}

bool ordered_init(Interpreter& interp, Object* self, const Args& args) {
  if (args.size() > 1) {
    interp.raise(ExceptionKind::kTypeError, "expected at most 1 arguments, got ", args.size());
    return false;
  }
  return update_ordered(interp, *static_cast<DictObject*>(self), args);
}

Value construct_ordered(Interpreter& interp, const Type& type, const Args& args) {
  auto dict = interp.heap().make_typed<DictObject>(type);
  return ordered_init(interp, dict.get(), args) ? Value::object(std::move(dict)) : Value::error();
}

constexpr Method kMethods[] = {
    {"__reduce__", reduce},
    {"__reversed__", reversed},
    {"copy", copy},
    {"fromkeys", fromkeys, MethodKind::kClass},
    {"items", view<DictPart::kItems>},
    {"keys", view<DictPart::kKeys>},
    {"move_to_end", move_to_end},
    {"pop", pop},
    {"popitem", popitem},
    {"setdefault", setdefault},
    {"update", update},
    {"values", view<DictPart::kValues>},
    {nullptr, nullptr},
};

}  // namespace

const Type kOrderedDictType = [] {
  Type type = DictObject::kType;
  type.name = "OrderedDict";
  type.module = "collections";
  type.message_name = "collections.OrderedDict";
  type.base = &DictObject::kType;
  type.repr = ordered_repr;
  type.compare = ordered_compare;
  type.iter = [](Interpreter& interp, Object* self) {
    return make_iterator(interp, *static_cast<DictObject*>(self), DictPart::kKeys, false);
  };
  type.binary = ordered_binary;
  type.construct = construct_ordered;
  type.init = ordered_init;
  type.methods = kMethods;
  return type;
}();

}  // namespace interloom::lang::modules
