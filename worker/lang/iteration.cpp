#include "worker/lang/iteration.h"

#include "worker/lang/interpreter.h"
#include "worker/lang/native_help.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/range.h"

namespace interloom::lang {
namespace {

struct EnumerateObject : Object {
  EnumerateObject(Value over, Value first) : iterator(std::move(over)), index(std::move(first)) {}
  Value iterator, index;
  Ref<TupleObject> last;
};

struct ZipObject : Object {
  ZipObject(Ref<TupleObject> over, bool equal) : iterators(std::move(over)), strict(equal) {}
  Ref<TupleObject> iterators;
  bool strict;
  Ref<TupleObject> last;
};

Value enumerate_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<EnumerateObject*>(self);
  if (!interp.check_native_stack()) return Value::error();
  Value item = iter_next(interp, it.iterator);
  if (item.is_undefined() || item.is_error()) return item;
  Value following = it.index.is_int() && it.index.as_int() < INT64_MAX
                        ? Value::integer(it.index.as_int() + 1)
                        : number_binary(interp, BinaryOp::kAdd, it.index, Value::integer(1));
  if (following.is_error()) return following;
  auto pair = reused_tuple(interp, &it.last, 2);
  pair->items()[0] = std::exchange(it.index, std::move(following));
  pair->items()[1] = std::move(item);
  return Value::object(std::move(pair));
}

Value make_enumerate(Interpreter& interp, const Type& type, const Args& args) {
  static constexpr const char* kNames[] = {"iterable", "start"};
  const Value* out[2];
  if (args.size() == 0 && !args.keyword("iterable")) {
    return interp.raise(ExceptionKind::kTypeError, "enumerate() missing required argument 'iterable'");
  }
  if (!bind_args(interp, {.function = "enumerate", .names = kNames, .required = 1}, args, out)) return Value::error();
  Value first = out[1] ? index_value(interp, *out[1]) : Value::integer(0);
  if (first.is_error()) return first;
  Value iterator = get_iter(interp, *out[0]);
  if (iterator.is_error()) return iterator;
  return Value::object(interp.heap().make_typed<EnumerateObject>(type, std::move(iterator), std::move(first)));
}

// Null: one of them is not iterable.
Ref<TupleObject> iterators_of(Interpreter& interp, std::span<const Value> iterables) {
  auto iterators = make_tuple(interp.heap(), uint64_t{iterables.size()});
  for (size_t i = 0; i < iterables.size(); ++i) {
    iterators->items()[i] = get_iter(interp, iterables[i]);
    if (iterators->items()[i].is_error()) return {};
  }
  return iterators;
}

// The length mismatch of zip(strict=True): iterator `at` ended, or went on, where the first did not.
Value strict_failure(Interpreter& interp, uint64_t at, bool shorter) {
  return interp.raise(ExceptionKind::kValueError, "zip() argument ", at + 1, " is ", shorter ? "shorter" : "longer",
                      " than argument", at == 1 ? " " : "s 1-", at);
}

Value zip_next(Interpreter& interp, Object* self) {
  auto& zip = *static_cast<ZipObject*>(self);
  if (!interp.check_native_stack()) return Value::error();
  const uint64_t n = zip.iterators->size;
  if (n == 0) return Value::undefined();
  auto row = reused_tuple(interp, &zip.last, n);
  for (uint64_t i = 0; i < n; ++i) {
    Value item = iter_next(interp, zip.iterators->items()[i]);
    if (item.is_error()) return item;
    if (!item.is_undefined()) {
      row->items()[i] = std::move(item);
      continue;
    }
    if (!zip.strict) return item;
    if (i > 0) return strict_failure(interp, i, true);
    for (uint64_t k = 1; k < n; ++k) {
      item = iter_next(interp, zip.iterators->items()[k]);
      if (item.is_error()) return item;
      if (!item.is_undefined()) return strict_failure(interp, k, false);
    }
    return Value::undefined();
  }
  return Value::object(std::move(row));
}

Value make_zip(Interpreter& interp, const Type& type, const Args& args) {
  static constexpr const char* kNames[] = {"strict"};
  const Value* options[1];
  if (!bind_args(interp, {.function = "zip", .names = kNames, .keyword_only = 0}, keywords_of(args), options))
    return Value::error();
  const int strict = options[0] ? truth(interp, *options[0]) : 0;
  if (strict < 0) return Value::error();
  auto iterators = iterators_of(interp, args.positional());
  if (!iterators) return Value::error();
  return Value::object(interp.heap().make_typed<ZipObject>(type, std::move(iterators), strict == 1));
}

struct MapObject : Object {
  MapObject(Value f, Ref<TupleObject> over) : function(std::move(f)), iterators(std::move(over)) {}
  Value function;
  Ref<TupleObject> iterators;
};

Value map_next(Interpreter& interp, Object* self) {
  auto& map = *static_cast<MapObject*>(self);
  if (!interp.check_native_stack()) return Value::error();
  const uint64_t n = map.iterators->size;
  constexpr uint64_t kUsual = 4;
  Value usual[kUsual];
  const auto many = n > kUsual ? make_tuple(interp.heap(), n) : Ref<TupleObject>();
  Value* const items = many ? many->items() : usual;
  for (uint64_t i = 0; i < n; ++i) {
    items[i] = iter_next(interp, map.iterators->items()[i]);
    if (items[i].is_error() || items[i].is_undefined()) return items[i];
  }
  return call(interp, Value(map.function), Args(std::span<const Value>(items, n)));
}

Value make_map(Interpreter& interp, const Type& type, const Args& args) {
  if (!no_keywords_unless(interp, type, kMapType, "__init__", args)) return Value::error();
  if (args.size() < 2) return interp.raise(ExceptionKind::kTypeError, "map() must have at least two arguments.");
  auto iterators = iterators_of(interp, args.positional().subspan(1));
  if (!iterators) return Value::error();
  return Value::object(interp.heap().make_typed<MapObject>(type, args[0], std::move(iterators)));
}

struct FilterObject : Object {
  FilterObject(Value f, Value over) : function(std::move(f)), iterator(std::move(over)) {}
  Value function, iterator;
};

Value filter_next(Interpreter& interp, Object* self) {
  auto& filter = *static_cast<FilterObject*>(self);
  if (!interp.check_native_stack()) return Value::error();
  const bool by_truth = filter.function.is_none() || filter.function.same(interp.type_object(kBoolType));
  while (true) {
    Value item = iter_next(interp, filter.iterator);
    if (item.is_undefined() || item.is_error()) return item;
    if (!interp.charge_steps(1)) return Value::error();
    const Value answer = by_truth ? item : call(interp, Value(filter.function), Args(std::span(&item, 1)));
    const int yes = answer.is_error() ? -1 : truth(interp, answer);
    if (yes != 0) return yes < 0 ? Value::error() : item;
  }
}

Value make_filter(Interpreter& interp, const Type& type, const Args& args) {
  if (!no_keywords_unless(interp, type, kFilterType, "__init__", args) ||
      !check_positional(interp, "filter", Args(args.positional()), 2, 2))
    return Value::error();
  Value iterator = get_iter(interp, args[1]);
  if (iterator.is_error()) return iterator;
  return Value::object(interp.heap().make_typed<FilterObject>(type, args[0], std::move(iterator)));
}

struct CallableIteratorObject : Object {
  CallableIteratorObject(Value f, Value end) : callable(std::move(f)), sentinel(std::move(end)) {}
  Value callable, sentinel;  // callable undefined: exhausted
  static const Type kType;
};

Value callable_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<CallableIteratorObject*>(self);
  if (it.callable.is_undefined()) return Value::undefined();
  Value item = call(interp, Value(it.callable), Args());
  int end = 0;
  if (item.is_error()) {
    if (!take_if(interp, exception_type(ExceptionKind::kStopIteration))) return item;
    end = 1;
  } else {
    end = values_equal(interp, Value(it.sentinel), item);
    if (end < 0) return Value::error();
  }
  if (!end) return item;
  it.callable = Value();
  it.sentinel = Value();
  return Value::undefined();
}

