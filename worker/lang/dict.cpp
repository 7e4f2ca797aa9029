// dict's table: search, insertion, removal, growth.
#include <algorithm>
#include <bit>
#include <cstring>

#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

constexpr int32_t kEmpty = -1;
constexpr int32_t kDeleted = -2;
constexpr uint64_t kFirstEntries = 4;
constexpr uint64_t kMinIndex = 32;
constexpr uint64_t kMaxEntries = uint64_t{1} << 30;
constexpr uint64_t kFreeProbes = 32;  // longer searches charge steps: colliding keys cannot hide work

// What a search answers beside an entry's number.
constexpr int64_t kAbsent = -1;
constexpr int64_t kRaised = -2;
constexpr int64_t kAgain = -3;  // a comparison ran code that changed the dict

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

void free_tables(Heap& heap, DictObject::Entry* entries, uint64_t count, uint64_t capacity, int32_t* index, uint64_t index_size) {
  for (uint64_t i = 0; i < count; ++i) entries[i].~Entry();
  if (capacity) heap.free_raw(entries, capacity * sizeof(DictObject::Entry));
  if (index_size) heap.free_raw(index, index_size * sizeof(int32_t));
}

// Entries are moved bytewise: what is left behind is not destroyed.
uint64_t move_live(DictObject::Entry* to, DictObject::Entry* from, uint64_t count) {
  uint64_t moved = 0;
  for (uint64_t i = 0; i < count; ++i) {
    if (!from[i].key.is_undefined()) std::memcpy(static_cast<void*>(&to[moved++]), &from[i], sizeof *from);
  }
  return moved;
}

void fill_index(DictObject& d) {
  std::fill(d.index, d.index + d.index_size, kEmpty);
  d.index_fill = d.size;
  for (uint64_t i = d.first; i < d.entry_count; ++i) {
    if (d.entries[i].key.is_undefined()) continue;
    Probe probe(d.index_size, d.entries[i].hash);
    while (d.index[probe.at] != kEmpty) probe.advance();
    d.index[probe.at] = static_cast<int32_t>(i);
  }
}

// New tables for `live` entries and as many again (a few, while small); drops deleted ones.
void rebuild(Heap& heap, DictObject& d, uint64_t live) {
  if (live > kMaxEntries) heap.fail_over_quota();
  const bool linear = live <= DictObject::kLinearEntries;
  const uint64_t index_size = linear ? 0 : std::max(kMinIndex, std::bit_ceil(live * 2));
  const uint64_t capacity = linear ? (live <= kFirstEntries ? kFirstEntries : DictObject::kLinearEntries) : index_size * 2 / 3;
  auto* entries = static_cast<DictObject::Entry*>(heap.allocate_raw(capacity * sizeof(DictObject::Entry)));
  int32_t* index = nullptr;
  try {
    if (index_size) index = static_cast<int32_t*>(heap.allocate_raw(index_size * sizeof(int32_t)));
  } catch (...) {
    heap.free_raw(entries, capacity * sizeof(DictObject::Entry));
    throw;
  }
  const uint64_t moved = move_live(entries, d.entries, d.entry_count);
  free_tables(heap, d.entries, 0, d.entry_capacity, d.index, d.index_size);
  d.entries = entries;
  d.entry_count = moved;
  d.entry_capacity = capacity;
  d.index = index;
  d.index_size = index_size;
  d.first = 0;
  if (index) fill_index(d);
  d.keys_version = heap.next_version();
}

void insert_new(Heap& heap, DictObject& d, Value key, Value value, int64_t hash) {
  if (d.entry_count == d.entry_capacity || (d.index && d.index_fill == d.entry_capacity)) rebuild(heap, d, d.size + 1);
  if (d.index) {
    Probe probe(d.index_size, hash);
    while (d.index[probe.at] >= 0) probe.advance();
    d.index_fill += d.index[probe.at] == kEmpty;
    d.index[probe.at] = static_cast<int32_t>(d.entry_count);
  }
  new (&d.entries[d.entry_count++]) DictObject::Entry{std::move(key), std::move(value), hash};
  ++d.size;
  d.keys_version = heap.next_version();
}

