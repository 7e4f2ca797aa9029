// count, cycle, repeat.
#include <string>

#include "worker/lang/modules/itertools.h"
#include "worker/lang/number.h"

namespace interloom::lang::modules {
namespace {

struct CountObject : Object {
  CountObject(Value first, Value by) : next(std::move(first)), step(std::move(by)) {}
  Value next, step;
};
CountObject& count_of(Object* self) { return *static_cast<CountObject*>(self); }

Value count_next(Interpreter& interp, Object* self) {
  auto& it = count_of(self);
  if (!interp.charge_steps(1)) return Value::error();
  Value following = binary_op(interp, BinaryOp::kAdd, it.next, it.step);
  if (following.is_error()) return following;
  return std::exchange(it.next, std::move(following));
}

Value count_repr(Interpreter& interp, Object* self) {
  auto& it = count_of(self);
  std::string out = "count(";
  if (!repr_text(interp, it.next, &out)) return Value::error();
  if (!it.step.same(Value::integer(1))) {
    out += ", ";
    if (!repr_text(interp, it.step, &out)) return Value::error();
  }
  return str_value(interp.heap(), out + ")");
}

bool countable(const Value& value) {
  return is_number(value) || (value.is_object() && (value.type()->binary || value.type()->to_index || value.type()->to_float));
}

Value make_count(Interpreter& interp, const Type& type, const Args& args) {
  static constexpr const char* kNames[] = {"start", "step"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "count", .names = kNames}, args, out)) return Value::error();
  const Value start = out[0] ? *out[0] : Value::integer(0), step = out[1] ? *out[1] : Value::integer(1);
  for (const Value& value : {start, step}) {
    const bool text = value.is<StrObject>() || value.is<ListObject>() || value.is<TupleObject>();
    if (text || !countable(value)) return interp.raise(ExceptionKind::kTypeError, "a number is required");
  }
  return Value::object(interp.heap().make_typed<CountObject>(type, start, step));
}

struct CycleObject : Object {
  CycleObject(Value over, Ref<ListObject> items) : iterator(std::move(over)), saved(std::move(items)) {}
  Value iterator;  // undefined once exhausted
  Ref<ListObject> saved;
  uint64_t position = 0;
};

Value cycle_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<CycleObject*>(self);
  if (!it.iterator.is_undefined()) {
    Value item = next_item(interp, it.iterator);
    if (!item.is_undefined()) {
      if (!item.is_error()) it.saved->append(item);
      return item;
    }
    it.iterator = Value();
  }
  if (it.saved->size == 0) return Value::undefined();
  if (!interp.charge_steps(1)) return Value::error();
  if (it.position >= it.saved->size) it.position = 0;
  return it.saved->items[it.position++];
}

Value make_cycle(Interpreter& interp, const Type& type, const Args& args) {
  if (!expect_arguments(interp, type, kCycleType, args, 1)) return Value::error();
  Value iterator = get_iter(interp, args[0]);
  if (iterator.is_error()) return iterator;
  return Value::object(interp.heap().make_typed<CycleObject>(type, std::move(iterator), make_list(interp.heap())));
}

struct RepeatObject : Object {
  RepeatObject(Value of, int64_t n) : item(std::move(of)), left(n) {}
  Value item;
  int64_t left;  // -1: endless
};
RepeatObject& repeat_of(Object* self) { return *static_cast<RepeatObject*>(self); }

Value repeat_next(Interpreter& interp, Object* self) {
  auto& it = repeat_of(self);
  if (it.left == 0) return Value::undefined();
  if (!interp.charge_steps(1)) return Value::error();
  if (it.left > 0) --it.left;
  return it.item;
}

Value repeat_repr(Interpreter& interp, Object* self) {
  auto& it = repeat_of(self);
  std::string out = "repeat(";
  if (!repr_text(interp, it.item, &out)) return Value::error();
  if (it.left >= 0) out += str_cat(", ", it.left);
  return str_value(interp.heap(), out + ")");
}

Value repeat_hint(Interpreter& interp, const Value& self, const Args&) {
  const auto& it = repeat_of(self.object());
  if (it.left < 0) return interp.raise(ExceptionKind::kTypeError, "len() of unsized object");
  return Value::integer(it.left);
}
constexpr Method kRepeatMethods[] = {{"__length_hint__", repeat_hint}, {nullptr, nullptr}};

Value make_repeat(Interpreter& interp, const Type& type, const Args& args) {
  static constexpr const char* kNames[] = {"object", "times"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "repeat", .names = kNames, .required = 1}, args, out)) return Value::error();
  int64_t times = -1;
  if (out[1]) {
    if (!to_int64(interp, *out[1], &times)) return Value::error();
    if (times < 0) times = 0;
  }
  return Value::object(interp.heap().make_typed<RepeatObject>(type, *out[0], times));
}

constexpr Type with_repr(Type type, Value (*repr)(Interpreter&, Object*)) {
  type.repr = repr;
  return type;
}

}  // namespace

const Type kCountType = with_repr(iterator_type<CountObject>("itertools.count", count_next, make_count), count_repr);
const Type kCycleType = iterator_type<CycleObject>("itertools.cycle", cycle_next, make_cycle);
const Type kRepeatType =
    with_repr(iterator_type<RepeatObject>("itertools.repeat", repeat_next, make_repeat, kRepeatMethods), repeat_repr);

}  // namespace interloom::lang::modules
