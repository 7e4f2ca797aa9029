// Some of an iterable's items: compress, dropwhile, filterfalse, takewhile, islice.
#include <algorithm>

#include "worker/lang/modules/itertools.h"
#include "worker/lang/number.h"

namespace interloom::lang::modules {
namespace {

struct CompressObject : Object {
  CompressObject(Value d, Value s) : data(std::move(d)), selectors(std::move(s)) {}
  Value data, selectors;
};

Value compress_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<CompressObject*>(self);
  while (true) {
    Value item = next_item(interp, it.data);
    if (item.is_undefined() || item.is_error()) return item;
    const Value selector = next_item(interp, it.selectors);
    if (selector.is_undefined() || selector.is_error()) return selector;
    const int yes = truth(interp, selector);
    if (yes != 0) return yes < 0 ? Value::error() : item;
  }
}

Value make_compress(Interpreter& interp, const Type& type, const Args& args) {
  static constexpr const char* kNames[] = {"data", "selectors"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "compress", .names = kNames, .required = 2}, args, out)) return Value::error();
  Value data = get_iter(interp, *out[0]);
  if (data.is_error()) return data;
  Value selectors = get_iter(interp, *out[1]);
  if (selectors.is_error()) return selectors;
  return Value::object(interp.heap().make_typed<CompressObject>(type, std::move(data), std::move(selectors)));
}

// dropwhile, takewhile and filterfalse: a predicate and an iterator.
struct PredicateObject : Object {
  PredicateObject(Value f, Value over) : predicate(std::move(f)), iterator(std::move(over)) {}
  Value predicate, iterator;
  bool turned = false;  // the predicate has been false
};
PredicateObject& predicate_of(Object* self) { return *static_cast<PredicateObject*>(self); }

int holds(Interpreter& interp, const PredicateObject& it, const Value& item) {
  const Value answer = call(interp, Value(it.predicate), Args(std::span(&item, 1)));
  return answer.is_error() ? -1 : truth(interp, answer);
}

Value dropwhile_next(Interpreter& interp, Object* self) {
  auto& it = predicate_of(self);
  while (true) {
    Value item = next_item(interp, it.iterator);
    if (it.turned || item.is_undefined() || item.is_error()) return item;
    const int yes = holds(interp, it, item);
    if (yes < 0) return Value::error();
    it.turned = yes == 0;
    if (it.turned) return item;
  }
}

Value takewhile_next(Interpreter& interp, Object* self) {
  auto& it = predicate_of(self);
  if (it.turned) return Value::undefined();
  Value item = next_item(interp, it.iterator);
  if (item.is_undefined() || item.is_error()) return item;
  const int yes = holds(interp, it, item);
  if (yes < 0) return Value::error();
  it.turned = yes == 0;
  return it.turned ? Value::undefined() : item;
}

Value filterfalse_next(Interpreter& interp, Object* self) {
  auto& it = predicate_of(self);
  const bool by_truth = it.predicate.is_none() || it.predicate.same(interp.type_object(kBoolType));
  while (true) {
    Value item = next_item(interp, it.iterator);
    if (item.is_undefined() || item.is_error()) return item;
    const int yes = by_truth ? truth(interp, item) : holds(interp, it, item);
    if (yes <= 0) return yes < 0 ? Value::error() : item;
  }
}

template <const Type& exact>
Value make_predicate(Interpreter& interp, const Type& type, const Args& args) {
  if (!expect_arguments(interp, type, exact, args, 2)) return Value::error();
  Value iterator = get_iter(interp, args[1]);
  if (iterator.is_error()) return iterator;
  return Value::object(interp.heap().make_typed<PredicateObject>(type, args[0], std::move(iterator)));
}

struct SliceIteratorObject : Object {
  SliceIteratorObject(Value over, int64_t first, int64_t last, int64_t by)
      : iterator(std::move(over)), next(first), stop(last), step(by) {}
  Value iterator;  // undefined once exhausted
  int64_t next;
  int64_t stop;  // -1: none
  int64_t step;
  int64_t taken = 0;
};

Value slice_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<SliceIteratorObject*>(self);
  if (it.iterator.is_undefined()) return Value::undefined();
  Value item;
  // Items before the next one wanted are passed over, those before `stop` at the end too.
  const int64_t wanted = it.stop >= 0 ? std::min(it.next, it.stop) : it.next;
  const bool gives = it.stop < 0 || it.next < it.stop;
  while (it.taken < wanted + gives) {
    item = next_item(interp, it.iterator);
    if (item.is_error()) return item;
    if (item.is_undefined()) break;
    ++it.taken;
  }
  if (!gives || item.is_undefined()) {
    it.iterator = Value();
    return Value::undefined();
  }
  if (__builtin_add_overflow(it.next, it.step, &it.next)) it.next = it.stop >= 0 ? it.stop : INT64_MAX;
  return item;
}

// None gives `absent`. False: no integer from 0 up.
bool slice_argument(Interpreter& interp, const Value& value, int64_t absent, int64_t* out) {
  *out = absent;
  if (value.is_none()) return true;
  if (to_int64(interp, value, out) && *out >= 0) return true;
  if (!interp.stopping()) interp.take_exception();
  return false;
}

Value make_slice_iterator(Interpreter& interp, const Type& type, const Args& args) {
  if (!no_keywords_unless(interp, type, kSliceIteratorType, "__init__", args) ||
      !check_positional(interp, "islice", Args(args.positional()), 2, 4))
    return Value::error();
  int64_t start = 0, stop = -1, step = 1;
  const bool only_stop = args.size() == 2;
  if (!slice_argument(interp, args[only_stop ? 1 : 2], -1, &stop)) {
    return interp.raise(ExceptionKind::kValueError,
                        only_stop ? "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
                                  : "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  }
  if (!only_stop && !slice_argument(interp, args[1], 0, &start)) {
    return interp.raise(ExceptionKind::kValueError, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  }
  if (args.size() == 4 && (!slice_argument(interp, args[3], 1, &step) || step == 0)) {
    return interp.raise(ExceptionKind::kValueError, "Step for islice() must be a positive integer or None.");
  }
  Value iterator = get_iter(interp, args[0]);
  if (iterator.is_error()) return iterator;
  return Value::object(interp.heap().make_typed<SliceIteratorObject>(type, std::move(iterator), start, stop, step));
}

}  // namespace

const Type kCompressType = iterator_type<CompressObject>("itertools.compress", compress_next, make_compress);
const Type kDropWhileType = iterator_type<PredicateObject>("itertools.dropwhile", dropwhile_next, make_predicate<kDropWhileType>);
const Type kTakeWhileType = iterator_type<PredicateObject>("itertools.takewhile", takewhile_next, make_predicate<kTakeWhileType>);
const Type kFilterFalseType =
    iterator_type<PredicateObject>("itertools.filterfalse", filterfalse_next, make_predicate<kFilterFalseType>);
const Type kSliceIteratorType = iterator_type<SliceIteratorObject>("itertools.islice", slice_next, make_slice_iterator);

}  // namespace interloom::lang::modules
