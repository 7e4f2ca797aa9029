#include <utility>

#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"
#include "worker/lang/sequence_ops.h"
#include "worker/lang/set_ops.h"

namespace interloom::lang {
namespace {

// Visits key and hash of every item of a set; false as soon as `visit` says so.
template <class Visit>
bool each_key(Interpreter& interp, SetObject& s, Visit&& visit) {
  uint64_t position = 0;
  while (const auto* entry = s.next(&position)) {
    const Value key = entry->key;
    if (!interp.charge_steps(1) || !visit(key, entry->hash)) return false;
  }
  return true;
}

Ref<SetObject> or_null(bool done, Ref<SetObject> out) { return done ? std::move(out) : Ref<SetObject>(); }

}  // namespace

Ref<SetObject> set_like(Interpreter& interp, const SetObject& s) {
  if (is_subtype(s.type, &FrozenSetObject::kType)) return interp.heap().make_typed<SetObject>(FrozenSetObject::kType);
  return make_set(interp.heap());
}

Ref<SetObject> set_copy(Interpreter& interp, SetObject& s) {
  auto out = set_like(interp, s);
  bool failed;
  set_merge(interp, *out, s, &failed);
  return or_null(!failed, std::move(out));
}

Ref<SetObject> set_union(Interpreter& interp, SetObject& s, const Value& other) {
  auto out = set_copy(interp, s);
  const bool done = out && update_set(interp, *out, other);
  return or_null(done, std::move(out));
}

bool update_set(Interpreter& interp, SetObject& s, const Value& iterable) {
  bool failed = false;
  if (SetObject* other = as_set(iterable)) {
    set_merge(interp, s, *other, &failed);
    return !failed;
  }
  if (auto* dict = iterable.exact<DictObject>()) {
    if ((s.fill + dict->size) * 5 >= s.mask * 3) set_resize(interp.heap(), s, (s.size + dict->size) * 2);
    uint64_t position = 0;
    while (const auto* entry = dict->next(&position)) {
      const Value key = entry->key;
      if (!interp.charge_steps(1) || s.add(interp, key, entry->hash) < 0) return false;
    }
    return true;
  }
  return each_item(interp, iterable, [&](const Value& item) { return s.add(interp, item) >= 0; });
}

Ref<SetObject> set_intersection(Interpreter& interp, SetObject& s, const Value& other) {
  SetObject* set = as_set(other);
  if (set == &s) return set_copy(interp, s);
  auto out = set_like(interp, s);
  if (!set) {
    const bool done = each_item(interp, other, [&](const Value& item) {
      int64_t hash;
      if (!hash_of(interp, item, &hash)) return false;
      const int inside = s.contains(interp, item, hash);
      return inside == 0 || (inside == 1 && out->add(interp, item, hash) >= 0);
    });
    return or_null(done, std::move(out));
  }
  SetObject *from = set, *in = &s;
  if (from->size > in->size) std::swap(from, in);
  const bool done = each_key(interp, *from, [&](const Value& key, int64_t hash) {
    const int inside = in->contains(interp, key, hash);
    return inside == 0 || (inside == 1 && out->add(interp, key, hash) >= 0);
  });
  return or_null(done, std::move(out));
}

bool set_subtract(Interpreter& interp, SetObject& s, const Value& other) {
  SetObject* set = as_set(other);
  if (set == &s) {
    s.clear();
    return true;
  }
  bool done;
  if (!set) {
    done = each_item(interp, other, [&](const Value& item) { return s.discard(interp, item) >= 0; });
  } else {
    Ref<SetObject> common;
    // Of a much larger set, only what both have matters.
    if (set->size / 8 > s.size) {
      common = set_intersection(interp, s, other);
      if (!common) return false;
      set = common.get();
    }
    done = each_key(interp, *set, [&](const Value& key, int64_t hash) { return s.discard(interp, key, hash) >= 0; });
  }
  if (done) set_drop_deleted(interp.heap(), s);
  return done;
}

Ref<SetObject> set_difference(Interpreter& interp, SetObject& s, const Value& other) {
  SetObject* set = as_set(other);
  auto* dict = other.exact<DictObject>();
  if ((!set && !dict) || s.size / 4 > (set ? set->size : dict->size)) {
    auto out = set_copy(interp, s);
    const bool done = out && set_subtract(interp, *out, other);
    return or_null(done, std::move(out));
  }
  auto out = set_like(interp, s);
  const bool done = each_key(interp, s, [&](const Value& key, int64_t hash) {
    bool failed = false;
    const int inside = set ? set->contains(interp, key, hash) : dict->find(interp, key, hash, &failed) != nullptr;
    if (inside < 0 || failed) return false;
    return inside == 1 || out->add(interp, key, hash) >= 0;
  });
  return or_null(done, std::move(out));
}

bool set_symmetric_update(Interpreter& interp, SetObject& s, const Value& other) {
  SetObject* set = as_set(other);
  if (set == &s) {
    s.clear();
    return true;
  }
  Ref<SetObject> made;
  if (!set) {
    made = set_like(interp, s);
    if (!update_set(interp, *made, other)) return false;
    set = made.get();
  }
  return each_key(interp, *set, [&](const Value& key, int64_t hash) {
    const int removed = s.discard(interp, key, hash);
    return removed == 1 || (removed == 0 && s.add(interp, key, hash) >= 0);
  });
}

Ref<SetObject> set_symmetric_difference(Interpreter& interp, SetObject& s, const Value& other) {
  auto out = set_like(interp, s);
  const bool done = update_set(interp, *out, other) && set_symmetric_update(interp, *out, Value::share(&s));
  return or_null(done, std::move(out));
}

void set_exchange(SetObject& a, SetObject& b) {
  std::swap(a.table, b.table);
  std::swap(a.mask, b.mask);
  std::swap(a.fill, b.fill);
  std::swap(a.size, b.size);
  std::swap(a.finger, b.finger);
}

int set_is_subset(Interpreter& interp, SetObject& inner, SetObject& outer) {
  if (inner.size > outer.size) return 0;
  int inside = 1;
  const bool whole = each_key(interp, inner, [&](const Value& key, int64_t hash) {
    inside = outer.contains(interp, key, hash);
    return inside == 1;
  });
  return whole ? 1 : inside == 0 ? 0 : -1;
}

int set_is_disjoint(Interpreter& interp, SetObject& s, const Value& other) {
  int inside = 0;
  bool whole;
  if (SetObject* set = as_set(other)) {
    SetObject &small = set->size < s.size ? *set : s, &large = set->size < s.size ? s : *set;
    if (set == &s) return s.size == 0;
    whole = each_key(interp, small, [&](const Value& key, int64_t hash) {
      inside = large.contains(interp, key, hash);
      return inside == 0;
    });
  } else {
    whole = each_item(interp, other, [&](const Value& item) {
      int64_t hash;
      inside = hash_of(interp, item, &hash) ? s.contains(interp, item, hash) : -1;
      return inside == 0;
    });
  }
  return whole ? 1 : inside == 1 ? 0 : -1;
}

}  // namespace interloom::lang
