#include <algorithm>
#include <cstring>
#include <string>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/protocol.h"
#include "worker/lang/repr_guard.h"

namespace interloom::lang {
namespace {

ListObject& list_of(Object* self) { return *static_cast<ListObject*>(self); }
TupleObject& tuple_of(Object* self) { return *static_cast<TupleObject*>(self); }

void destroy_list(Heap& heap, Object* self) {
  ListObject& list = list_of(self);
  for (Value& item : list.span()) item.~Value();
  heap.free_raw(list.items, list.capacity * sizeof(Value));
}

Value sequence_repr(Interpreter& interp, Object* self, std::span<const Value> items, const char* brackets) {
  ReprGuard guard(self);
  if (guard.running()) return str_value(interp.heap(), std::string{brackets[0], '.', '.', '.', brackets[1]});
  if (!interp.check_native_stack()) return Value::error();
  std::string out(1, brackets[0]);
  for (size_t i = 0; i < items.size(); ++i) {
    if (i) out += ", ";
    if (!repr_text(interp, Value(items[i]), &out)) return Value::error();
  }
  if (brackets[0] == '(' && items.size() == 1) out += ',';
  out += brackets[1];
  return str_value(interp.heap(), out);
}

// Item by item; a list may change while its items are compared, so sizes are read anew.
template <class T>
Value sequence_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  T *a = left.as<T>(), *b = right.as<T>();
  if (!a || !b) return Value::not_implemented();
  if ((op == CompareOp::kEq || op == CompareOp::kNe) && a->size != b->size) return Value::boolean(op == CompareOp::kNe);
  if (!interp.check_native_stack()) return Value::error();
  for (uint64_t i = 0; i < std::min(a->size, b->size); ++i) {
    const Value x = a->span()[i], y = b->span()[i];
    const int equal = values_equal(interp, x, y);
    if (equal < 0 || !interp.charge_steps(1)) return Value::error();
    if (equal) continue;
    if (op == CompareOp::kEq || op == CompareOp::kNe) return Value::boolean(op == CompareOp::kNe);
    return compare_op(interp, op, x, y);
  }
  return Value::boolean(order_matches(op, a->size < b->size ? -1 : a->size > b->size));
}

int sequence_contains(Interpreter& interp, Object* self, const Value& item) {
  const bool is_list = self->type == &ListObject::kType;
  for (uint64_t i = 0;; ++i) {
    const std::span<Value> items = is_list ? list_of(self).span() : tuple_of(self).span();
    if (i >= items.size()) return 0;
    const Value candidate = items[i];
    const int equal = values_equal(interp, candidate, item);
    if (equal != 0) return equal;
    if (!interp.charge_steps(1)) return -1;
  }
}

Value list_get_item(Interpreter& interp, Object* self, const Value& key) {
  ListObject& list = list_of(self);
  if (auto* slice = key.as<SliceObject>()) {
    SliceRange range;
    if (!resolve_slice(interp, *slice, static_cast<int64_t>(list.size), &range)) return Value::error();
    if (!interp.charge_steps(range.count / 16)) return Value::error();
    auto out = make_list(interp.heap());
    out->reserve(range.count);
    for (int64_t i = 0; i < range.count; ++i) out->append(list.items[range.at(i)]);
    return Value::object(std::move(out));
  }
  int64_t index;
  if (!resolve_index(interp, key, static_cast<int64_t>(list.size), "list indices", "list index out of range", &index)) return Value::error();
  return list.items[index];
}

Value tuple_get_item(Interpreter& interp, Object* self, const Value& key) {
  TupleObject& tuple = tuple_of(self);
  if (auto* slice = key.as<SliceObject>()) {
    SliceRange range;
    if (!resolve_slice(interp, *slice, static_cast<int64_t>(tuple.size), &range)) return Value::error();
    if (!interp.charge_steps(range.count / 16)) return Value::error();
    auto out = make_tuple(interp.heap(), range.count);
    for (int64_t i = 0; i < range.count; ++i) out->items()[i] = tuple.items()[range.at(i)];
    return Value::object(std::move(out));
  }
  int64_t index;
  if (!resolve_index(interp, key, static_cast<int64_t>(tuple.size), "tuple indices", "tuple index out of range", &index)) return Value::error();
  return tuple.items()[index];
}

// Replaces [start, stop) by `items`; old items are dropped after the list is whole again.
void splice(ListObject& list, uint64_t start, uint64_t stop, std::span<const Value> items) {
  Heap& heap = Heap::of(&list);
  const uint64_t new_size = list.size - (stop - start) + items.size();
  auto removed = make_tuple(heap, stop - start);
  list.reserve(new_size);
  for (uint64_t i = start; i < stop; ++i) removed->items()[i - start] = std::move(list.items[i]);
  std::memmove(static_cast<void*>(list.items + start + items.size()), list.items + stop, (list.size - stop) * sizeof(Value));
  for (uint64_t i = 0; i < items.size(); ++i) new (&list.items[start + i]) Value(items[i]);
  list.size = new_size;
}

bool collect(Interpreter& interp, const Value& iterable, Ref<ListObject>* out) {
  *out = make_list(interp.heap());
  return extend_list(interp, **out, iterable);
}

bool assign_slice(Interpreter& interp, ListObject& list, const SliceObject& slice, const Value& value) {
  SliceRange range;
  if (!resolve_slice(interp, slice, static_cast<int64_t>(list.size), &range)) return false;
  if (!is_iterable(value)) {
    interp.raise(ExceptionKind::kTypeError, range.step == 1 ? "can only assign an iterable" : "must assign iterable to extended slice");
    return false;
  }
  Ref<ListObject> items;
  if (!collect(interp, value, &items)) return false;
  if (!resolve_slice(interp, slice, static_cast<int64_t>(list.size), &range)) return false;  // iterating may have changed the list
  if (range.step == 1) {
    splice(list, range.start, std::max(range.start, range.stop), items->span());
    return true;
  }
  if (range.count != static_cast<int64_t>(items->size)) {
    interp.raise(ExceptionKind::kValueError, "attempt to assign sequence of size ", items->size, " to extended slice of size ", range.count);
    return false;
  }
  for (int64_t i = 0; i < range.count; ++i) list.items[range.at(i)].swap(items->items[i]);
  return true;
}

bool list_set_item(Interpreter& interp, Object* self, const Value& key, const Value& value) {
  ListObject& list = list_of(self);
  if (auto* slice = key.as<SliceObject>()) return assign_slice(interp, list, *slice, value);
  int64_t index;
  if (!resolve_index(interp, key, static_cast<int64_t>(list.size), "list indices", "list assignment index out of range", &index)) return false;
  list.items[index] = value;
  return true;
}

bool list_del_item(Interpreter& interp, Object* self, const Value& key) {
  ListObject& list = list_of(self);
  if (auto* slice = key.as<SliceObject>()) {
    SliceRange range;
    if (!resolve_slice(interp, *slice, static_cast<int64_t>(list.size), &range)) return false;
    if (range.step == 1) {
      splice(list, range.start, std::max(range.start, range.stop), {});
      return true;
    }
    auto kept = make_list(interp.heap());
    const int64_t low = range.step > 0 ? range.start : range.start + (range.count - 1) * range.step;
    const int64_t stride = std::abs(range.step);
    for (int64_t i = 0; i < static_cast<int64_t>(list.size); ++i) {
      const bool drop = range.count > 0 && i >= low && (i - low) % stride == 0 && (i - low) / stride < range.count;
      if (!drop) kept->append(list.items[i]);
    }
    std::swap(list.items, kept->items);
    std::swap(list.size, kept->size);
    std::swap(list.capacity, kept->capacity);
    return true;
  }
  int64_t index;
  if (!resolve_index(interp, key, static_cast<int64_t>(list.size), "list indices", "list assignment index out of range", &index)) return false;
  splice(list, index, index + 1, {});
  return true;
}

Value list_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  ListObject *a = left.as<ListObject>(), *b = right.as<ListObject>();
  if (op == BinaryOp::kAdd && a) {
    if (!b) return Value::not_implemented();
    if (!interp.charge_steps((a->size + b->size) / 16)) return Value::error();
    auto out = make_list(interp.heap());
    out->reserve(a->size + b->size);
    for (const Value& item : a->span()) out->append(item);
    for (const Value& item : b->span()) out->append(item);
    return Value::object(std::move(out));
  }
  if (op != BinaryOp::kMul) return Value::not_implemented();
  ListObject* list = a ? a : b;
  int64_t count;
  if (!repeat_count(interp, a ? right : left, &count)) return repeat_failed(interp, a ? right : left);
  uint64_t bytes;
  if (!checked_repeat(interp, list->size * sizeof(Value), count, &bytes)) return Value::error();
  auto out = make_list(interp.heap());
  out->reserve(list->size * count);
  for (int64_t i = 0; i < count && list->size; ++i) {
    for (const Value& item : list->span()) out->append(item);
  }
  return Value::object(std::move(out));
}

