#include <algorithm>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/protocol.h"
#include "worker/lang/sequence_ops.h"

namespace interloom::lang {
namespace {

TupleObject& tuple_of(Object* self) { return *static_cast<TupleObject*>(self); }

Value tuple_get_item(Interpreter& interp, Object* self, const Value& key) {
  TupleObject& tuple = tuple_of(self);
  if (auto* slice = key.as<SliceObject>()) {
    SliceRange range;
    if (!resolve_slice(interp, *slice, static_cast<int64_t>(tuple.size), &range)) return Value::error();
    const bool whole = range.step == 1 && range.count == static_cast<int64_t>(tuple.size);
    if (whole && self->type == &TupleObject::kType) return Value::share(self);
    if (!interp.charge_steps(range.count / 16)) return Value::error();
    auto out = make_tuple(interp.heap(), range.count);
    for (int64_t i = 0; i < range.count; ++i) out->items()[i] = tuple.items()[range.at(i)];
    return Value::object(std::move(out));
  }
  int64_t index;
  if (!resolve_index(interp, key, static_cast<int64_t>(tuple.size), "tuple indices", "tuple index out of range", &index))
    return Value::error();
  return tuple.items()[index];
}

Value tuple_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  TupleObject *a = left.as<TupleObject>(), *b = right.as<TupleObject>();
  if (op == BinaryOp::kAdd && a) {
    if (!b) return Value::not_implemented();
    if (b->size == 0 && left.exact<TupleObject>()) return left;
    if (a->size == 0 && right.exact<TupleObject>()) return right;
    if (!interp.charge_steps((a->size + b->size) / 16)) return Value::error();
    auto out = make_tuple(interp.heap(), a->size + b->size);
    std::copy(a->span().begin(), a->span().end(), out->items());
    std::copy(b->span().begin(), b->span().end(), out->items() + a->size);
    return Value::object(std::move(out));
  }
  if (op != BinaryOp::kMul) return Value::not_implemented();
  TupleObject* tuple = a ? a : b;
  int64_t count;
  if (!repeat_count(interp, a ? right : left, &count)) return repeat_failed(interp, a ? right : left);
  const Value& given = a ? left : right;
  if (given.exact<TupleObject>() && (count == 1 || tuple->size == 0)) return given;
  uint64_t bytes;
  if (!checked_repeat(interp, tuple->size * sizeof(Value), count, &bytes)) return Value::error();
  auto out = make_tuple(interp.heap(), tuple->size * count);
  for (int64_t i = 0; i < count && tuple->size; ++i)
    std::copy(tuple->span().begin(), tuple->span().end(), out->items() + i * tuple->size);
  return Value::object(std::move(out));
}

// CPython's tuple hash (xxHash's mixing).
bool tuple_hash(Interpreter& interp, Object* self, int64_t* out) {
  constexpr uint64_t kPrime1 = 11400714785074694791ULL, kPrime2 = 14029467366897019727ULL, kPrime5 = 2870177450012600261ULL;
  uint64_t hash = kPrime5;
  for (const Value& item : tuple_of(self).span()) {
    int64_t lane;
    if (!hash_of(interp, item, &lane) || !interp.charge_steps(1)) return false;
    hash += static_cast<uint64_t>(lane) * kPrime2;
    hash = (hash << 31) | (hash >> 33);
    hash *= kPrime1;
  }
  hash += tuple_of(self).size ^ (kPrime5 ^ 3527539ULL);
  *out = hash == ~uint64_t{0} ? 1546275796 : static_cast<int64_t>(hash);
  return true;
}

}  // namespace

Ref<TupleObject> make_tuple(Heap& heap, uint64_t size) {
  if (size > Heap::kMaxQuota / sizeof(Value)) heap.fail_over_quota();
  return heap.make_sized<TupleObject>(size * sizeof(Value), size);
}

Ref<TupleObject> make_tuple(Heap& heap, std::span<const Value> items) {
  auto tuple = make_tuple(heap, items.size());
  std::copy(items.begin(), items.end(), tuple->items());
  return tuple;
}

const Type TupleObject::kType = {
    .name = "tuple",
    .basic_size = sizeof(TupleObject),
    .instance_bytes = [](const Object* self) -> size_t {
      return sizeof(TupleObject) + static_cast<const TupleObject*>(self)->size * sizeof(Value);
    },
    .destroy =
        [](Heap&, Object* self) {
          for (Value& item : tuple_of(self).span()) item.~Value();
        },
    .repr = [](Interpreter& i, Object* self) { return sequence_repr(i, self, tuple_of(self).span(), "()"); },
    .hash = tuple_hash,
    .compare = sequence_compare<TupleObject>,
    .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(tuple_of(self).size); },
    .get_item = tuple_get_item,
    .contains = sequence_contains<TupleObject>,
    .iter = make_tuple_iterator,
    .binary = tuple_binary,
    .sequence = true,
    .construct = construct_tuple,
    .methods = kTupleMethods,
};

}  // namespace interloom::lang
