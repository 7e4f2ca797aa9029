#include "worker/lang/iteration.h"

#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

struct EnumerateObject : Object {
  EnumerateObject(Value over, Value first) : iterator(std::move(over)), index(std::move(first)) {}
  Value iterator, index;
};

struct ZipObject : Object {
  ZipObject(Ref<TupleObject> over, bool equal) : iterators(std::move(over)), strict(equal) {}
  Ref<TupleObject> iterators;
  bool strict;
};

template <class T>
void destroy(Heap&, Object* self) {
  static_cast<T*>(self)->~T();
}

Value itself(Interpreter&, Object* self) { return Value::share(self); }

Value enumerate_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<EnumerateObject*>(self);
  if (!interp.check_native_stack()) return Value::error();
  Value item = iter_next(interp, it.iterator);
  if (item.is_undefined() || item.is_error()) return item;
  auto pair = make_tuple(interp.heap(), 2);
  pair->items()[0] = it.index;
  pair->items()[1] = std::move(item);
  it.index = number_binary(interp, BinaryOp::kAdd, it.index, Value::integer(1));
  return it.index.is_error() ? Value::error() : Value::object(std::move(pair));
}

Value make_enumerate(Interpreter& interp, const Type& type, const Args& args) {
  static constexpr const char* kNames[] = {"iterable", "start"};
  const Value* out[2];
  if (args.size() == 0 && !args.keyword("iterable")) {
    return interp.raise(ExceptionKind::kTypeError, "enumerate() missing required argument 'iterable'");
  }
  if (!bind_args(interp, {.function = "enumerate", .names = kNames, .required = 1}, args, out)) return Value::error();
  const Value first = out[1] ? *out[1] : Value::integer(0);
  if (!is_integer(first)) {
    return interp.raise(ExceptionKind::kTypeError, "'", first.type_name(), "' object cannot be interpreted as an integer");
  }
  Value iterator = get_iter(interp, *out[0]);
  if (iterator.is_error()) return iterator;
  return Value::object(
      interp.heap().make_typed<EnumerateObject>(type, std::move(iterator), number_unary(interp, UnaryOp::kPos, first)));
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
  auto row = make_tuple(interp.heap(), n);
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
  const Args keywords(args.values + args.positional_count, 0, args.keyword_count, args.names);
  if (!bind_args(interp, {.function = "zip", .names = kNames, .keyword_only = 0}, keywords, options)) return Value::error();
  const int strict = options[0] ? truth(interp, *options[0]) : 0;
  if (strict < 0) return Value::error();
  auto iterators = make_tuple(interp.heap(), uint64_t{args.size()});
  for (uint32_t i = 0; i < args.size(); ++i) {
    iterators->items()[i] = get_iter(interp, args[i]);
    if (iterators->items()[i].is_error()) return Value::error();
  }
  return Value::object(interp.heap().make_typed<ZipObject>(type, std::move(iterators), strict == 1));
}

}  // namespace

const Type kEnumerateType = {.name = "enumerate",
                             .destroy = destroy<EnumerateObject>,
                             .iter = itself,
                             .next = enumerate_next,
                             .construct = make_enumerate};
const Type kZipType = {.name = "zip", .destroy = destroy<ZipObject>, .iter = itself, .next = zip_next, .construct = make_zip};

}  // namespace interloom::lang
