// deque: the ring.
#include <algorithm>
#include <bit>
#include <utility>

#include "worker/lang/modules/collections.h"

namespace interloom::lang::modules {

void destroy_deque(Heap& heap, Object* self) {
  auto& deque = *static_cast<DequeObject*>(self);
  for (uint64_t i = 0; i < deque.size; ++i) deque.at(i).~Value();
  heap.free_raw(deque.items, deque.capacity * sizeof(Value));
}

void DequeObject::grow(uint64_t wanted) {
  if (wanted <= capacity) return;
  Heap& heap = Heap::of(this);
  if (wanted > Heap::kMaxQuota / sizeof(Value)) heap.fail_over_quota();
  const uint64_t larger = std::max<uint64_t>(8, std::bit_ceil(wanted));
  auto* made = static_cast<Value*>(heap.allocate_raw(larger * sizeof(Value)));
  for (uint64_t i = 0; i < size; ++i) new (&made[i]) Value(std::move(at(i)));
  heap.free_raw(items, capacity * sizeof(Value));
  items = made;
  capacity = larger;
  head = 0;
}

void DequeObject::push_back(Value value) {
  ++changes;
  if (maxlen == 0) return;
  if (maxlen > 0 && size == static_cast<uint64_t>(maxlen)) const Value dropped = pop_front();
  grow(size + 1);
  new (&items[(head + size) & (capacity - 1)]) Value(std::move(value));
  ++size;
}

void DequeObject::push_front(Value value) {
  ++changes;
  if (maxlen == 0) return;
  if (maxlen > 0 && size == static_cast<uint64_t>(maxlen)) const Value dropped = pop_back();
  grow(size + 1);
  head = (head - 1) & (capacity - 1);
  new (&items[head]) Value(std::move(value));
  ++size;
}

Value DequeObject::pop_back() {
  ++changes;
  return std::move(items[(head + --size) & (capacity - 1)]);
}

Value DequeObject::pop_front() {
  ++changes;
  Value out = std::move(items[head]);
  head = (head + 1) & (capacity - 1);
  --size;
  return out;
}

void DequeObject::insert(uint64_t place, Value value) {
  push_back(std::move(value));
  for (uint64_t i = size - 1; i > place; --i) at(i).swap(at(i - 1));
}

Value DequeObject::remove(uint64_t place) {
  for (uint64_t i = place; i + 1 < size; ++i) at(i).swap(at(i + 1));
  return pop_back();
}

void DequeObject::rotate(uint64_t right) {
  ++changes;
  const bool by_back = right <= size / 2;
  for (uint64_t i = by_back ? right : size - right; i > 0; --i) {
    // Through free slots of the ring, which a full one does not have.
    grow(size + 1);
    if (by_back) {
      Value moved = pop_back();
      head = (head - 1) & (capacity - 1);
      new (&items[head]) Value(std::move(moved));
    } else {
      Value moved = pop_front();
      new (&items[(head + size) & (capacity - 1)]) Value(std::move(moved));
    }
    ++size;
  }
}

void DequeObject::clear() {
  ++changes;
  // An item that goes may look at this deque: it is empty by then.
  DequeObject old;
  std::swap(old.items, items);
  std::swap(old.capacity, capacity);
  std::swap(old.head, head);
  std::swap(old.size, size);
  destroy_deque(Heap::of(this), &old);
}

}  // namespace interloom::lang::modules
