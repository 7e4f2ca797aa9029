// Iterators of built-in containers, and helpers that sequences share.
#pragma once

#include <cstdint>

#include "worker/lang/containers.h"
#include "worker/lang/value.h"

namespace interloom::lang {

struct RangeIteratorObject : Object {
  RangeIteratorObject(int64_t first, int64_t by, int64_t count) : next(first), step(by), left(count) {}
  int64_t next, step, left;
  static const Type kType;
};
Value make_range_iterator(Interpreter& interp, Object* range);

struct ListIteratorObject : Object {
  explicit ListIteratorObject(Ref<ListObject> over) : list(std::move(over)) {}
  Ref<ListObject> list;  // null once exhausted
  uint64_t position = 0;
  static const Type kType;
};
struct TupleIteratorObject : Object {
  explicit TupleIteratorObject(Ref<TupleObject> over) : tuple(std::move(over)) {}
  Ref<TupleObject> tuple;  // null once exhausted
  uint64_t position = 0;
  static const Type kType;
};
Value make_list_iterator(Interpreter& interp, Object* list);
Value make_tuple_iterator(Interpreter& interp, Object* tuple);
// For iter slots of other objects that are indexed from 0 (str, bytes).
Value make_sequence_iterator(Interpreter& interp, Object* sequence);
// Over object[0], object[1], ... until IndexError or StopIteration: what iter() makes of a class with __getitem__ only.
Value make_item_iterator(Interpreter& interp, const Value& object);
// From the last item to the first, of what has length and items.
Value make_reverse_iterator(Interpreter& interp, const Value& sequence);
// Over a dict's keys, values or items.
enum class DictPart : uint8_t { kKeys, kValues, kItems };
Value make_dict_iterator(Interpreter& interp, DictObject& dict, DictPart part, bool backwards = false);
// dict.keys() and the like: live views. A derived class's own view types have the same slots.
struct DictViewObject : Object {
  DictViewObject(Ref<DictObject> of, DictPart which) : dict(std::move(of)), part(which) {}
  Ref<DictObject> dict;
  DictPart part;
};
extern const Type kDictViewTypes[3];  // by part
Value make_dict_view(Interpreter& interp, Ref<DictObject> dict, DictPart part, const Type* type = nullptr);
Value make_set_iterator(Interpreter& interp, SetObject& set);

// The result of an order (<0, 0, >0) under an operator.
bool order_matches(CompareOp op, int order);

// Repetition, `seq * n`. repeat_count: false when value is no integer (then repeat_failed gives NotImplemented) or too large
// (it raises).
bool repeat_count(Interpreter& interp, const Value& value, int64_t* out);
Value repeat_failed(Interpreter& interp, const Value& value);
// Steps for work over this many bytes: what is done between two checks takes bounded time.
bool charge_bytes(Interpreter& interp, uint64_t bytes);
// size * count, stopped when it cannot fit the heap; charges steps.
bool checked_repeat(Interpreter& interp, uint64_t size, int64_t count, uint64_t* out);

}  // namespace interloom::lang
