// The table of set and frozenset: search, insertion, removal, growth. Its order of iteration is CPython's.
#include <algorithm>
#include <cstring>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"
#include "worker/lang/set_ops.h"

namespace interloom::lang {
namespace {

using Entry = SetObject::Entry;
constexpr uint64_t kLinearProbes = 9;
constexpr int64_t kDeletedHash = -1;
constexpr uint64_t kNoSlot = ~uint64_t{0};
constexpr uint64_t kManyItems = 50'000;  // a table of more grows less
constexpr uint64_t kFreeProbes = 32;     // longer searches charge steps: colliding keys cannot hide work

bool is_free(const Entry& entry) { return entry.key.is_undefined() && entry.hash != kDeletedHash; }

// Slots in the order in which CPython looks: runs of neighbours, then a jump.
class SlotWalk {
 public:
  SlotWalk(uint64_t mask, int64_t hash)
      : mask_(mask), perturb_(static_cast<uint64_t>(hash)), start_(static_cast<uint64_t>(hash) & mask), at_(start_) {}
  uint64_t at() const { return at_; }
  void advance() {
    const uint64_t run = start_ + kLinearProbes <= mask_ ? kLinearProbes : 0;
    if (at_ < start_ + run) {
      ++at_;
    } else {
      perturb_ >>= 5;
      at_ = start_ = (start_ * 5 + 1 + perturb_) & mask_;
    }
  }

