// accumulate, chain, pairwise, starmap, zip_longest.
#include "worker/lang/modules/itertools.h"

namespace interloom::lang::modules {
namespace {

struct AccumulateObject : Object {
  AccumulateObject(Value over, Value f, Value first)
      : iterator(std::move(over)), function(std::move(f)), initial(std::move(first)) {}
  Value iterator, function;  // function None: addition
  Value initial;             // undefined: none, or given already
  Value total;               // undefined before the first item
};

Value accumulate_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<AccumulateObject*>(self);
  if (!it.initial.is_undefined()) return it.total = std::move(it.initial);
  Value item = next_item(interp, it.iterator);
  if (item.is_undefined() || item.is_error()) return item;
  if (it.total.is_undefined()) return it.total = std::move(item);
  const Value operands[] = {it.total, item};
  Value total = it.function.is_none() ? binary_op(interp, BinaryOp::kAdd, operands[0], item)
                                      : call(interp, Value(it.function), Args(std::span(operands)));
  if (total.is_error()) return total;
  return it.total = std::move(total);
}

Value make_accumulate(Interpreter& interp, const Type& type, const Args& args) {
  static constexpr const char* kNames[] = {"iterable", "func", "initial"};
  const Value* out[3];
  if (!bind_args(interp, {.function = "accumulate", .names = kNames, .required = 1, .keyword_only = 2}, args, out))
    return Value::error();
  Value iterator = get_iter(interp, *out[0]);
  if (iterator.is_error()) return iterator;
  return Value::object(interp.heap().make_typed<AccumulateObject>(type, std::move(iterator), out[1] ? *out[1] : Value::none(),
                                                                  out[2] && !out[2]->is_none() ? *out[2] : Value()));
}

struct ChainObject : Object {
  explicit ChainObject(Value over) : source(std::move(over)) {}
  Value source;  // an iterator of iterables; undefined once exhausted
  Value active;  // undefined: none
};

Value chain_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<ChainObject*>(self);
  while (!it.source.is_undefined()) {
    if (it.active.is_undefined()) {
      const Value iterable = next_item(interp, it.source);
      if (iterable.is_error()) return iterable;
      it.active = iterable.is_undefined() ? Value() : get_iter(interp, iterable);
      if (it.active.is_undefined() || it.active.is_error()) {
        const bool failed = it.active.is_error();
        it.source = it.active = Value();
        return failed ? Value::error() : Value::undefined();
      }
    }
    Value item = next_item(interp, it.active);
    if (!item.is_undefined()) return item;
    it.active = Value();
  }
  return Value::undefined();
}

Value make_chain(Interpreter& interp, const Type& type, const Args& args) {
  if (!no_keywords_unless(interp, type, kChainType, "__init__", args)) return Value::error();
  const Value iterables = Value::object(make_tuple(interp.heap(), args.positional()));
  return Value::object(interp.heap().make_typed<ChainObject>(type, get_iter(interp, iterables)));
}

Value chain_from_iterable(Interpreter& interp, const Value& cls, const Args& args) {
  if (!check_positional(interp, "chain.from_iterable", args, 1, 1)) return Value::error();
  Value source = get_iter(interp, args[0]);
  if (source.is_error()) return source;
  const Value made = call(interp, cls, Args());
  if (made.is_error()) return made;
  // A class of user code may make something else.
  if (is_instance(made, &kChainType)) static_cast<ChainObject*>(made.object())->source = std::move(source);
  return made;
}
constexpr Method kChainMethods[] = {{"from_iterable", chain_from_iterable, MethodKind::kClass}, {nullptr, nullptr}};

struct PairwiseObject : Object {
  explicit PairwiseObject(Value over) : iterator(std::move(over)) {}
  Value iterator, before;
};

Value pairwise_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<PairwiseObject*>(self);
  if (it.iterator.is_undefined()) return Value::undefined();
  if (it.before.is_undefined()) {
    Value first = next_item(interp, it.iterator);
    if (first.is_undefined()) it.iterator = Value();
    if (first.is_undefined() || first.is_error()) return first;
    it.before = std::move(first);
  }
  const Value before = it.before;  // reading may come back here
  Value item = next_item(interp, it.iterator);
  if (item.is_undefined()) it.iterator = it.before = Value();
  if (item.is_undefined() || item.is_error()) return item;
  const Value pair[] = {before, item};
  it.before = std::move(item);
  return Value::object(make_tuple(interp.heap(), pair));
}

