// set and frozenset: methods, constructors, slots.
#include <string>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/native_help.h"
#include "worker/lang/protocol.h"
#include "worker/lang/repr_guard.h"
#include "worker/lang/set_ops.h"

namespace interloom::lang {
namespace {

SetObject& set_of(Object* self) { return *static_cast<SetObject*>(self); }
SetObject& self_of(const Value& self) { return set_of(self.object()); }
Value made(Ref<SetObject> set) { return set ? Value::object(std::move(set)) : Value::error(); }
Value done(bool ok) { return ok ? Value::none() : Value::error(); }
Value answer(int yes) { return yes < 0 ? Value::error() : Value::boolean(yes); }

Value add(Interpreter& interp, const Value& self, const Args& args) {
  return done(check_positional(interp, "set.add", args, 1, 1) && self_of(self).add(interp, args[0]) >= 0);
}

Value discard(Interpreter& interp, const Value& self, const Args& args) {
  return done(check_positional(interp, "set.discard", args, 1, 1) && self_of(self).discard(interp, args[0]) >= 0);
}

Value remove(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "set.remove", args, 1, 1)) return Value::error();
  const int removed = self_of(self).discard(interp, args[0]);
  return removed == 0 ? raise_key_error(interp, args[0]) : done(removed == 1);
}

Value pop(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "set.pop", args, 0, 0)) return Value::error();
  SetObject& s = self_of(self);
  if (s.size == 0) return raise_key_error(interp, str_value(interp.heap(), "pop from an empty set"));
  uint64_t position = s.finger & s.mask;
  const uint64_t from = position;
  auto* entry = s.next(&position);
  if (!entry) {
    position = 0;
    entry = s.next(&position);
  }
  const Value key = std::move(entry->key);
  entry->hash = -1;  // deleted
  --s.size;
  s.finger = position;
  return interp.charge_steps((position > from ? position - from : s.mask) / 64) ? key : Value::error();
}

Value clear(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "set.clear", args, 0, 0)) return Value::error();
  self_of(self).clear();
  return Value::none();
}

Value copy(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "set.copy", args, 0, 0)) return Value::error();
  return made(set_copy(interp, self_of(self)));
}

Value frozen_copy(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "frozenset.copy", args, 0, 0)) return Value::error();
  return self.exact<FrozenSetObject>() ? self : made(set_copy(interp, self_of(self)));
}

using Combine = Ref<SetObject> (*)(Interpreter&, SetObject&, const Value&);

Ref<SetObject> unite(Interpreter& interp, SetObject& s, const Value& other) {
  auto out = set_copy(interp, s);
  return out && update_set(interp, *out, other) ? std::move(out) : Ref<SetObject>();
}

// s.op(a, b, ...): each in turn; without arguments, a copy.
template <Combine combine>
Value combine_all(Interpreter& interp, const Value& self, const Args& args) {
  if (!no_keywords(interp, combine == set_intersection ? "set.intersection" : combine == unite ? "set.union" : "set.difference", args))
    return Value::error();
  auto out = args.size() ? combine(interp, self_of(self), args[0]) : set_copy(interp, self_of(self));
  for (uint32_t i = 1; out && i < args.size(); ++i) out = combine(interp, *out, args[i]);
  return made(std::move(out));
}

Value symmetric_difference(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "set.symmetric_difference", args, 1, 1)) return Value::error();
  return made(set_symmetric_difference(interp, self_of(self), args[0]));
}

Value update(Interpreter& interp, const Value& self, const Args& args) {
  if (!no_keywords(interp, "set.update", args)) return Value::error();
  for (const Value& other : args.positional()) {
    if (!update_set(interp, self_of(self), other)) return Value::error();
  }
  return Value::none();
}

Value difference_update(Interpreter& interp, const Value& self, const Args& args) {
  if (!no_keywords(interp, "set.difference_update", args)) return Value::error();
  for (const Value& other : args.positional()) {
    if (!set_subtract(interp, self_of(self), other)) return Value::error();
  }
  return Value::none();
}

Value intersection_update(Interpreter& interp, const Value& self, const Args& args) {
  const Value common = combine_all<set_intersection>(interp, self, args);
  if (common.is_error()) return common;
  set_exchange(self_of(self), self_of(common));
  return Value::none();
}

Value symmetric_difference_update(Interpreter& interp, const Value& self, const Args& args) {
  return done(check_positional(interp, "set.symmetric_difference_update", args, 1, 1) &&
              set_symmetric_update(interp, self_of(self), args[0]));
}

