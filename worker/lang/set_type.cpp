// set and frozenset: slots, iterators, types.
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
Value answer(int yes) { return yes < 0 ? Value::error() : Value::boolean(yes); }

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
      return made(set_union(interp, *a, right));
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

}  // namespace interloom::lang