// Is entry `number`, whose hash is the key's, the one? 1, 0, kRaised or kAgain.
int64_t matches(Interpreter& interp, DictObject& d, uint64_t number, const Value& key, const StrObject* str) {
  const Value& candidate = d.entries[number].key;
  if (candidate.same(key)) return 1;
  if (candidate.is_undefined()) return 0;
  if (str) {
    if (const auto* other = candidate.exact<StrObject>()) return str->view() == other->view();
  }
  const Value held = candidate;
  const auto* entries_before = d.entries;
  const int equal = values_equal(interp, held, key);
  if (equal < 0) return kRaised;
  if (d.entries == entries_before && number < d.entry_count && d.entries[number].key.same(held)) return equal;
  return interp.charge_steps(1) ? kAgain : kRaised;
}

int64_t search_linear(Interpreter& interp, DictObject& d, const Value& key, int64_t hash) {
  const auto* str = key.exact<StrObject>();
  for (uint64_t i = 0; i < d.entry_count; ++i) {
    if (d.entries[i].hash != hash) continue;
    const int64_t found = matches(interp, d, i, key, str);
    if (found != 0) return found == 1 ? static_cast<int64_t>(i) : found;
  }
  return kAbsent;
}

int64_t search_index(Interpreter& interp, DictObject& d, const Value& key, int64_t hash) {
  const auto* str = key.exact<StrObject>();
  Probe probe(d.index_size, hash);
  for (uint64_t probes = 0;; ++probes, probe.advance()) {
    const int32_t slot = d.index[probe.at];
    if (slot == kEmpty) return kAbsent;
    if (probes > kFreeProbes && !interp.charge_steps(1)) return kRaised;
    if (slot == kDeleted || d.entries[slot].hash != hash) continue;
    const int64_t found = matches(interp, d, slot, key, str);
    if (found != 0) return found == 1 ? slot : found;
  }
}

// The number of the key's entry, kAbsent or kRaised.
int64_t lookup(Interpreter& interp, DictObject& d, const Value& key, int64_t hash) {
  int64_t found;
  do {
    if (d.size == 0) return kAbsent;
    found = d.index ? search_index(interp, d, key, hash) : search_linear(interp, d, key, hash);
  } while (found == kAgain);
  return found;
}

bool key_hash(Interpreter& interp, const Value& key, int64_t* hash) {
  if (const auto* str = key.exact<StrObject>(); str && str->hash != -1) {
    *hash = str->hash;
    return true;
  }
  return hash_of(interp, key, hash);
}

}  // namespace

Value* DictObject::find(Interpreter& interp, const Value& key, int64_t hash, bool* failed) {
  const int64_t at = lookup(interp, *this, key, hash);
  *failed = at == kRaised;
  return at < 0 ? nullptr : &entries[at].value;
}

Value* DictObject::find(Interpreter& interp, const Value& key, bool* failed) {
  int64_t hash;
  if (key_hash(interp, key, &hash)) return find(interp, key, hash, failed);
  *failed = true;
  return nullptr;
}

Value* DictObject::find(std::string_view key) {
  // Without an interpreter there is no hash seed; records and builtins are small.
  for (uint64_t i = 0; i < entry_count; ++i) {
    const auto* str = entries[i].key.as<StrObject>();
    if (str && str->view() == key) return &entries[i].value;
  }
  return nullptr;
}

bool DictObject::set(Interpreter& interp, Value key, Value value, int64_t hash) {
  const int64_t at = lookup(interp, *this, key, hash);
  if (at == kRaised) return false;
  if (at >= 0) {
    entries[at].value.swap(value);
  } else {
    insert_new(interp.heap(), *this, std::move(key), std::move(value), hash);
  }
  return true;
}

bool DictObject::set(Interpreter& interp, Value key, Value value) {
  int64_t hash;
  return key_hash(interp, key, &hash) && set(interp, std::move(key), std::move(value), hash);
}

bool DictObject::set(Interpreter& interp, std::string_view key, Value value) {
  return set(interp, str_value(interp.heap(), key), std::move(value));
}

Value* DictObject::insert_if_absent(Interpreter& interp, const Value& key, const Value& value) {
  int64_t hash;
  if (!key_hash(interp, key, &hash)) return nullptr;
  const int64_t at = lookup(interp, *this, key, hash);
  if (at == kRaised) return nullptr;
  if (at >= 0) return &entries[at].value;
  insert_new(interp.heap(), *this, key, value, hash);
  return &entries[entry_count - 1].value;
}

