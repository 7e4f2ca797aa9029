// Filling the slots of user classes: which slot is a trampoline, which comes from a base.
#include "worker/lang/class_slots.h"

#include <algorithm>

#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/number.h"
#include "worker/lang/number_instance.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

// Dunders that fill a slot: [first, first + count) of Dunder.
struct SlotNames {
  Slot slot;
  Dunder first;
  uint8_t count;
};
constexpr SlotNames kSlotNames[] = {
    {Slot::k_repr, Dunder::kRepr, 1},
    {Slot::k_str, Dunder::kStr, 1},
    {Slot::k_hash, Dunder::kHash, 1},
    {Slot::k_compare, kFirstCompare, 6},
    {Slot::k_truth, Dunder::kBool, 1},
    {Slot::k_length, Dunder::kLen, 1},
    {Slot::k_get_item, Dunder::kGetitem, 1},
    {Slot::k_set_item, Dunder::kSetitem, 1},
    {Slot::k_del_item, Dunder::kDelitem, 1},
    {Slot::k_contains, Dunder::kContains, 1},
    {Slot::k_iter, Dunder::kIter, 1},
    {Slot::k_next, Dunder::kNext, 1},
    {Slot::k_get_attr, Dunder::kGetattribute, 2},
    {Slot::k_set_attr, Dunder::kSetattr, 2},
    {Slot::k_descr_get, Dunder::kGet, 1},
    {Slot::k_descr_set, Dunder::kSet, 2},
    {Slot::k_call, Dunder::kCall, 1},
    {Slot::k_binary, kFirstBinary, 2 * kBinaryOpCount},
    {Slot::k_inplace, kFirstInplace, kBinaryOpCount},
    {Slot::k_unary, kFirstUnary, 4},
    {Slot::k_to_int, Dunder::kInt, 1},
    {Slot::k_to_int, Dunder::kIndex, 2},
    {Slot::k_to_float, Dunder::kFloat, 1},
    {Slot::k_to_float, Dunder::kIndex, 1},
    {Slot::k_to_index, Dunder::kIndex, 1},
};
static_assert(kFirstReflected == kFirstBinary + kBinaryOpCount && kFirstInplace == kFirstReflected + kBinaryOpCount);

void copy_slot(Type& to, const Type& from, Slot slot) {
  switch (slot) {
#define IL_SLOT(name)       \
  case Slot::k_##name:      \
    to.name = from.name;    \
    break;
    IL_SLOTS(IL_SLOT)
#undef IL_SLOT
  }
}

// Which slots some user class of the MRO fills by a dunder of its own: bit by Slot.
uint32_t trampoline_slots(Interpreter& interp, TypeObject& cls) {
  uint32_t found = 0;
  for (const Value& each : cls.mro->span()) {
    auto& ancestor = *static_cast<TypeObject*>(each.object());
    if (!ancestor.is_user_class()) continue;
    for (const SlotNames& names : kSlotNames) {
      const uint32_t bit = 1u << static_cast<int>(names.slot);
      for (int i = 0; i < names.count && !(found & bit); ++i) {
        if (own_attribute(interp, ancestor, dunder_name(interp, names.first + i))) found |= bit;
      }
    }
  }
  return found;
}

// The first built-in type of the MRO, which has the others' slots copied, that fills the slot.
const Type* slot_source(TypeObject& cls, Slot slot) {
  for (const Value& each : cls.mro->span()) {
    auto& ancestor = *static_cast<TypeObject*>(each.object());
    if (!ancestor.is_user_class() && has_slot(slot_table(*ancestor.described), slot)) return &slot_table(*ancestor.described);
  }
  return nullptr;
}

bool identity_hash(Interpreter& interp, Object* self, int64_t* out) {
  *out = interp.identity_hash(self);
  return true;
}

Value iterate_items(Interpreter& interp, Object* self) { return make_item_iterator(interp, Value::share(self)); }

void fill_hash(Interpreter& interp, TypeObject& cls, bool trampoline) {
  Type& table = *cls.table;
  table.unhashable = false;
  const Value* hash = trampoline ? lookup_dunder(interp, cls, Dunder::kHash) : nullptr;
  if (trampoline && hash && hash->is_none()) {
    table.unhashable = true;
    table.hash = nullptr;
  } else if (trampoline && !is_objects_own(hash, Dunder::kHash)) {
    table.hash = trampolines().hash;
  } else {
    table.hash = identity_hash;
    for (const Value& each : cls.mro->span()) {
      auto& ancestor = *static_cast<TypeObject*>(each.object());
      if (ancestor.is_user_class()) continue;
      const Type& native = slot_table(*ancestor.described);
      if (!native.hash && !native.compare && !native.unhashable) continue;
      table.hash = native.hash;
      table.unhashable = !native.hash;
      break;
    }
  }
}

}  // namespace

bool has_slot(const Type& table, Slot slot) {
  switch (slot) {
#define IL_SLOT(name)  \
  case Slot::k_##name: \
    return table.name != nullptr;
    IL_SLOTS(IL_SLOT)
#undef IL_SLOT
  }
  return false;
}

bool same_slot(const Type& a, const Type& b, Slot slot) {
  switch (slot) {
#define IL_SLOT(name)  \
  case Slot::k_##name: \
    return a.name == b.name;
    IL_SLOTS(IL_SLOT)
#undef IL_SLOT
  }
  return false;
}

const Type& slot_table(const Type& type) {
  return &type == &kIntType ? kIntInstanceSlots : &type == &kFloatType ? kFloatInstanceSlots : type;
}

Dunder unary_dunder(UnaryOp op) {
  constexpr Dunder kNames[] = {Dunder::kNeg, Dunder::kPos, Dunder::kInvert, Dunder::kNeg, Dunder::kAbs};
  return kNames[static_cast<int>(op)];
}

bool fills_slot(std::string_view attribute) {
  for (const SlotNames& names : kSlotNames) {
    for (int i = 0; i < names.count; ++i) {
      if (dunder_text(names.first + i) == attribute) return true;
    }
  }
  return false;
}

void fill_slots(Interpreter& interp, TypeObject& cls) {
  Type& table = *cls.table;
  const uint32_t own = trampoline_slots(interp, cls);
  const auto has = [own](Slot slot) { return (own >> static_cast<int>(slot)) & 1; };
  for (int i = 0; i < kSlotCount; ++i) {
    const Slot slot = static_cast<Slot>(i);
    if (slot == Slot::k_hash) continue;
    const Type* source = has(slot) ? &trampolines() : slot_source(cls, slot);
    copy_slot(table, source ? *source : kObjectType, slot);
  }
  fill_hash(interp, cls, has(Slot::k_hash));
  const Type& layout = layout_type(table);
  table.sequence = layout.sequence && !has(Slot::k_binary);
  // An int is its own index, whatever its class says.
  if (&layout == &kIntType) table.to_index = kIntInstanceSlots.to_index;
  // The old protocol: what has items is iterated by index.
  if (!table.iter && has(Slot::k_get_item)) table.iter = iterate_items;
}

const Type& layout_type(const Type& type) {
  const Type* native = &type;
  while (native->user_class) native = native->base;
  return *native;
}

}  // namespace interloom::lang
