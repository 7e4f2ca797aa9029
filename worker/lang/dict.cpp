#include <algorithm>
#include <bit>
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

constexpr int32_t kEmpty = -1;
constexpr int32_t kDeleted = -2;
constexpr uint64_t kMinIndex = 8;
constexpr uint64_t kMaxEntries = uint64_t{1} << 30;
constexpr uint64_t kFreeProbes = 32;  // longer searches charge steps: colliding keys cannot hide work

// CPython's probe sequence.
struct Probe {
  uint64_t mask, at, perturb;
  Probe(uint64_t size, int64_t hash)
      : mask(size - 1), at(static_cast<uint64_t>(hash) & mask), perturb(static_cast<uint64_t>(hash)) {}
  void advance() {
    perturb >>= 5;
    at = (at * 5 + perturb + 1) & mask;
  }
};

uint64_t usable(uint64_t index_size) { return index_size * 2 / 3; }

void free_tables(Heap& heap, DictObject::Entry* entries, uint64_t count, uint64_t capacity, int32_t* index, uint64_t index_size) {
  for (uint64_t i = 0; i < count; ++i) entries[i].~Entry();
  heap.free_raw(entries, capacity * sizeof(DictObject::Entry));
  heap.free_raw(index, index_size * sizeof(int32_t));
}

void destroy_dict(Heap& heap, Object* self) {
  auto& d = *static_cast<DictObject*>(self);
  free_tables(heap, d.entries, d.entry_count, d.entry_capacity, d.index, d.index_size);
}

// New tables with room for `live` entries and as many again; drops deleted ones.
void rebuild(Heap& heap, DictObject& d, uint64_t live) {
  if (live > kMaxEntries) heap.fail_over_quota();
  const uint64_t index_size = std::max(kMinIndex, std::bit_ceil(live * 2));
  const uint64_t capacity = usable(index_size);
  auto* entries = static_cast<DictObject::Entry*>(heap.allocate_raw(capacity * sizeof(DictObject::Entry)));
  int32_t* index;
  try {
    index = static_cast<int32_t*>(heap.allocate_raw(index_size * sizeof(int32_t)));
  } catch (...) {
    heap.free_raw(entries, capacity * sizeof(DictObject::Entry));
    throw;
  }
  std::fill(index, index + index_size, kEmpty);
  uint64_t count = 0;
  for (uint64_t i = 0; i < d.entry_count; ++i) {
    if (d.entries[i].key.is_undefined()) continue;
    Probe probe(index_size, d.entries[i].hash);
    while (index[probe.at] != kEmpty) probe.advance();
    index[probe.at] = static_cast<int32_t>(count);
    new (&entries[count++]) DictObject::Entry(std::move(d.entries[i]));
  }
  free_tables(heap, d.entries, d.entry_count, d.entry_capacity, d.index, d.index_size);
  d.entries = entries;
  d.entry_count = count;
  d.entry_capacity = capacity;
  d.index = index;
  d.index_size = index_size;
}

void insert_new(Heap& heap, DictObject& d, Value key, Value value, int64_t hash) {
  if (d.entry_count == d.entry_capacity) rebuild(heap, d, d.size + 1);
  Probe probe(d.index_size, hash);
  while (d.index[probe.at] >= 0) probe.advance();
  d.index[probe.at] = static_cast<int32_t>(d.entry_count);
  new (&d.entries[d.entry_count++]) DictObject::Entry{std::move(key), std::move(value), hash};
  ++d.size;
}

// The slot of the index whose entry has the key: its position, -1 absent, -2 raised. A comparison may run code that
// changes the dict; then the search starts again.
int64_t lookup(Interpreter& interp, DictObject& d, const Value& key, int64_t hash) {
  if (d.size == 0) return -1;
  const auto* str = key.as<StrObject>();
restart:
  Probe probe(d.index_size, hash);
  for (uint64_t probes = 0;; ++probes, probe.advance()) {
    const int32_t slot = d.index[probe.at];
    if (slot == kEmpty) return -1;
    if (probes > kFreeProbes && !interp.charge_steps(1)) return -2;
    if (slot == kDeleted || d.entries[slot].hash != hash) continue;
    const Value& candidate = d.entries[slot].key;
    if (candidate.same(key)) return static_cast<int64_t>(probe.at);
    const auto* other = candidate.as<StrObject>();
    if (str && other) {
      if (str->view() == other->view()) return static_cast<int64_t>(probe.at);
      continue;
    }
    const Value held = candidate;
    const auto* entries_before = d.entries;
    const int equal = values_equal(interp, held, key);
    if (equal < 0) return -2;
    if (d.entries != entries_before || d.size == 0 || d.index[probe.at] != slot || !d.entries[slot].key.same(held)) {
      if (!interp.charge_steps(1)) return -2;
      if (d.size == 0) return -1;
      goto restart;
    }
    if (equal) return static_cast<int64_t>(probe.at);
  }
}

void remove_slot(DictObject& d, int64_t position, Value* removed) {
  DictObject::Entry& entry = d.entries[d.index[position]];
  d.index[position] = kDeleted;
  --d.size;
  const Value key = std::move(entry.key);
  const Value value = std::move(entry.value);
  if (removed) *removed = value;
}

DictObject& dict_of(Object* self) { return *static_cast<DictObject*>(self); }

