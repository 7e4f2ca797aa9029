// Classes: type objects, instances of user classes, attribute lookup by CPython's rules.
//
// A built-in type is a constant Type table; its TypeObject (one for each interpreter, Interpreter::type_object) gives it a
// namespace in which lookup finds descriptors made from its method, property and slot tables on demand. A class statement
// makes a TypeObject that owns a Type table of its own: each slot whose dunder some class of its MRO defines holds a
// trampoline that calls it, every other slot is its base's. So everything that works on slots (protocol.h, natives, the VM)
// works on instances of user classes, and natives that take a ListObject take an instance of a class derived from list.
//
// Instances. `class C:` gives InstanceObjects; a class derived from a native type has that type's struct (layout base), and
// behind it (Type::tail_bytes) an InstanceTail: the attribute dict and the values of __slots__. Classes derived from int and
// float, whose values are not objects, have NumberInstances, unwrapped by plain_number() where numbers are wanted.
// Classes live until their interpreter ends.
// Versions: TypeObject::version changes whenever a lookup through the class may find something else, and no two classes of an
// interpreter ever share one; inline caches compare it.
#pragma once

#include <cstdint>
#include <string_view>

#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/value.h"

namespace interloom::lang {

// `object` itself, and the layout of what derives from nothing else.
extern const Type kObjectType;
struct InstanceObject : Object {};  // the tail lies directly behind

struct InstanceTail {
  DictObject* dict;  // owned; null: no attribute set yet (or the class has no __dict__)
  Value slots[];     // of __slots__, in the order of the layout
};
// REQUIRES: object.type->tail_bytes > 0.
inline InstanceTail& tail_of(Object* object) {
  const Type* type = object->type;
  const size_t body = type->instance_bytes ? type->instance_bytes(object) : type->basic_size;
  return *reinterpret_cast<InstanceTail*>(reinterpret_cast<char*>(object) + Heap::align_tail(body));
}
// What an instance of a class derived from int or float holds.
struct NumberInstance : Object {
  explicit NumberInstance(Value n) : number(std::move(n)) {}
  Value number;
  static constexpr uint32_t kBytes = 32;
};
// The number inside a NumberInstance, the value itself otherwise.
const Value& plain_number(const Value& value);
// Does the number type of `self` compute with `other` itself: int with int, float with real numbers. Always true when `self`
// is no number.
bool number_kind_fits(const Value& self, const Value& other);

struct TypeObject : Object {
  explicit TypeObject(const Type* t) : described(t) {}
  const Type* described;
  Type* table = nullptr;   // user classes: the owned, writable `described`
  Ref<DictObject> dict;    // the namespace; of a built-in type: filled on demand, by type_namespace() at the latest
  Ref<TupleObject> bases;  // of type objects
  Ref<TupleObject> mro;    // of type objects, itself first, object last
  Ref<StrObject> name, qualname;
  Ref<ListObject> subclasses;  // direct ones in order of creation; may be null
  uint64_t version = 0;
  TypeObject* layout_base = nullptr;  // of user classes: the base whose layout this one extends (__base__)
  uint32_t slot_count = 0;   // of __slots__, inherited ones first
  bool has_dict = true;      // instances have an attribute dict
  bool has_weakref = true;   // has (or cannot have) a __weakref__; shown in namespaces only, nothing refers weakly
  bool is_abstract = false;  // __abstractmethods__ is not empty
  bool is_user_class() const { return table != nullptr; }
  static const Type kType;
};

// type(name, bases, namespace, **keywords) with the most derived metaclass of the bases: C3, __set_name__,
// __init_subclass__, layout conflicts, __slots__, __classcell__. The class, or the error sentinel.
Value make_class(Interpreter& interp, TypeObject& metaclass, Ref<StrObject> name, Ref<TupleObject> bases, Ref<DictObject> space,
                 const Args& keywords);
// The `__build_class__` of a class statement: args are the body function, the name, the bases; keywords with `metaclass`.
Value build_class(Interpreter& interp, const Args& args);

// The class of a value, as a class object (borrowed; the interpreter keeps it).
TypeObject& class_of(Interpreter& interp, const Value& value);
// Along the MRO, without the metaclass and without binding: null when absent. Borrowed, valid until the class changes.
const Value* lookup_in_class(Interpreter& interp, TypeObject& cls, StrObject* name);
// All of a built-in type's names are in dict afterwards: dir(), vars().
DictObject& type_namespace(Interpreter& interp, TypeObject& cls);

// object.__getattribute__ / __setattr__: data descriptors, attribute dict, other class attributes.
Value object_get_attr(Interpreter& interp, const Value& object, StrObject* name);
bool object_set_attr(Interpreter& interp, const Value& object, StrObject* name, const Value& value);
// The attribute dict, made when asked for; null: the object has none.
DictObject* attribute_dict(Interpreter& interp, const Value& object, bool create);

// A method looked up for a call: *self is undefined when the callable is bound already (or is no method). False: raised.
bool load_method(Interpreter& interp, const Value& object, StrObject* name, Value* callable, Value* self);

// isinstance / issubclass with tuples, unions, __instancecheck__, __subclasscheck__: 1, 0, -1 raised.
int instance_check(Interpreter& interp, const Value& value, const Value& classes);
int subclass_check(Interpreter& interp, const Value& cls, const Value& classes);
// The same as `except` uses it: classes must derive from BaseException (TypeError with CPython's text), no hooks.
int exception_match(Interpreter& interp, const Value& exception, const Value& classes);

// The attribute, or undefined when there is none (no exception is made, or an AttributeError is swallowed); the error sentinel
// for any other exception. For getattr with a default, hasattr, and lookups that expect to fail.
Value find_attr(Interpreter& interp, const Value& object, StrObject* name);
// What an attribute found in a class gives for an instance (undefined: for the class itself).
Value bind_attribute(Interpreter& interp, const Value& attribute, const Value& instance, const Value& owner);
// callable(self, *args, **keywords)
Value call_with_self(Interpreter& interp, const Value& callable, const Value& self, const Args& args);

// id(): differs between values that exist at the same time, tells nothing of addresses.
int64_t object_id(Interpreter& interp, const Value& value);
// "<module.Class object at 0x...>", with object_id in the place of an address.
Value default_repr(Interpreter& interp, const Value& value);

// Calls a dunder found on the class of `object` (never the instance). Undefined: the class has none.
Value call_special(Interpreter& interp, const Value& object, std::string_view name, std::span<const Value> args);

}  // namespace interloom::lang
