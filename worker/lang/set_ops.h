// The algebra of sets, as operators, methods and dict views use it.
#pragma once

#include "worker/lang/containers.h"

namespace interloom::lang {

// The table, for set.cpp and set_algebra.cpp. REQUIRES of insert_clean: the key is not in the set, whose counts the caller sets.
void set_insert_clean(SetObject& s, Value key, int64_t hash);
void set_resize(Heap& heap, SetObject& s, uint64_t wanted);
void set_drop_deleted(Heap& heap, SetObject& s);
void set_merge(Interpreter& interp, SetObject& s, SetObject& other, bool* failed);
// As CPython hashes a frozenset of these items.
int64_t frozen_hash(const SetObject& s);

// New sets of the kind of `s`: set for a set or what derives from it, frozenset likewise. Null: raised.
Ref<SetObject> set_copy(Interpreter& interp, SetObject& s);
Ref<SetObject> set_like(Interpreter& interp, const SetObject& s);  // empty
Ref<SetObject> set_union(Interpreter& interp, SetObject& s, const Value& other);
Ref<SetObject> set_intersection(Interpreter& interp, SetObject& s, const Value& other);
Ref<SetObject> set_difference(Interpreter& interp, SetObject& s, const Value& other);
Ref<SetObject> set_symmetric_difference(Interpreter& interp, SetObject& s, const Value& other);
// In place. False: raised.
bool set_subtract(Interpreter& interp, SetObject& s, const Value& other);
bool set_symmetric_update(Interpreter& interp, SetObject& s, const Value& other);
void set_exchange(SetObject& a, SetObject& b);  // the contents
// 1, 0, -1 raised.
int set_is_subset(Interpreter& interp, SetObject& inner, SetObject& outer);
int set_is_disjoint(Interpreter& interp, SetObject& s, const Value& other);

}  // namespace interloom::lang