const Type CallableIteratorObject::kType = {
    .name = "callable_iterator",
    .destroy = destroy_as<CallableIteratorObject>,
    .iter = iter_itself,
    .next = callable_next,
};

}  // namespace

Value make_callable_iterator(Interpreter& interp, const Value& callable, const Value& sentinel) {
  return Value::object(interp.heap().make<CallableIteratorObject>(callable, sentinel));
}

const Type kEnumerateType = {.name = "enumerate",
                             .basic_size = sizeof(EnumerateObject),
                             .destroy = destroy_as<EnumerateObject>,
                             .iter = iter_itself,
                             .next = enumerate_next,
                             .construct = make_enumerate};
const Type kZipType = {.name = "zip",
                       .basic_size = sizeof(ZipObject),
                       .destroy = destroy_as<ZipObject>,
                       .iter = iter_itself,
                       .next = zip_next,
                       .construct = make_zip};
const Type kMapType = {.name = "map",
                       .basic_size = sizeof(MapObject),
                       .destroy = destroy_as<MapObject>,
                       .iter = iter_itself,
                       .next = map_next,
                       .construct = make_map};
const Type kFilterType = {.name = "filter",
                          .basic_size = sizeof(FilterObject),
                          .destroy = destroy_as<FilterObject>,
                          .iter = iter_itself,
                          .next = filter_next,
                          .construct = make_filter};

}  // namespace interloom::lang
