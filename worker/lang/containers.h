// tuple, list, dict, set, slice, range and what iterates over them.
//
// The structs are open: natives read items directly. Sizes are checked against the quota by the allocation itself.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "worker/lang/heap.h"
#include "worker/lang/str.h"
#include "worker/lang/value.h"

namespace interloom::lang {

struct TupleObject : Object {
  explicit TupleObject(uint64_t n) : size(n) {
    for (uint64_t i = 0; i < n; ++i) new (&items()[i]) Value();
  }
  uint64_t size;
  Value* items() { return reinterpret_cast<Value*>(this + 1); }
  std::span<Value> span() { return {items(), size}; }
  static const Type kType;
};
// Items undefined; the caller fills all of them before anyone else sees the tuple.
Ref<TupleObject> make_tuple(Heap& heap, uint64_t size);
Ref<TupleObject> make_tuple(Heap& heap, std::span<const Value> items);
// Keeps std::make_tuple, found through std::span, out of overload resolution.
inline Ref<TupleObject> make_tuple(Heap& heap, std::span<Value> items) { return make_tuple(heap, std::span<const Value>(items)); }

struct ListObject : Object {
  ListObject() = default;
  Value* items = nullptr;
  uint64_t size = 0;
  uint64_t capacity = 0;
  std::span<Value> span() { return {items, size}; }
  void append(Value value);  // throws BudgetStop
  void clear();
  void reserve(uint64_t n);
  static const Type kType;
};
Ref<ListObject> make_list(Heap& heap, std::span<const Value> items = {});
// list.extend(iterable); false: raised.
bool extend_list(Interpreter& interp, ListObject& list, const Value& iterable);
// Stable; keys by `key` (none: the items). False: a comparison raised, then the list is as it was.
bool sort_list(Interpreter& interp, ListObject& list, const Value& key, bool reverse);

// Insertion ordered: entries in order of insertion; beyond kLinearEntries an open-addressing index beside them, as CPython's.
struct DictObject : Object {
  struct Entry {
    Value key;
    Value value;
    int64_t hash;
  };  // key undefined: deleted
  static constexpr uint64_t kLinearEntries = 8;
  DictObject() = default;
  Entry* entries = nullptr;
  uint64_t entry_count = 0;  // used slots of entries, deleted ones included
  uint64_t entry_capacity = 0;
  int32_t* index = nullptr;  // entry number, kEmpty or kDeleted; null: entries are searched one by one
  uint64_t index_size = 0;   // a power of two, or 0
  uint64_t index_fill = 0;   // slots of index that are not kEmpty
  uint64_t size = 0;         // live entries
  uint64_t first = 0;        // entries before it are deleted
  // Changes whenever a key is added or removed or entries move, and never is another dict's of the heap: while it stays, an
  // entry's number stays. 0: no key was ever added.
  uint64_t keys_version = 0;

  // Null: absent, or with *failed set: hash or comparison raised.
  Value* find(Interpreter& interp, const Value& key, bool* failed);
  Value* find(Interpreter& interp, const Value& key, int64_t hash, bool* failed);
  Value* find(std::string_view key);                                             // str keys only, raises nothing
  bool set(Interpreter& interp, Value key, Value value);                         // false: raised
  bool set(Interpreter& interp, Value key, Value value, int64_t hash);           // the key's hash is known
  bool set(Interpreter& interp, std::string_view key, Value value);              // a str key
  Value* insert_if_absent(Interpreter& interp, const Value& key, const Value& value);  // the value there now; null: raised
  int remove(Interpreter& interp, const Value& key, Value* removed);             // 1 removed, 0 absent, -1 raised
  // Takes the entry out. REQUIRES: live.
  void remove_entry(uint64_t number, Value* key, Value* value);
  bool remove_last(Value* key, Value* value);  // false: empty
  // The number of the entry whose value this is.
  uint64_t number_of(const Value* found) const;
  // Makes a live entry the first or the last. Costs what lies between.
  void move_to_front(uint64_t number);
  void move_to_back(uint64_t number);
  void clear();
  void reserve(uint64_t entries_in_all);
  // The next live entry at or after *position (which moves past it), or null.
  Entry* next(uint64_t* position);
  // The last live entry before *position (which moves to it), or null.
  Entry* previous(uint64_t* position);
  static const Type kType;
};
Ref<DictObject> make_dict(Heap& heap);
Value raise_key_error(Interpreter& interp, const Value& key);
// dict.update(source): a mapping or an iterable of pairs. False: raised.
bool update_dict(Interpreter& interp, DictObject& dict, const Value& source);

// set and frozenset: CPython's table (linear probes, growth), so that ints iterate in CPython's order.
struct SetObject : Object {
  struct Entry {
    Value key;
    int64_t hash;
  };  // key undefined: deleted when hash is -1, else free
  static constexpr uint64_t kMinMask = 7;
  SetObject() = default;
  Entry* table = nullptr;  // mask + 1 entries; null while nothing was added
  uint64_t mask = kMinMask;
  uint64_t fill = 0;  // used and deleted entries
  uint64_t size = 0;
  uint64_t finger = 0;  // where pop() goes on

  int contains(Interpreter& interp, const Value& key);  // -1 raised
  int add(Interpreter& interp, const Value& key);       // 1 added, 0 was there, -1 raised
  int discard(Interpreter& interp, const Value& key);   // 1 removed, 0 was not there, -1 raised
  int contains(Interpreter& interp, const Value& key, int64_t hash);
  int add(Interpreter& interp, const Value& key, int64_t hash);
  int discard(Interpreter& interp, const Value& key, int64_t hash);
  void clear();
  // The next entry at or after *position (which moves past it), or null.
  Entry* next(uint64_t* position);
  static const Type kType;
};
struct FrozenSetObject : SetObject {
  static const Type kType;
};
Ref<SetObject> make_set(Heap& heap);
// A set or frozenset; null: neither.
SetObject* as_set(const Value& value);
// set.update(iterable). False: raised.
bool update_set(Interpreter& interp, SetObject& set, const Value& iterable);

struct SliceObject : Object {
  SliceObject(Value first, Value last, Value by) : start(std::move(first)), stop(std::move(last)), step(std::move(by)) {}
  Value start, stop, step;
  static const Type kType;
};
// What a slice selects of a sequence of `length`: CPython's slice.indices().
struct SliceRange {
  int64_t start, stop, step, count;
  int64_t at(int64_t i) const { return start + i * step; }  // REQUIRES: 0 <= i < count
};
// False: raised (step zero, not an integer).
bool resolve_slice(Interpreter& interp, const SliceObject& slice, int64_t length, SliceRange* out);

struct RangeObject : Object {
  RangeObject(int64_t first, int64_t last, int64_t by, int64_t n) : start(first), stop(last), step(by), count(n) {}
  int64_t start, stop, step;
  int64_t count;  // -1: bounds or count do not fit int64, `large` has them
  Ref<TupleObject> large;  // start, stop, step, count as ints; null otherwise
  static const Type kType;
};

// A start or stop argument of a method: an integer clamped to int64. False: raised (`or_none`: the text says that None is
// allowed too, which the caller handles).
bool slice_bound(Interpreter& interp, const Value& value, int64_t* out, bool or_none = false);

// The index of a subscript: an int (or bool); false: TypeError "list indices must be integers or slices, not str" with
// `what` = "list indices", or IndexError `range_error` when outside [-length, length).
bool resolve_index(Interpreter& interp, const Value& key, int64_t length, const char* what, const char* range_error,
                   int64_t* out);

}  // namespace interloom::lang