Value make_pairwise(Interpreter& interp, const Type& type, const Args& args) {
  if (!expect_arguments(interp, type, kPairwiseType, args, 1)) return Value::error();
  Value iterator = get_iter(interp, args[0]);
  return iterator.is_error() ? iterator : Value::object(interp.heap().make_typed<PairwiseObject>(type, std::move(iterator)));
}

struct StarMapObject : Object {
  StarMapObject(Value f, Value over) : function(std::move(f)), iterator(std::move(over)) {}
  Value function, iterator;
};

Value starmap_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<StarMapObject*>(self);
  const Value item = next_item(interp, it.iterator);
  if (item.is_undefined() || item.is_error()) return item;
  if (auto* tuple = item.exact<TupleObject>()) return call(interp, Value(it.function), Args(tuple->span()));
  auto arguments = make_list(interp.heap());
  if (!extend_list(interp, *arguments, item)) return Value::error();
  return call(interp, Value(it.function), Args(arguments->span()));
}

Value make_starmap(Interpreter& interp, const Type& type, const Args& args) {
  if (!expect_arguments(interp, type, kStarMapType, args, 2)) return Value::error();
  Value iterator = get_iter(interp, args[1]);
  if (iterator.is_error()) return iterator;
  return Value::object(interp.heap().make_typed<StarMapObject>(type, args[0], std::move(iterator)));
}

struct ZipLongestObject : Object {
  ZipLongestObject(Ref<TupleObject> over, Value absent)
      : iterators(std::move(over)), fill(std::move(absent)), active(iterators->size) {}
  Ref<TupleObject> iterators;  // undefined: exhausted
  Value fill;
  uint64_t active;
};

Value zip_longest_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<ZipLongestObject*>(self);
  const uint64_t n = it.iterators->size;
  if (n == 0 || it.active == 0) return Value::undefined();
  auto row = make_tuple(interp.heap(), n);
  for (uint64_t i = 0; i < n; ++i) {
    Value& iterator = it.iterators->items()[i];
    Value item = iterator.is_undefined() ? Value() : next_item(interp, iterator);
    if (item.is_error()) {
      it.active = 0;
      return item;
    }
    if (item.is_undefined()) {
      if (!iterator.is_undefined() && --it.active == 0) return item;
      iterator = Value();
      item = it.fill;
    }
    row->items()[i] = std::move(item);
  }
  return Value::object(std::move(row));
}

Value make_zip_longest(Interpreter& interp, const Type& type, const Args& args) {
  Value fill = Value::none();
  for (uint32_t i = 0; i < args.keyword_count; ++i) {
    if (args.keyword_name(i) != "fillvalue")
      return interp.raise(ExceptionKind::kTypeError, "zip_longest() got an unexpected keyword argument");
    fill = args.keyword_value(i);
  }
  auto iterators = make_tuple(interp.heap(), uint64_t{args.size()});
  for (uint32_t i = 0; i < args.size(); ++i) {
    iterators->items()[i] = get_iter(interp, args[i]);
    if (iterators->items()[i].is_error()) return Value::error();
  }
  return Value::object(interp.heap().make_typed<ZipLongestObject>(type, std::move(iterators), std::move(fill)));
}

}  // namespace

const Type kAccumulateType = iterator_type<AccumulateObject>("itertools.accumulate", accumulate_next, make_accumulate);
const Type kChainType = iterator_type<ChainObject>("itertools.chain", chain_next, make_chain, kChainMethods);
const Type kPairwiseType = iterator_type<PairwiseObject>("itertools.pairwise", pairwise_next, make_pairwise);
const Type kStarMapType = iterator_type<StarMapObject>("itertools.starmap", starmap_next, make_starmap);
const Type kZipLongestType = iterator_type<ZipLongestObject>("itertools.zip_longest", zip_longest_next, make_zip_longest);

}  // namespace interloom::lang::modules