// The other as a set: itself when it is one. Null: raised.
Ref<SetObject> as_set_of(Interpreter& interp, const Value& other) {
  if (SetObject* set = as_set(other)) return Ref<SetObject>::share(set);
  auto out = make_set(interp.heap());
  return update_set(interp, *out, other) ? std::move(out) : Ref<SetObject>();
}

Value issubset(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "set.issubset", args, 1, 1)) return Value::error();
  const auto other = as_set_of(interp, args[0]);
  return other ? answer(set_is_subset(interp, self_of(self), *other)) : Value::error();
}

Value issuperset(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "set.issuperset", args, 1, 1)) return Value::error();
  const auto other = as_set_of(interp, args[0]);
  return other ? answer(set_is_subset(interp, *other, self_of(self))) : Value::error();
}

Value isdisjoint(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "set.isdisjoint", args, 1, 1)) return Value::error();
  return answer(set_is_disjoint(interp, self_of(self), args[0]));
}

Value set_repr(Interpreter& interp, Object* self) {
  const bool plain = self->type == &SetObject::kType;
  ReprGuard guard(self);
  if (guard.running()) return str_value(interp.heap(), str_cat(self->type->name, "(...)"));
  if (set_of(self).size == 0) return str_value(interp.heap(), str_cat(self->type->name, "()"));
  std::string out = plain ? "{" : str_cat(self->type->name, "({");
  // A repr may change the set: what is printed is what it held.
  auto items = make_list(interp.heap());
  items->reserve(set_of(self).size);
  uint64_t position = 0;
  while (const auto* entry = set_of(self).next(&position)) items->append(entry->key);
  for (uint64_t i = 0; i < items->size; ++i) {
    if (i) out += ", ";
    if (!repr_text(interp, items->items[i], &out)) return Value::error();
  }
  return str_value(interp.heap(), out + (plain ? "}" : "})"));
}

Value set_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  SetObject *a = as_set(left), *b = as_set(right);
  if (!a || !b) return Value::not_implemented();
  switch (op) {
    case CompareOp::kEq:
      return answer(a->size == b->size ? set_is_subset(interp, *a, *b) : 0);
    case CompareOp::kNe: {
      const int equal = a->size == b->size ? set_is_subset(interp, *a, *b) : 0;
      return answer(equal < 0 ? -1 : !equal);
    }
    case CompareOp::kLt:
      return answer(a->size < b->size ? set_is_subset(interp, *a, *b) : 0);
    case CompareOp::kLe:
      return answer(set_is_subset(interp, *a, *b));
    case CompareOp::kGt:
      return answer(b->size < a->size ? set_is_subset(interp, *b, *a) : 0);
    default:
      return answer(set_is_subset(interp, *b, *a));
  }
}

Value set_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  SetObject *a = as_set(left), *b = as_set(right);
  if (!a || !b) return Value::not_implemented();
  switch (op) {
    case BinaryOp::kOr:
      return made(unite(interp, *a, right));
    case BinaryOp::kAnd:
      return made(set_intersection(interp, *a, right));
    case BinaryOp::kSub:
      return made(set_difference(interp, *a, right));
    case BinaryOp::kXor:
      return made(set_symmetric_difference(interp, *a, right));
    default:
      return Value::not_implemented();
  }
}

Value set_inplace(Interpreter& interp, BinaryOp op, const Value& self, const Value& other) {
  SetObject& s = self_of(self);
  if (!as_set(other)) return Value::not_implemented();
  bool ok;
  if (op == BinaryOp::kOr) {
    ok = update_set(interp, s, other);
  } else if (op == BinaryOp::kSub) {
    ok = set_subtract(interp, s, other);
  } else if (op == BinaryOp::kXor) {
    ok = set_symmetric_update(interp, s, other);
  } else if (op == BinaryOp::kAnd) {
    const auto common = set_intersection(interp, s, other);
    if ((ok = static_cast<bool>(common))) set_exchange(s, *common);
  } else {
    return Value::not_implemented();
  }
  return ok ? self : Value::error();
}

bool frozen_set_hash(Interpreter& interp, Object* self, int64_t* out) {
  *out = frozen_hash(set_of(self));
  return interp.charge_steps(set_of(self).size / 16);
}

struct SetIteratorObject : Object {
  explicit SetIteratorObject(Ref<SetObject> over) : set(std::move(over)), size(set->size) {}
  Ref<SetObject> set;  // null once exhausted
  uint64_t size;
  uint64_t position = 0, given = 0;
  static const Type kType;
};
SetIteratorObject& iterator_of(Object* self) { return *static_cast<SetIteratorObject*>(self); }

