// set and frozenset: methods and constructors.
#include "worker/lang/builtin_methods.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/native_help.h"
#include "worker/lang/protocol.h"
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

// s.op(a, b, ...): each in turn; without arguments, a copy.
template <Combine combine>
Value combine_all(Interpreter& interp, const Value& self, const Args& args) {
  if (!no_keywords(interp,
                   combine == set_intersection ? "set.intersection"
                   : combine == set_union      ? "set.union"
                                               : "set.difference",
                   args))
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

}  // namespace

bool init_set(Interpreter& interp, Object* self, const Args& args) {
  if (!no_keywords_unless(interp, *self->type, SetObject::kType, "__new__", args) ||
      !check_positional(interp, "set", Args(args.positional()), 0, 1))
    return false;
  set_of(self).clear();
  return args.size() == 0 || update_set(interp, set_of(self), args[0]);
}

Value construct_set(Interpreter& interp, const Type& type, const Args& args) {
  auto set = interp.heap().make_typed<SetObject>(type);
  return init_set(interp, set.get(), args) ? Value::object(std::move(set)) : Value::error();
}

Value construct_frozen_set(Interpreter& interp, const Type& type, const Args& args) {
  const bool exact = &type == &FrozenSetObject::kType;
  if (!no_keywords_unless(interp, type, FrozenSetObject::kType, "__init__", args) ||
      !check_positional(interp, "frozenset", Args(args.positional()), 0, 1))
    return Value::error();
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
    {"union", combine_all<set_union>},
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
    {"union", combine_all<set_union>},
    {nullptr, nullptr},
};

}  // namespace interloom::lang
