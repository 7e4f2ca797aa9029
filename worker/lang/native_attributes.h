// Attributes of built-in types, made from their Type tables: methods, properties, and slot wrappers (int.__add__).
#pragma once

#include <functional>
#include <string_view>

#include "worker/lang/class_slots.h"
#include "worker/lang/class_table.h"

namespace interloom::lang {

// What the tables of the type itself give for that name; undefined: nothing.
Value make_native_attribute(Interpreter& interp, TypeObject& cls, std::string_view name);
void for_each_native_name(Interpreter& interp, TypeObject& cls, const std::function<void(std::string_view)>& visit);

// A slot as a dunder: `int.__add__`.
struct SlotWrapper {
  Dunder dunder;
  Slot slot;
  uint8_t detail;  // the operator of compare, binary, unary
  // table: slot_table(owner); for __init__ the owner. self is an instance of the owner, of numbers the plain one.
  Value (*call)(Interpreter&, const SlotWrapper&, const Type& table, const Value& self, const Args& args);
  int8_t arguments;      // without self; -1: any
  int8_t optional = 0;   // that may be left out
};
struct SlotWrapperObject : Object {
  SlotWrapperObject(const SlotWrapper* w, const Type* t) : wrapper(w), owner(t) {}
  const SlotWrapper* wrapper;
  const Type* owner;
  static const Type kType;
  static constexpr bool kIsFinal = true;
};
// With its object: (5).__add__.
struct MethodWrapperObject : Object {
  MethodWrapperObject(const SlotWrapper* w, const Type* t, Value s) : wrapper(w), owner(t), self(std::move(s)) {}
  const SlotWrapper* wrapper;
  const Type* owner;
  Value self;
  static const Type kType;
  static constexpr bool kIsFinal = true;
};
// The wrapper of a slot that the built-in type itself has, or null.
const SlotWrapper* find_slot_wrapper(const Type& owner, std::string_view name);
void for_each_slot_wrapper(const Type& owner, const std::function<void(std::string_view)>& visit);
// `value` is object's own wrapper of that name.
bool is_objects_own(const Value* value, Dunder dunder);

// A method of a built-in type, not bound: list.append.
struct MethodDescriptorObject : Object {
  MethodDescriptorObject(const Method* m, const Type* t) : method(m), owner(t) {}
  const Method* method;
  const Type* owner;
  static const Type kType;  // kInstance
  static constexpr bool kIsFinal = true;
};
// The same with MethodKind::kClass: dict.__dict__['fromkeys'].
struct ClassMethodDescriptorObject : Object {
  ClassMethodDescriptorObject(const Method* m, const Type* t) : method(m), owner(t) {}
  const Method* method;
  const Type* owner;
  static const Type kType;
  static constexpr bool kIsFinal = true;
};
// A computed attribute: by a Property, a MethodKind::kGetter, or one of the class machinery's own (which works on any value).
struct GetSetObject : Object {
  using Getter = Value (*)(Interpreter&, const Value& self);
  using Setter = bool (*)(Interpreter&, const Value& self, const Value& value);  // undefined: delete
  GetSetObject(const char* n, const Type* t) : name(n), owner(t) {}
  const char* name;
  const Type* owner;
  const Property* property = nullptr;
  const Method* method = nullptr;
  Getter get = nullptr;
  Setter set = nullptr;
  static const Type kType;
  static constexpr bool kIsFinal = true;
};
Value make_getset(Interpreter& interp, const char* name, const Type& owner, GetSetObject::Getter get, GetSetObject::Setter set);
// A slot of __slots__.
struct MemberObject : Object {
  MemberObject(TypeObject* o, StrObject* n, uint32_t i) : owner(o), name(n), index(i) {}
  TypeObject* owner;  // borrowed, as all classes
  StrObject* name;    // interned
  uint32_t index;
  static const Type kType;
  static constexpr bool kIsFinal = true;
};
// `int.__new__`.
struct NewFunctionObject : Object {
  explicit NewFunctionObject(const Type* t) : owner(t) {}
  const Type* owner;
  static const Type kType;
  static constexpr bool kIsFinal = true;
};

// TypeError: "descriptor 'append' for 'list' objects doesn't apply to a 'int' object".
Value wrong_descriptor(Interpreter& interp, std::string_view name, const Type& owner, const Value& instance);
// "0x7f0123456789": object_id as CPython prints an address.
std::string id_text(Interpreter& interp, const Value& value);
inline Args without_first(const Args& args) {
  return Args(args.values + 1, args.positional_count - 1, args.keyword_count, args.names);
}

// An instance of `cls` as the built-in type `owner` makes it: owner.__new__(cls, *args).
Value native_new(Interpreter& interp, const Type& owner, TypeObject& cls, const Args& args);
// owner.__init__(self, *args).
bool native_init(Interpreter& interp, const Type& owner, const Value& self, const Args& args);
bool has_native_init(const Type& type);

// Attributes of `object` and `type` that their tables do not hold: __class__, __mro__ and the like.
Value make_class_attribute(Interpreter& interp, const Type& type, std::string_view name);
void for_each_class_attribute(const Type& type, const std::function<void(std::string_view)>& visit);
// list[int]: origin and one argument or a tuple of them.
Value make_generic_alias(Interpreter& interp, const Value& origin, const Value& arguments);
extern const Method kObjectMethods[];

}  // namespace interloom::lang