Value list_inplace(Interpreter& interp, BinaryOp op, const Value& self, const Value& other) {
  if (op == BinaryOp::kAdd) return extend_list(interp, *self.as<ListObject>(), other) ? self : Value::error();
  if (op != BinaryOp::kMul) return Value::not_implemented();
  Value product = list_binary(interp, op, self, other);
  if (product.is_error()) return product;
  ListObject &list = *self.as<ListObject>(), &made = *product.as<ListObject>();
  std::swap(list.items, made.items);
  std::swap(list.size, made.size);
  std::swap(list.capacity, made.capacity);
  return self;
}

Value tuple_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  TupleObject *a = left.as<TupleObject>(), *b = right.as<TupleObject>();
  if (op == BinaryOp::kAdd && a) {
    if (!b) return Value::not_implemented();
    auto out = make_tuple(interp.heap(), a->size + b->size);
    std::copy(a->span().begin(), a->span().end(), out->items());
    std::copy(b->span().begin(), b->span().end(), out->items() + a->size);
    return Value::object(std::move(out));
  }
  if (op != BinaryOp::kMul) return Value::not_implemented();
  TupleObject* tuple = a ? a : b;
  int64_t count;
  if (!repeat_count(interp, a ? right : left, &count)) return repeat_failed(interp, a ? right : left);
  uint64_t bytes;
  if (!checked_repeat(interp, tuple->size * sizeof(Value), count, &bytes)) return Value::error();
  auto out = make_tuple(interp.heap(), tuple->size * count);
  for (int64_t i = 0; i < count && tuple->size; ++i) std::copy(tuple->span().begin(), tuple->span().end(), out->items() + i * tuple->size);
  return Value::object(std::move(out));
}

