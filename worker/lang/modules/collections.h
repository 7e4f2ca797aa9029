// The types of _collections.
#pragma once

#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"

namespace interloom::lang::modules {

extern const Type kDefaultDictType, kOrderedDictType;

// A ring of items: both ends in constant time, items by index too.
struct DequeObject : Object {
  DequeObject() = default;
  Value* items = nullptr;  // capacity slots; those outside [head, head + size) are undefined
  uint64_t capacity = 0;   // a power of two, or 0
  uint64_t head = 0;
  uint64_t size = 0;
  int64_t maxlen = -1;                                                  // -1: none
  uint64_t changes = 0;                                                 // counts what would disturb an iterator
  Value& at(uint64_t i) { return items[(head + i) & (capacity - 1)]; }  // REQUIRES: i < size
  void push_back(Value value);                                          // beyond maxlen, the other end falls off
  void push_front(Value value);
  Value pop_back();  // REQUIRES: not empty
  Value pop_front();
  void insert(uint64_t place, Value value);  // REQUIRES: place <= size
  Value remove(uint64_t place);
  void rotate(uint64_t right);  // REQUIRES: right < size
  void clear();
  void grow(uint64_t wanted);
  static const Type kType;
};
void destroy_deque(Heap& heap, Object* self);
extern const Method kDequeMethods[];
extern const Property kDequeProperties[];
Value make_deque_iterator(Interpreter& interp, DequeObject& deque, bool backwards);
bool extend_deque(Interpreter& interp, DequeObject& deque, const Value& iterable, bool left);
// A copy without maxlen's type: what + and * start from.
Ref<DequeObject> copy_deque(Interpreter& interp, DequeObject& deque);
// The first equal item in [from, to): its place, -1 none, -2 raised.
int64_t find_in_deque(Interpreter& interp, DequeObject& deque, const Value& wanted, uint64_t from, uint64_t to);

}  // namespace interloom::lang::modules
