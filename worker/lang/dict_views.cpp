// Iterators and views of dict.
#include <algorithm>
#include <string>

#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/native_help.h"
#include "worker/lang/protocol.h"
#include "worker/lang/repr_guard.h"
#include "worker/lang/sequence_ops.h"
#include "worker/lang/set_ops.h"
#include "worker/lang/user_descriptors.h"

namespace interloom::lang {
namespace {

Value part_of(Interpreter& interp, const DictObject::Entry& entry, DictPart part) {
  if (part == DictPart::kKeys) return entry.key;
  if (part == DictPart::kValues) return entry.value;
  auto pair = make_tuple(interp.heap(), 2);
  pair->items()[0] = entry.key;
  pair->items()[1] = entry.value;
  return Value::object(std::move(pair));
}

struct DictIteratorObject : Object {
  DictIteratorObject(Ref<DictObject> over, DictPart which, bool back)
      : dict(std::move(over)),
        part(which),
        backwards(back),
        size(dict->size),
        left(dict->size),
        position(back ? dict->entry_count : 0) {}
  Ref<DictObject> dict;  // null once exhausted
  DictPart part;
  bool backwards;
  uint64_t size, left;
  uint64_t position;
  Ref<TupleObject> last;  // of items
};
DictIteratorObject& iterator_of(Object* self) { return *static_cast<DictIteratorObject*>(self); }

Value dict_next(Interpreter& interp, Object* self) {
  auto& it = iterator_of(self);
  if (!it.dict) return Value::undefined();
  if (it.dict->size != it.size) {
    it.size = UINT64_MAX;  // once changed, always changed
    return interp.raise(ExceptionKind::kRuntimeError, "dictionary changed size during iteration");
  }
  const uint64_t before = it.position;
  const auto* entry = it.backwards ? it.dict->previous(&it.position) : it.dict->next(&it.position);
  const uint64_t skipped = it.backwards ? before - it.position : it.position - before;
  if (skipped > 64 && !interp.charge_steps(skipped / 64)) return Value::error();
  if (!entry) {
    it.dict = {};
    return Value::undefined();
  }
  if (it.left == 0) return interp.raise(ExceptionKind::kRuntimeError, "dictionary keys changed during iteration");
  --it.left;
  if (it.part != DictPart::kItems) return part_of(interp, *entry, it.part);
  auto pair = reused_tuple(interp, &it.last, 2);
  pair->items()[0] = entry->key;
  pair->items()[1] = entry->value;
  return Value::object(std::move(pair));
}

Value length_hint(Interpreter&, const Value& self, const Args&) {
  const auto& it = iterator_of(self.object());
  return Value::integer(it.dict && it.dict->size == it.size ? static_cast<int64_t>(it.left) : 0);
}
constexpr Method kIteratorMethods[] = {{"__length_hint__", length_hint}, {nullptr, nullptr}};

constexpr Type iterator_type(const char* name) {
  return {
      .name = name,
      .destroy = [](Heap&, Object* self) { iterator_of(self).~DictIteratorObject(); },
      .iter = [](Interpreter&, Object* self) { return Value::share(self); },
      .next = dict_next,
      .methods = kIteratorMethods,
  };
}
const Type kIteratorTypes[2][3] = {
    {iterator_type("dict_keyiterator"), iterator_type("dict_valueiterator"), iterator_type("dict_itemiterator")},
    {iterator_type("dict_reversekeyiterator"), iterator_type("dict_reversevalueiterator"),
     iterator_type("dict_reverseitemiterator")}};

DictViewObject& view_of(Object* self) { return *static_cast<DictViewObject*>(self); }
// A view of keys or items: those are sets. Null: not one.
DictViewObject* as_set_view(const Value& value) {
  if (!value.is_object() || value.object()->type->contains != kDictViewTypes[0].contains) return nullptr;
  auto& view = view_of(value.object());
  return view.part == DictPart::kValues ? nullptr : &view;
}

Value view_repr(Interpreter& interp, Object* self) {
  ReprGuard guard(self);
  if (guard.running()) return str_value(interp.heap(), "...");
  auto items = make_list(interp.heap());
  auto& view = view_of(self);
  uint64_t position = 0;
  while (const auto* entry = view.dict->next(&position)) items->append(part_of(interp, *entry, view.part));
  std::string out = std::string(self->type->name) + "(";
  if (!repr_text(interp, Value::object(std::move(items)), &out)) return Value::error();
  return str_value(interp.heap(), out + ")");
}

int view_contains(Interpreter& interp, Object* self, const Value& item) {
  auto& view = view_of(self);
  bool failed = false;
  if (view.part == DictPart::kKeys) {
    const Value* found = view.dict->find(interp, item, &failed);
    return failed ? -1 : found != nullptr;
  }
  if (view.part == DictPart::kItems) {
    auto* pair = item.as<TupleObject>();
    if (!pair || pair->size != 2) return 0;
    const Value* found = view.dict->find(interp, pair->items()[0], &failed);
    if (failed) return -1;
    return found ? values_equal(interp, Value(*found), pair->items()[1]) : 0;
  }
  uint64_t position = 0;
  while (const auto* entry = view.dict->next(&position)) {
    const int equal = values_equal(interp, Value(entry->value), item);
    if (equal != 0 || !interp.charge_steps(1)) return equal > 0 ? 1 : -1;
  }
  return 0;
}

// Is every item of `inner` in `outer`? 1, 0, -1.
int all_inside(Interpreter& interp, const Value& inner, const Value& outer) {
  int inside = 1;
  const bool whole = each_item(interp, inner, [&](const Value& item) {
    inside = contains(interp, outer, item);
    return inside == 1;
  });
  return whole ? 1 : inside == 0 ? 0 : -1;
}

Value view_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  if (!as_set_view(left) || (!as_set_view(right) && !as_set(right))) return Value::not_implemented();
  const int64_t a = length_of(interp, left), b = length_of(interp, right);
  if (a < 0 || b < 0) return Value::error();
  int answer = 0;
  if (op == CompareOp::kEq || op == CompareOp::kNe) {
    answer = a == b ? all_inside(interp, left, right) : 0;
    if (op == CompareOp::kNe && answer >= 0) answer = !answer;
  } else if (op == CompareOp::kLt || op == CompareOp::kLe) {
    answer = (op == CompareOp::kLt ? a < b : a <= b) ? all_inside(interp, left, right) : 0;
  } else {
    answer = (op == CompareOp::kGt ? a > b : a >= b) ? all_inside(interp, right, left) : 0;
  }
  return answer < 0 ? Value::error() : Value::boolean(answer);
}

// The set of what is in both: the items of `from` that `in` has.
Value view_intersection(Interpreter& interp, const Value& left, const Value& right) {
  const Value *in = &left, *from = &right;
  if (auto* set = right.exact<SetObject>();
      set && as_set_view(left) && length_of(interp, left) <= static_cast<int64_t>(set->size)) {
    auto common = set_intersection(interp, *set, left);
    return common ? Value::object(std::move(common)) : Value::error();
  }
  // The smaller one is gone through, and that only works when the other can be asked.
  if (as_set_view(right) && (!as_set_view(left) || length_of(interp, right) > length_of(interp, left))) std::swap(in, from);
  if (!as_set_view(*in) && !as_set(*in)) std::swap(in, from);
  auto out = make_set(interp.heap());
  const bool done = each_item(interp, *from, [&](const Value& item) {
    const int inside = contains(interp, *in, item);
    return inside == 0 || (inside == 1 && out->add(interp, item) >= 0);
  });
  return done ? Value::object(std::move(out)) : Value::error();
}

// A new set of what a view (or the other operand) has, built in CPython's order: of keys, as from the dict itself.
Ref<SetObject> set_of(Interpreter& interp, const Value& value) {
  auto out = make_set(interp.heap());
  DictViewObject* view = as_set_view(value);
  const bool keys = view && value.object()->type == &kDictViewTypes[0];
  return update_set(interp, *out, keys ? Value::object(view->dict) : value) ? out : Ref<SetObject>();
}

// The items of one dict or the other, those of the right one first, as CPython inserts them.
Value items_difference(Interpreter& interp, const DictViewObject& left, const DictViewObject& right) {
  DictObject &first = *right.dict, &second = *left.dict;
  auto out = make_set(interp.heap());
  for (DictObject* each : {&first, &second}) {
    DictObject& other = each == &first ? second : first;
    uint64_t position = 0;
    while (const auto* entry = each->next(&position)) {
      const Value pair = part_of(interp, *entry, DictPart::kItems);
      bool failed = false;
      const Value* found = other.find(interp, Value(entry->key), entry->hash, &failed);
      const int same = failed ? -1 : found ? values_equal(interp, Value(*found), pair.as<TupleObject>()->items()[1]) : 0;
      if (same < 0 || !interp.charge_steps(1) || (!same && out->add(interp, pair) < 0)) return Value::error();
    }
  }
  return Value::object(std::move(out));
}

Value view_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  const DictViewObject *a = as_set_view(left), *b = as_set_view(right);
  if (!a && !b) return Value::not_implemented();
  if (op == BinaryOp::kAnd) return view_intersection(interp, left, right);
  if (op != BinaryOp::kOr && op != BinaryOp::kSub && op != BinaryOp::kXor) return Value::not_implemented();
  if (op == BinaryOp::kXor && a && b && a->part == DictPart::kItems && b->part == DictPart::kItems) {
    return items_difference(interp, *a, *b);
  }
  auto out = set_of(interp, left);
  const bool done = out && (op == BinaryOp::kOr    ? update_set(interp, *out, right)
                            : op == BinaryOp::kSub ? set_subtract(interp, *out, right)
                                                   : set_symmetric_update(interp, *out, right));
  return done ? Value::object(std::move(out)) : Value::error();
}