 private:
  uint64_t mask_, perturb_, start_, at_;
};

Entry* new_table(Heap& heap, uint64_t mask) {
  auto* table = static_cast<Entry*>(heap.allocate_raw((mask + 1) * sizeof(Entry)));
  for (uint64_t i = 0; i <= mask; ++i) new (&table[i]) Entry{Value(), 0};
  return table;
}

void free_table(Heap& heap, Entry* table, uint64_t mask) {
  if (!table) return;
  for (uint64_t i = 0; i <= mask; ++i) table[i].~Entry();
  heap.free_raw(table, (mask + 1) * sizeof(Entry));
}

// The key's slot, -1 absent, -2 raised. *free_slot: where it would go: the last deleted slot on the way, else the free one
// behind.
int64_t lookup(Interpreter& interp, SetObject& s, const Value& key, int64_t hash, uint64_t* free_slot) {
  const auto* str = key.exact<StrObject>();
restart:
  if (!s.table) s.table = new_table(interp.heap(), s.mask);  // a comparison has cleared the set
  SlotWalk walk(s.mask, hash);
  *free_slot = kNoSlot;
  for (uint64_t probes = 0;; ++probes, walk.advance()) {
    Entry& entry = s.table[walk.at()];
    if (is_free(entry)) {
      if (*free_slot == kNoSlot) *free_slot = walk.at();
      return -1;
    }
    if (probes > kFreeProbes && !interp.charge_steps(1)) return -2;
    if (entry.key.is_undefined()) *free_slot = walk.at();
    if (entry.hash != hash || entry.key.is_undefined()) continue;
    if (entry.key.same(key)) return static_cast<int64_t>(walk.at());
    if (const auto* other = str ? entry.key.exact<StrObject>() : nullptr) {
      if (str->view() == other->view()) return static_cast<int64_t>(walk.at());
      continue;
    }
    const Value held = entry.key;
    const Entry* table_before = s.table;
    const int equal = values_equal(interp, held, key);
    if (equal < 0) return -2;
    if (s.table != table_before || !s.table[walk.at()].key.same(held)) {
      if (!interp.charge_steps(1)) return -2;
      goto restart;
    }
    if (equal) return static_cast<int64_t>(walk.at());
  }
}

// A set is looked up as the frozenset of its items.
bool searched_hash(Interpreter& interp, const Value& key, int64_t* hash) {
  if (const auto* str = key.exact<StrObject>(); str && str->hash != -1) {
    *hash = str->hash;
    return true;
  }
  if (key.is<SetObject>() && key.type()->unhashable) {
    *hash = frozen_hash(*key.as<SetObject>());
    return true;
  }
  return hash_of(interp, key, hash);
}

}  // namespace

void set_insert_clean(SetObject& s, Value key, int64_t hash) {
  SlotWalk walk(s.mask, hash);
  while (!s.table[walk.at()].key.is_undefined()) walk.advance();
  s.table[walk.at()].key = std::move(key);
  s.table[walk.at()].hash = hash;
}

void set_resize(Heap& heap, SetObject& s, uint64_t wanted) {
  uint64_t size = SetObject::kMinMask + 1;
  while (size <= wanted) size <<= 1;
  if (size > Heap::kMaxQuota / sizeof(Entry)) heap.fail_over_quota();
  Entry* const made = new_table(heap, size - 1);
  Entry* const old = std::exchange(s.table, made);
  const uint64_t old_mask = std::exchange(s.mask, size - 1);
  for (uint64_t i = 0; old && i <= old_mask; ++i) {
    if (!old[i].key.is_undefined()) set_insert_clean(s, std::move(old[i].key), old[i].hash);
  }
  s.fill = s.size;
  free_table(heap, old, old_mask);
}

void set_drop_deleted(Heap& heap, SetObject& s) {
  if (s.fill - s.size > s.mask / 4) set_resize(heap, s, s.size > kManyItems ? s.size * 2 : s.size * 4);
}

void set_merge(Interpreter& interp, SetObject& s, SetObject& other, bool* failed) {
  *failed = false;
  if (&s == &other || other.size == 0) return;
  Heap& heap = interp.heap();
  if ((s.fill + other.size) * 5 >= s.mask * 3) set_resize(heap, s, (s.size + other.size) * 2);
  if (!s.table) s.table = new_table(heap, s.mask);
  if (s.fill == 0) {
    *failed = !interp.charge_steps(other.mask / 16);
    const bool alike = s.mask == other.mask && other.fill == other.size;
    for (uint64_t i = 0; i <= other.mask; ++i) {
      const Entry& entry = other.table[i];
      if (entry.key.is_undefined()) continue;
      if (alike) {
        s.table[i].key = entry.key;
        s.table[i].hash = entry.hash;
      } else {
        set_insert_clean(s, entry.key, entry.hash);
      }
    }
    s.fill = s.size = other.size;
    return;
  }
  uint64_t position = 0;
  while (const Entry* entry = other.next(&position)) {
    const Value key = entry->key;
    if (!interp.charge_steps(1) || s.add(interp, key, entry->hash) < 0) {
      *failed = true;
      return;
    }
  }
}

int64_t frozen_hash(const SetObject& s) {
  auto spread = [](uint64_t h) { return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u; };
  uint64_t hash = 0;
  for (uint64_t i = 0; s.table && i <= s.mask; ++i) {
    if (!s.table[i].key.is_undefined()) hash ^= spread(static_cast<uint64_t>(s.table[i].hash));
  }
  hash ^= (s.size + 1) * 1927868237u;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069u + 907133923u;
  return hash == ~uint64_t{0} ? 590923713 : static_cast<int64_t>(hash);
}

int SetObject::contains(Interpreter& interp, const Value& key, int64_t hash) {
  if (size == 0) return 0;
  uint64_t free_slot;
  const int64_t at = lookup(interp, *this, key, hash, &free_slot);
  return at == -2 ? -1 : at >= 0;
}

int SetObject::add(Interpreter& interp, const Value& key, int64_t hash) {
  if (!table) table = new_table(interp.heap(), mask);
  uint64_t free_slot;
  do {
    const int64_t at = lookup(interp, *this, key, hash, &free_slot);
    if (at != -1) return at == -2 ? -1 : 0;
    // Comparisons may have put something there.
  } while (!table[free_slot].key.is_undefined());
  const bool was_free = table[free_slot].hash != kDeletedHash;
  table[free_slot].key = key;
  table[free_slot].hash = hash;
  ++size;
  fill += was_free;
  if (was_free && fill * 5 >= mask * 3) set_resize(interp.heap(), *this, size > kManyItems ? size * 2 : size * 4);
  return 1;
}

int SetObject::discard(Interpreter& interp, const Value& key, int64_t hash) {
  if (size == 0) return 0;
  uint64_t free_slot;
  const int64_t at = lookup(interp, *this, key, hash, &free_slot);
  if (at < 0) return at == -2 ? -1 : 0;
  const Value removed = std::move(table[at].key);
  table[at].hash = kDeletedHash;
  --size;
  return 1;
}

int SetObject::contains(Interpreter& interp, const Value& key) {
  int64_t hash;
  return searched_hash(interp, key, &hash) ? contains(interp, key, hash) : -1;
}

int SetObject::add(Interpreter& interp, const Value& key) {
  int64_t hash;
  return hash_of(interp, key, &hash) ? add(interp, key, hash) : -1;
}

int SetObject::discard(Interpreter& interp, const Value& key) {
  int64_t hash;
  return searched_hash(interp, key, &hash) ? discard(interp, key, hash) : -1;
}

void SetObject::clear() {
  Entry* const old = std::exchange(table, nullptr);
  const uint64_t old_mask = std::exchange(mask, kMinMask);
  fill = size = finger = 0;
  free_table(Heap::of(this), old, old_mask);
}

SetObject::Entry* SetObject::next(uint64_t* position) {
  while (table && *position <= mask) {
    Entry* entry = &table[(*position)++];
    if (!entry->key.is_undefined()) return entry;
  }
  return nullptr;
}

void destroy_set(Heap& heap, Object* self) {
  auto& s = *static_cast<SetObject*>(self);
  free_table(heap, s.table, s.mask);
}

Ref<SetObject> make_set(Heap& heap) { return heap.make<SetObject>(); }

SetObject* as_set(const Value& value) {
  if (auto* set = value.as<SetObject>()) return set;
  return value.as<FrozenSetObject>();
}

}  // namespace interloom::lang
