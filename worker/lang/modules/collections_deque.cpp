// deque: slots and iterators.
#include <algorithm>
#include <string>

#include "worker/lang/iterators.h"
#include "worker/lang/modules/collections.h"
#include "worker/lang/native_help.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/repr_guard.h"
#include "worker/lang/sequence_ops.h"

namespace interloom::lang::modules {
namespace {

DequeObject& deque_of(Object* self) { return *static_cast<DequeObject*>(self); }

struct DequeIteratorObject : Object {
  DequeIteratorObject(Ref<DequeObject> over, bool back) : deque(std::move(over)), backwards(back), changes(deque->changes) {}
  Ref<DequeObject> deque;
  bool backwards;
  uint64_t changes;
  uint64_t given = 0;
};
DequeIteratorObject& iterator_of(Object* self) { return *static_cast<DequeIteratorObject*>(self); }

Value deque_next(Interpreter& interp, Object* self) {
  auto& it = iterator_of(self);
  DequeObject& deque = *it.deque;
  if (it.changes != deque.changes) {
    it.given = UINT64_MAX;
    return interp.raise(ExceptionKind::kRuntimeError, "deque mutated during iteration");
  }
  if (it.given >= deque.size) return Value::undefined();
  const uint64_t place = it.given++;
  return deque.at(it.backwards ? deque.size - 1 - place : place);
}

Value iterator_hint(Interpreter&, const Value& self, const Args&) {
  const auto& it = iterator_of(self.object());
  return Value::integer(it.given < it.deque->size ? static_cast<int64_t>(it.deque->size - it.given) : 0);
}
constexpr Method kIteratorMethods[] = {{"__length_hint__", iterator_hint}, {nullptr, nullptr}};

constexpr Type iterator_type(const char* name) {
  return {.name = name,
          .module = "_collections",
          .destroy = destroy_as<DequeIteratorObject>,
          .iter = iter_itself,
          .next = deque_next,
          .methods = kIteratorMethods};
}
const Type kIteratorType = iterator_type("_deque_iterator");
const Type kReverseIteratorType = iterator_type("_deque_reverse_iterator");

Value deque_repr(Interpreter& interp, Object* self) {
  ReprGuard guard(self);
  if (guard.running()) return str_value(interp.heap(), "[...]");
  auto items = make_list(interp.heap());
  if (!extend_list(interp, *items, Value::share(self))) return Value::error();
  std::string out = str_cat(self->type->name, "(");
  if (!repr_text(interp, Value::object(items), &out)) return Value::error();
  if (deque_of(self).maxlen >= 0) out += str_cat(", maxlen=", deque_of(self).maxlen);
  return str_value(interp.heap(), out + ")");
}

Value deque_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  auto *a = left.as<DequeObject>(), *b = right.as<DequeObject>();
  if (!a || !b) return Value::not_implemented();
  const bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if (equality && a->size != b->size) return Value::boolean(op == CompareOp::kNe);
  for (uint64_t i = 0; i < std::min(a->size, b->size); ++i) {
    const Value x = a->at(i), y = b->at(i);
    const int equal = values_equal(interp, x, y);
    if (equal < 0 || !interp.charge_steps(1)) return Value::error();
    if (equal) continue;
    return equality ? Value::boolean(op == CompareOp::kNe) : compare_op(interp, op, x, y);
  }
  return Value::boolean(order_matches(op, a->size < b->size ? -1 : a->size > b->size));
}

// The place of a subscript. False: raised.
bool place_of(Interpreter& interp, const DequeObject& deque, const Value& key, uint64_t* out) {
  if (!is_integer(key) && !(key.is_object() && key.type()->to_index)) {
    interp.raise(ExceptionKind::kTypeError, "sequence index must be integer, not '", key.type_name(), "'");
    return false;
  }
  int64_t index;
  if (!resolve_index(interp, key, static_cast<int64_t>(deque.size), "deque indices", "deque index out of range", &index))
    return false;
  *out = static_cast<uint64_t>(index);
  return true;
}

Value deque_get_item(Interpreter& interp, Object* self, const Value& key) {
  uint64_t place;
  return place_of(interp, deque_of(self), key, &place) ? deque_of(self).at(place) : Value::error();
}

bool deque_set_item(Interpreter& interp, Object* self, const Value& key, const Value& value) {
  uint64_t place;
  if (!place_of(interp, deque_of(self), key, &place)) return false;
  deque_of(self).at(place) = value;
  return true;
}

bool deque_del_item(Interpreter& interp, Object* self, const Value& key) {
  uint64_t place;
  DequeObject& deque = deque_of(self);
  if (!place_of(interp, deque, key, &place) || !interp.charge_steps(deque.size / 16)) return false;
  const Value removed = deque.remove(place);
  return true;
}

int deque_contains(Interpreter& interp, Object* self, const Value& item) {
  const int64_t at = find_in_deque(interp, deque_of(self), item, 0, UINT64_MAX);
  return at == -2 ? -1 : at >= 0;
}

// The ring n times over; beyond maxlen the front falls off.
bool repeat_deque(Interpreter& interp, DequeObject& deque, int64_t n) {
  const uint64_t size = deque.size;
  if (n == 0) deque.clear();
  if (n <= 1 || size == 0) return true;
  uint64_t bytes;
  // With a maxlen, only the last items matter.
  const uint64_t useful = deque.maxlen >= 0 ? static_cast<uint64_t>(deque.maxlen) / size + 2 : static_cast<uint64_t>(n);
  const uint64_t times = std::min(static_cast<uint64_t>(n), useful);
  if (!checked_repeat(interp, size * sizeof(Value), static_cast<int64_t>(times), &bytes)) return false;
  auto items = make_list(interp.heap());
  if (!extend_list(interp, *items, Value::share(&deque))) return false;
  for (uint64_t i = 1; i < times; ++i) {
    for (const Value& item : items->span()) deque.push_back(item);
  }
  return true;
}

Value deque_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  auto *a = left.as<DequeObject>(), *b = right.as<DequeObject>();
  if (op == BinaryOp::kAdd && a) {
    if (!b)
      return interp.raise(ExceptionKind::kTypeError, "can only concatenate deque (not \"", right.type_name(), "\") to deque");
    auto out = copy_deque(interp, *a);
    return out && extend_deque(interp, *out, right, false) ? Value::object(std::move(out)) : Value::error();
  }
  if (op != BinaryOp::kMul) return Value::not_implemented();
  int64_t count;
  if (!repeat_count(interp, a ? right : left, &count)) return repeat_failed(interp, a ? right : left);
  auto out = copy_deque(interp, a ? *a : *b);
  return out && repeat_deque(interp, *out, count) ? Value::object(std::move(out)) : Value::error();
}