int DictObject::remove(Interpreter& interp, const Value& key, Value* removed) {
  int64_t hash;
  if (!key_hash(interp, key, &hash)) return -1;
  const int64_t at = lookup(interp, *this, key, hash);
  if (at < 0) return at == kRaised ? -1 : 0;
  Value held_key, value;
  remove_entry(static_cast<uint64_t>(at), &held_key, &value);
  if (removed) *removed = std::move(value);
  return 1;
}

void DictObject::remove_entry(uint64_t number, Value* key, Value* value) {
  Entry& entry = entries[number];
  if (index) {
    Probe probe(index_size, entry.hash);
    while (index[probe.at] != static_cast<int32_t>(number)) probe.advance();
    index[probe.at] = kDeleted;
  }
  key->swap(entry.key);
  value->swap(entry.value);
  entry.key = Value();
  entry.value = Value();
  --size;
  while (first < entry_count && entries[first].key.is_undefined()) ++first;
  keys_version = Heap::of(this).next_version();
}

bool DictObject::remove_last(Value* key, Value* value) {
  uint64_t position = entry_count;
  if (!previous(&position)) return false;
  remove_entry(position, key, value);
  // The slots are free again, so that taking items from the end does not search through them.
  entry_count = position;
  first = std::min(first, entry_count);
  return true;
}

uint64_t DictObject::number_of(const Value* found) const {
  return static_cast<uint64_t>(reinterpret_cast<const char*>(found) - reinterpret_cast<const char*>(&entries->value)) /
         sizeof(Entry);
}

void DictObject::move_to_front(uint64_t number) {
  if (number == first) return;
  Entry& moved = entries[number];
  if (first > 0) {
    // The slot before the first is free.
    new (&entries[--first]) Entry(std::move(moved));
  } else {
    alignas(Entry) char held[sizeof(Entry)];
    std::memcpy(held, &moved, sizeof held);
    std::memmove(static_cast<void*>(entries + 1), entries, number * sizeof(Entry));
    std::memcpy(static_cast<void*>(entries), held, sizeof held);
  }
  while (entries[entry_count - 1].key.is_undefined()) --entry_count;
  if (index) fill_index(*this);
  keys_version = Heap::of(this).next_version();
}

void DictObject::move_to_back(uint64_t number) {
  if (number + 1 == entry_count) return;
  const int64_t hash = entries[number].hash;
  Value key, value;
  remove_entry(number, &key, &value);
  insert_new(Heap::of(this), *this, std::move(key), std::move(value), hash);
}

void DictObject::clear() {
  DictObject old;
  old.entries = std::exchange(entries, nullptr);
  old.entry_count = std::exchange(entry_count, 0);
  old.entry_capacity = std::exchange(entry_capacity, 0);
  old.index = std::exchange(index, nullptr);
  old.index_size = std::exchange(index_size, 0);
  size = index_fill = first = 0;
  Heap& heap = Heap::of(this);
  keys_version = heap.next_version();
  free_tables(heap, old.entries, old.entry_count, old.entry_capacity, old.index, old.index_size);
}

void DictObject::reserve(uint64_t entries_in_all) {
  if (entries_in_all > entry_capacity) rebuild(Heap::of(this), *this, entries_in_all);
}

DictObject::Entry* DictObject::next(uint64_t* position) {
  if (*position < first) *position = first;
  while (*position < entry_count) {
    Entry* entry = &entries[(*position)++];
    if (!entry->key.is_undefined()) return entry;
  }
  return nullptr;
}

DictObject::Entry* DictObject::previous(uint64_t* position) {
  *position = std::min(*position, entry_count);
  while (*position > first) {
    Entry* entry = &entries[--*position];
    if (!entry->key.is_undefined()) return entry;
  }
  return nullptr;
}

Ref<DictObject> make_dict(Heap& heap) { return heap.make<DictObject>(); }

void destroy_dict(Heap& heap, Object* self) {
  auto& d = *static_cast<DictObject*>(self);
  free_tables(heap, d.entries, d.entry_count, d.entry_capacity, d.index, d.index_size);
}

}  // namespace interloom::lang