Value dict_repr(Interpreter& interp, Object* self) {
  ReprGuard guard(self);
  if (guard.running()) return str_value(interp.heap(), "{...}");
  std::string out = "{";
  uint64_t position = 0;
  while (auto* entry = dict_of(self).next(&position)) {
    const Value key = entry->key, value = entry->value;
    if (out.size() > 1) out += ", ";
    if (!repr_text(interp, key, &out)) return Value::error();
    out += ": ";
    if (!repr_text(interp, value, &out)) return Value::error();
  }
  return str_value(interp.heap(), out + "}");
}

Value dict_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  auto *a = left.as<DictObject>(), *b = right.as<DictObject>();
  if (!a || !b || (op != CompareOp::kEq && op != CompareOp::kNe)) return Value::not_implemented();
  bool equal = a->size == b->size;
  uint64_t position = 0;
  while (equal) {
    auto* entry = a->next(&position);
    if (!entry) break;
    const Value key = entry->key, value = entry->value;
    bool failed = false;
    const Value* other = b->find(interp, key, &failed);
    if (failed || !interp.charge_steps(1)) return Value::error();
    const int same = other ? values_equal(interp, value, Value(*other)) : 0;
    if (same < 0) return Value::error();
    equal = same;
  }
  return Value::boolean(equal == (op == CompareOp::kEq));
}

Value dict_get_item(Interpreter& interp, Object* self, const Value& key) {
  bool failed = false;
  const Value* found = dict_of(self).find(interp, key, &failed);
  if (found) return *found;
  return failed ? Value::error() : raise_key_error(interp, key);
}

bool dict_del_item(Interpreter& interp, Object* self, const Value& key) {
  const int removed = dict_of(self).remove(interp, key, nullptr);
  if (removed == 0) raise_key_error(interp, key);
  return removed == 1;
}

int dict_contains(Interpreter& interp, Object* self, const Value& item) {
  bool failed = false;
  const Value* found = dict_of(self).find(interp, item, &failed);
  return failed ? -1 : found != nullptr;
}

// {**left, **right}
Value dict_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  auto *a = left.as<DictObject>(), *b = right.as<DictObject>();
  if (op != BinaryOp::kOr || !a || !b) return Value::not_implemented();
  auto out = make_dict(interp.heap());
  for (DictObject* source : {a, b}) {
    uint64_t position = 0;
    while (auto* entry = source->next(&position)) {
      if (!out->set(interp, entry->key, entry->value)) return Value::error();
    }
  }
  return Value::object(std::move(out));
}

}  // namespace

Value* DictObject::find(Interpreter& interp, const Value& key, bool* failed) {
  int64_t hash;
  if (!hash_of(interp, key, &hash)) {
    *failed = true;
    return nullptr;
  }
  const int64_t at = lookup(interp, *this, key, hash);
  *failed = at == -2;
  return at < 0 ? nullptr : &entries[index[at]].value;
}

Value* DictObject::find(std::string_view key) {
  // Without an interpreter there is no hash seed; records and builtins are small.
  for (uint64_t i = 0; i < entry_count; ++i) {
    const auto* str = entries[i].key.as<StrObject>();
    if (str && str->view() == key) return &entries[i].value;
  }
  return nullptr;
}

bool DictObject::set(Interpreter& interp, Value key, Value value) {
  int64_t hash;
  if (!hash_of(interp, key, &hash)) return false;
  const int64_t at = lookup(interp, *this, key, hash);
  if (at == -2) return false;
  if (at >= 0) {
    entries[index[at]].value.swap(value);
  } else {
    insert_new(interp.heap(), *this, std::move(key), std::move(value), hash);
  }
  return true;
}

bool DictObject::set(Interpreter& interp, std::string_view key, Value value) {
  return set(interp, str_value(interp.heap(), key), std::move(value));
}

int DictObject::remove(Interpreter& interp, const Value& key, Value* removed) {
  int64_t hash;
  if (!hash_of(interp, key, &hash)) return -1;
  const int64_t at = lookup(interp, *this, key, hash);
  if (at < 0) return at == -2 ? -1 : 0;
  remove_slot(*this, at, removed);
  return 1;
}

void DictObject::clear() {
  DictObject old;
  old.entries = std::exchange(entries, nullptr);
  old.entry_count = std::exchange(entry_count, 0);
  old.entry_capacity = std::exchange(entry_capacity, 0);
  old.index = std::exchange(index, nullptr);
  old.index_size = std::exchange(index_size, 0);
  size = 0;
  free_tables(Heap::of(this), old.entries, old.entry_count, old.entry_capacity, old.index, old.index_size);
}

DictObject::Entry* DictObject::next(uint64_t* position) {
  while (*position < entry_count) {
    Entry* entry = &entries[(*position)++];
    if (!entry->key.is_undefined()) return entry;
  }
  return nullptr;
}

Ref<DictObject> make_dict(Heap& heap) { return heap.make<DictObject>(); }

const Type DictObject::kType = {
    .name = "dict",
    .destroy = destroy_dict,
    .repr = dict_repr,
    .unhashable = true,
    .compare = dict_compare,
    .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(dict_of(self).size); },
    .get_item = dict_get_item,
    .set_item = [](Interpreter& i, Object* self, const Value& key,
                   const Value& value) { return dict_of(self).set(i, key, value); },
    .del_item = dict_del_item,
    .contains = dict_contains,
    .iter = [](Interpreter& i, Object* self) { return make_dict_iterator(i, dict_of(self), DictPart::kKeys); },
    .binary = dict_binary,
    .construct = construct_dict,
    .methods = kDictMethods,
};

}  // namespace interloom::lang
