#include <algorithm>
#include <cstring>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/protocol.h"
#include "worker/lang/sequence_ops.h"

namespace interloom::lang {
namespace {

ListObject& list_of(Object* self) { return *static_cast<ListObject*>(self); }

void destroy_list(Heap& heap, Object* self) {
  ListObject& list = list_of(self);
  for (Value& item : list.span()) item.~Value();
  heap.free_raw(list.items, list.capacity * sizeof(Value));
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
  if (!resolve_index(interp, key, static_cast<int64_t>(list.size), "list indices", "list index out of range", &index))
    return Value::error();
  return list.items[index];
}

// Replaces [start, stop) by `items`; old items are dropped after the list is whole again.
void splice(ListObject& list, uint64_t start, uint64_t stop, std::span<const Value> items) {
  Heap& heap = Heap::of(&list);
  const uint64_t new_size = list.size - (stop - start) + items.size();
  auto removed = make_tuple(heap, stop - start);
  list.reserve(new_size);
  for (uint64_t i = start; i < stop; ++i) removed->items()[i - start] = std::move(list.items[i]);
  const uint64_t behind = list.size - stop;
  if (behind) std::memmove(static_cast<void*>(list.items + start + items.size()), list.items + stop, behind * sizeof(Value));
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
    interp.raise(ExceptionKind::kTypeError,
                 range.step == 1 ? "can only assign an iterable" : "must assign iterable to extended slice");
    return false;
  }
  Ref<ListObject> items;
  if (!collect(interp, value, &items)) return false;
  if (!resolve_slice(interp, slice, static_cast<int64_t>(list.size), &range))
    return false;  // iterating may have changed the list
  if (!interp.charge_steps(list.size / 16)) return false;
  if (range.step == 1) {
    splice(list, range.start, std::max(range.start, range.stop), items->span());
    return true;
  }
  if (range.count != static_cast<int64_t>(items->size)) {
    interp.raise(ExceptionKind::kValueError, "attempt to assign sequence of size ", items->size, " to extended slice of size ",
                 range.count);
    return false;
  }
  for (int64_t i = 0; i < range.count; ++i) list.items[range.at(i)].swap(items->items[i]);
  return true;
}

bool list_set_item(Interpreter& interp, Object* self, const Value& key, const Value& value) {
  ListObject& list = list_of(self);
  if (auto* slice = key.as<SliceObject>()) return assign_slice(interp, list, *slice, value);
  int64_t index;
  if (!resolve_index(interp, key, static_cast<int64_t>(list.size), "list indices", "list assignment index out of range", &index))
    return false;
  list.items[index] = value;
  return true;
}

bool list_del_item(Interpreter& interp, Object* self, const Value& key) {
  ListObject& list = list_of(self);
  if (auto* slice = key.as<SliceObject>()) {
    SliceRange range;
    if (!resolve_slice(interp, *slice, static_cast<int64_t>(list.size), &range)) return false;
    if (!interp.charge_steps(list.size / 16)) return false;
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
  if (!resolve_index(interp, key, static_cast<int64_t>(list.size), "list indices", "list assignment index out of range", &index))
    return false;
  splice(list, index, index + 1, {});
  return interp.charge_steps((list.size - index) / 16);
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
  if (!product.is<ListObject>()) return product;  // raised, or not a number of times
  ListObject &list = *self.as<ListObject>(), &made = *product.as<ListObject>();
  std::swap(list.items, made.items);
  std::swap(list.size, made.size);
  std::swap(list.capacity, made.capacity);
  return self;
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

void ListObject::clear() {
  Value* const old = std::exchange(items, nullptr);
  const uint64_t old_size = std::exchange(size, 0), old_capacity = std::exchange(capacity, 0);
  for (uint64_t i = 0; i < old_size; ++i) old[i].~Value();
  Heap::of(this).free_raw(old, old_capacity * sizeof(Value));
}

namespace {

// A T whose class has not its own idea of iteration.
template <class T>
bool plain_iteration(const Value& value) {
  return value.is<T>() && value.object()->type->iter == T::kType.iter;
}

}  // namespace

bool extend_list(Interpreter& interp, ListObject& list, const Value& iterable) {
  std::span<Value> known;
  if (plain_iteration<ListObject>(iterable)) known = iterable.as<ListObject>()->span();
  if (plain_iteration<TupleObject>(iterable)) known = iterable.as<TupleObject>()->span();
  if (known.empty()) {
    return each_item(interp, iterable, [&](const Value& item) {
      list.append(item);
      return true;
    });
  }
  const size_t n = known.size();
  list.reserve(std::max(list.size + n, std::min(list.capacity * 2, list.size + 2 * n)));
  if (auto* other = iterable.as<ListObject>()) known = other->span();  // extending by itself: it may have moved
  for (size_t i = 0; i < n; ++i) list.append(known[i]);
  return interp.charge_steps(n / 16);
}

const Type ListObject::kType = {
    .name = "list",
    .basic_size = sizeof(ListObject),
    .destroy = destroy_list,
    .repr = [](Interpreter& i, Object* self) { return sequence_repr(i, self, list_of(self).span(), "[]"); },
    .unhashable = true,
    .compare = sequence_compare<ListObject>,
    .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(list_of(self).size); },
    .get_item = list_get_item,
    .set_item = list_set_item,
    .del_item = list_del_item,
    .contains = sequence_contains<ListObject>,
    .iter = make_list_iterator,
    .binary = list_binary,
    .sequence = true,
    .inplace = list_inplace,
    .construct = construct_list,
    .init = init_list,
    .methods = kListMethods,
};

}  // namespace interloom::lang