// CPython's tuple hash (xxHash's mixing).
bool tuple_hash(Interpreter& interp, Object* self, int64_t* out) {
  constexpr uint64_t kPrime1 = 11400714785074694791ULL, kPrime2 = 14029467366897019727ULL, kPrime5 = 2870177450012600261ULL;
  if (!interp.check_native_stack()) return false;
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

void ListObject::reserve(uint64_t n) {
  if (n <= capacity) return;
  if (n > Heap::kMaxQuota / sizeof(Value)) n = Heap::kMaxQuota;  // refused by the heap
  Heap& heap = Heap::of(this);
  items = static_cast<Value*>(heap.reallocate_raw(items, capacity * sizeof(Value), n * sizeof(Value)));
  capacity = n;
}

void ListObject::append(Value value) {
  if (size == capacity) reserve(capacity + capacity / 2 + 4);
  new (&items[size++]) Value(std::move(value));
}

Ref<ListObject> make_list(Heap& heap, std::span<const Value> items) {
  auto list = heap.make<ListObject>();
  list->reserve(items.size());
  for (const Value& item : items) list->append(item);
  return list;
}

Ref<TupleObject> make_tuple(Heap& heap, uint64_t size) {
  if (size > Heap::kMaxQuota / sizeof(Value)) heap.fail_over_quota();
  return heap.make_sized<TupleObject>(size * sizeof(Value), size);
}

Ref<TupleObject> make_tuple(Heap& heap, std::span<const Value> items) {
  auto tuple = make_tuple(heap, items.size());
  std::copy(items.begin(), items.end(), tuple->items());
  return tuple;
}

bool extend_list(Interpreter& interp, ListObject& list, const Value& iterable) {
  std::span<Value> known;
  if (auto* other = iterable.as<ListObject>()) known = other->span();
  if (auto* tuple = iterable.as<TupleObject>()) known = tuple->span();
  if (known.empty()) {
    return for_each(interp, iterable, [&](const Value& item) {
      list.append(item);
      return true;
    });
  }
  const size_t n = known.size();
  list.reserve(std::max(list.size + n, std::min(list.capacity * 2, list.size + 2 * n)));
  if (iterable.is<ListObject>()) known = iterable.as<ListObject>()->span();  // extending by itself: it may have moved
  for (size_t i = 0; i < n; ++i) list.append(known[i]);
  return interp.charge_steps(n / 16);
}

const Type ListObject::kType = {
    .name = "list",
    .destroy = destroy_list,
    .repr = [](Interpreter& i, Object* self) { return sequence_repr(i, self, list_of(self).span(), "[]"); },
    .unhashable = true,
    .compare = sequence_compare<ListObject>,
    .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(list_of(self).size); },
    .get_item = list_get_item,
    .set_item = list_set_item,
    .del_item = list_del_item,
    .contains = sequence_contains,
    .iter = make_sequence_iterator,
    .binary = list_binary,
    .sequence = true,
    .inplace = list_inplace,
    .construct = construct_list,
    .methods = kListMethods,
};

const Type TupleObject::kType = {
    .name = "tuple",
    .destroy = [](Heap&, Object* self) { for (Value& item : tuple_of(self).span()) item.~Value(); },
    .repr = [](Interpreter& i, Object* self) { return sequence_repr(i, self, tuple_of(self).span(), "()"); },
    .hash = tuple_hash,
    .compare = sequence_compare<TupleObject>,
    .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(tuple_of(self).size); },
    .get_item = tuple_get_item,
    .contains = sequence_contains,
    .iter = make_sequence_iterator,
    .binary = tuple_binary,
    .sequence = true,
    .construct = construct_tuple,
    .methods = kTupleMethods,
};

}  // namespace interloom::lang