Value view_reversed(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "__reversed__", args, 0, 0)) return Value::error();
  auto& view = view_of(self.object());
  return make_dict_iterator(interp, *view.dict, view.part, true);
}

Value view_isdisjoint(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "isdisjoint", args, 1, 1)) return Value::error();
  int inside = 0;
  const bool whole = each_item(interp, args[0], [&](const Value& item) {
    inside = contains(interp, self, item);
    return inside == 0;
  });
  return whole ? Value::boolean(true) : inside == 1 ? Value::boolean(false) : Value::error();
}

constexpr Method kSetViewMethods[] = {{"__reversed__", view_reversed}, {"isdisjoint", view_isdisjoint}, {nullptr, nullptr}};
constexpr Method kValuesMethods[] = {{"__reversed__", view_reversed}, {nullptr, nullptr}};

constexpr Property kViewProperties[] = {
    {"mapping",
     [](Interpreter& interp, Object* self) {
       return Value::object(interp.heap().make<MappingProxyObject>(Value::object(view_of(self).dict)));
     },
     nullptr},
    {nullptr, nullptr, nullptr},
};

constexpr Type view_type(const char* name, bool is_set) {
  return {
      .name = name,
      .destroy = [](Heap&, Object* self) { view_of(self).~DictViewObject(); },
      .repr = view_repr,
      .unhashable = is_set,
      .compare = is_set ? view_compare : nullptr,
      .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(view_of(self).dict->size); },
      .contains = view_contains,
      .iter = [](Interpreter& i, Object* self) { return make_dict_iterator(i, *view_of(self).dict, view_of(self).part); },
      .binary = is_set ? view_binary : nullptr,
      .methods = is_set ? kSetViewMethods : kValuesMethods,
      .properties = kViewProperties,
  };
}

}  // namespace

const Type kDictViewTypes[3] = {view_type("dict_keys", true), view_type("dict_values", false), view_type("dict_items", true)};

Value make_dict_iterator(Interpreter& interp, DictObject& dict, DictPart part, bool backwards) {
  const Type& type = kIteratorTypes[backwards][static_cast<int>(part)];
  return Value::object(interp.heap().make_typed<DictIteratorObject>(type, Ref<DictObject>::share(&dict), part, backwards));
}

Value make_dict_view(Interpreter& interp, Ref<DictObject> dict, DictPart part, const Type* type) {
  if (!type) type = &kDictViewTypes[static_cast<int>(part)];
  return Value::object(interp.heap().make_typed<DictViewObject>(*type, std::move(dict), part));
}

}  // namespace interloom::lang