Value deque_inplace(Interpreter& interp, BinaryOp op, const Value& self, const Value& other) {
  DequeObject& deque = deque_of(self.object());
  if (op == BinaryOp::kAdd) return extend_deque(interp, deque, other, false) ? self : Value::error();
  int64_t count;
  if (op != BinaryOp::kMul) return Value::not_implemented();
  if (!repeat_count(interp, other, &count)) return repeat_failed(interp, other);
  return repeat_deque(interp, deque, count) ? self : Value::error();
}

bool deque_init(Interpreter& interp, Object* self, const Args& args) {
  static constexpr const char* kNames[] = {"iterable", "maxlen"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "deque", .names = kNames}, args, out)) return false;
  int64_t maxlen = -1;
  if (out[1] && !out[1]->is_none()) {
    if (!is_integer(*out[1])) {
      interp.raise(ExceptionKind::kTypeError, "an integer is required");
      return false;
    }
    if (!to_int64(interp, *out[1], &maxlen)) return false;
    if (maxlen < 0) {
      interp.raise(ExceptionKind::kValueError, "maxlen must be non-negative");
      return false;
    }
  }
  DequeObject& deque = deque_of(self);
  deque.maxlen = maxlen;
  deque.clear();
  return !out[0] || extend_deque(interp, deque, *out[0], false);
}

Value construct_deque(Interpreter& interp, const Type& type, const Args& args) {
  auto deque = interp.heap().make_typed<DequeObject>(type);
  return deque_init(interp, deque.get(), args) ? Value::object(std::move(deque)) : Value::error();
}

}  // namespace

Value make_deque_iterator(Interpreter& interp, DequeObject& deque, bool backwards) {
  const Type& type = backwards ? kReverseIteratorType : kIteratorType;
  return Value::object(interp.heap().make_typed<DequeIteratorObject>(type, Ref<DequeObject>::share(&deque), backwards));
}

bool extend_deque(Interpreter& interp, DequeObject& deque, const Value& iterable, bool left) {
  Value source = iterable;
  if (iterable.is_object() && iterable.object() == &deque) {
    // By itself: by what it holds now.
    auto items = make_list(interp.heap());
    if (!extend_list(interp, *items, iterable)) return false;
    source = Value::object(std::move(items));
  }
  return each_item(interp, source, [&](const Value& item) {
    if (left) {
      deque.push_front(item);
    } else {
      deque.push_back(item);
    }
    return true;
  });
}

Ref<DequeObject> copy_deque(Interpreter& interp, DequeObject& deque) {
  auto out = interp.heap().make<DequeObject>();
  out->maxlen = deque.maxlen;
  out->grow(deque.size);
  for (uint64_t i = 0; i < deque.size; ++i) out->push_back(deque.at(i));
  return interp.charge_steps(deque.size / 16) ? std::move(out) : Ref<DequeObject>();
}

int64_t find_in_deque(Interpreter& interp, DequeObject& deque, const Value& wanted, uint64_t from, uint64_t to) {
  const uint64_t before = deque.changes;
  for (uint64_t i = from; i < std::min(to, deque.size); ++i) {
    const Value candidate = deque.at(i);
    const int equal = values_equal(interp, candidate, wanted);
    if (equal < 0 || !interp.charge_steps(1)) return -2;
    if (deque.changes != before) {
      interp.raise(ExceptionKind::kRuntimeError, "deque mutated during iteration");
      return -2;
    }
    if (equal) return static_cast<int64_t>(i);
  }
  return -1;
}

const Type DequeObject::kType = {
    .name = "deque",
    .module = "collections",
    .basic_size = sizeof(DequeObject),
    .destroy = destroy_deque,
    .repr = deque_repr,
    .unhashable = true,
    .compare = deque_compare,
    .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(deque_of(self).size); },
    .get_item = deque_get_item,
    .set_item = deque_set_item,
    .del_item = deque_del_item,
    .contains = deque_contains,
    .iter = [](Interpreter& interp, Object* self) { return make_deque_iterator(interp, deque_of(self), false); },
    .binary = deque_binary,
    .sequence = true,
    .inplace = deque_inplace,
    .construct = construct_deque,
    .init = deque_init,
    .methods = kDequeMethods,
    .properties = kDequeProperties,
    .message_name = "collections.deque",
};

}  // namespace interloom::lang::modules
