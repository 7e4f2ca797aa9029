// The slots of a user class's Type table: each is a trampoline to a dunder of some class of its MRO, or its base's slot.
#pragma once

#include "worker/lang/class_table.h"
#include "worker/lang/object.h"

namespace interloom::lang {

// Every slot that dunders fill.
#define IL_SLOTS(X)                                                                                                          \
  X(repr) X(str) X(hash) X(compare) X(truth) X(length) X(get_item) X(set_item) X(del_item) X(contains) X(iter) X(next)        \
      X(get_attr) X(set_attr) X(descr_get) X(descr_set) X(call) X(binary) X(inplace) X(unary) X(to_int) X(to_float) X(to_index)

enum class Slot : uint8_t {
#define IL_SLOT(name) k_##name,
  IL_SLOTS(IL_SLOT)
#undef IL_SLOT
};
inline constexpr int kSlotCount = static_cast<int>(Slot::k_to_index) + 1;

// The table that has the slots of a built-in type: of int and float, whose values are not objects, one that works on any
// number, NumberInstances included.
const Type& slot_table(const Type& type);
bool has_slot(const Type& table, Slot slot);
bool same_slot(const Type& a, const Type& b, Slot slot);

// REQUIRES: a user class whose mro and dict are set. Called again when the class or an ancestor changes.
void fill_slots(Interpreter& interp, TypeObject& cls);
// Can setting or deleting this attribute of a class change slots?
bool fills_slot(std::string_view attribute);

// The trampolines: one for each slot.
const Type& trampolines();

// `a < b` and so on: __lt__ is kFirstCompare + op; __add__ is kFirstBinary + op, __radd__, __iadd__ alike.
inline constexpr Dunder kFirstCompare = Dunder::kLt, kFirstUnary = Dunder::kNeg;
inline constexpr Dunder kFirstBinary = Dunder::kOpAdd, kFirstReflected = Dunder::kRAdd, kFirstInplace = Dunder::kIAdd;
// __neg__, __pos__, __invert__, __abs__.
Dunder unary_dunder(UnaryOp op);

// Instances of user classes: destroy, and construct (type.__call__: __new__, then __init__).
void destroy_instance(Heap& heap, Object* self);
Value construct_instance(Interpreter& interp, const Type& type, const Args& args);
// The built-in type whose struct an instance has.
const Type& layout_type(const Type& type);

// Called with its object in front, it does what binding and calling would do.
bool is_plain_method(const Value& attribute);
// object_get_attr without the exception: undefined when there is no such attribute.
Value find_generic_attr(Interpreter& interp, const Value& object, StrObject* name);
// The attribute with its object, called. Undefined: the class has none.
Value call_dunder(Interpreter& interp, const Value& self, Dunder dunder, const Args& args);

}  // namespace interloom::lang