Value set_next(Interpreter& interp, Object* self) {
  auto& it = iterator_of(self);
  if (!it.set) return Value::undefined();
  if (it.set->size != it.size) {
    it.size = UINT64_MAX;  // once changed, always changed
    return interp.raise(ExceptionKind::kRuntimeError, "Set changed size during iteration");
  }
  const uint64_t before = it.position;
  const auto* entry = it.set->next(&it.position);
  if (it.position - before > 64 && !interp.charge_steps((it.position - before) / 64)) return Value::error();
  ++it.given;
  if (entry) return entry->key;
  it.set = {};
  return Value::undefined();
}

Value length_hint(Interpreter&, const Value& self, const Args&) {
  const auto& it = iterator_of(self.object());
  return Value::integer(it.set && it.set->size == it.size ? static_cast<int64_t>(it.size - it.given) : 0);
}
constexpr Method kIteratorMethods[] = {{"__length_hint__", length_hint}, {nullptr, nullptr}};

const Type SetIteratorObject::kType = {
    .name = "set_iterator",
    .destroy = destroy_as<SetIteratorObject>,
    .iter = iter_itself,
    .next = set_next,
    .methods = kIteratorMethods,
};

constexpr Type set_type(const char* name, bool frozen) {
  return {
      .name = name,
      .basic_size = sizeof(SetObject),
      .destroy = destroy_set,
      .repr = set_repr,
      .hash = frozen ? frozen_set_hash : nullptr,
      .unhashable = !frozen,
      .compare = set_compare,
      .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(set_of(self).size); },
      .contains = [](Interpreter& interp, Object* self, const Value& item) { return set_of(self).contains(interp, item); },
      .iter = [](Interpreter& interp, Object* self) { return make_set_iterator(interp, set_of(self)); },
      .binary = set_binary,
      .inplace = frozen ? nullptr : set_inplace,
      .construct = frozen ? construct_frozen_set : construct_set,
      .init = frozen ? nullptr : init_set,
      .methods = frozen ? kFrozenSetMethods : kSetMethods,
  };
}

}  // namespace

const Type SetObject::kType = set_type("set", false);
const Type FrozenSetObject::kType = set_type("frozenset", true);

Value make_set_iterator(Interpreter& interp, SetObject& set) {
  return Value::object(interp.heap().make<SetIteratorObject>(Ref<SetObject>::share(&set)));
}

bool init_set(Interpreter& interp, Object* self, const Args& args) {
  if (!check_positional(interp, "set", args, 0, 1)) return false;
  set_of(self).clear();
  return args.size() == 0 || update_set(interp, set_of(self), args[0]);
}

Value construct_set(Interpreter& interp, const Type& type, const Args& args) {
  auto set = interp.heap().make_typed<SetObject>(type);
  return init_set(interp, set.get(), args) ? Value::object(std::move(set)) : Value::error();
}

Value construct_frozen_set(Interpreter& interp, const Type& type, const Args& args) {
  const bool exact = &type == &FrozenSetObject::kType;
  // A class of user code may take keywords of its own.
  if (!check_positional(interp, "frozenset", exact ? args : Args(args.positional()), 0, 1)) return Value::error();
  if (exact && args.size() == 1 && args[0].exact<FrozenSetObject>()) return args[0];
  Ref<SetObject> set = interp.heap().make_typed<FrozenSetObject>(type);
  return args.size() == 0 || update_set(interp, *set, args[0]) ? Value::object(std::move(set)) : Value::error();
}

const Method kSetMethods[] = {
    {"add", add},
    {"clear", clear},
    {"copy", copy},
    {"difference", combine_all<set_difference>},
    {"difference_update", difference_update},
    {"discard", discard},
    {"intersection", combine_all<set_intersection>},
    {"intersection_update", intersection_update},
    {"isdisjoint", isdisjoint},
    {"issubset", issubset},
    {"issuperset", issuperset},
    {"pop", pop},
    {"remove", remove},
    {"symmetric_difference", symmetric_difference},
    {"symmetric_difference_update", symmetric_difference_update},
    {"union", combine_all<unite>},
    {"update", update},
    {nullptr, nullptr},
};
const Method kFrozenSetMethods[] = {
    {"copy", frozen_copy},
    {"difference", combine_all<set_difference>},
    {"intersection", combine_all<set_intersection>},
    {"isdisjoint", isdisjoint},
    {"issubset", issubset},
    {"issuperset", issuperset},
    {"symmetric_difference", symmetric_difference},
    {"union", combine_all<unite>},
    {nullptr, nullptr},
};

}  // namespace interloom::lang
