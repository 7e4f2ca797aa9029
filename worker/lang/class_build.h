// Making classes, in parts: bases and layout (class_layout.cpp), the class itself (class_assemble.cpp), what is told to
// others about it (class_build.cpp).
#pragma once

#include <string>
#include <vector>

#include "worker/lang/class_table.h"

namespace interloom::lang {

// type.__new__(metaclass, name, bases, namespace, **keywords).
Value type_new(Interpreter& interp, TypeObject& metaclass, const Args& args);

// The class that all metaclasses of the bases are ancestors of; null: raised (conflict).
TypeObject* most_derived_metaclass(Interpreter& interp, TypeObject& metaclass, TupleObject& bases);
// The base whose layout the new class gets; null: raised.
TypeObject* best_base(Interpreter& interp, TupleObject& bases);
// Would an instance of `cls` do where one of `other` is wanted, as memory? What mro() of a metaclass gives must pass.
bool has_layout_of(Interpreter& interp, TypeObject& cls, TypeObject& other);
// C3. Null: raised.
Ref<TupleObject> linearize(Interpreter& interp, TypeObject& cls);

struct SlotNamesFound {
  bool given = false;            // there is a __slots__
  bool dict = false;             // which names __dict__
  bool weakref = false;
  std::vector<StrObject*> names;  // mangled, interned, in layout order
};
// What __slots__ of the namespace says. False: raised.
bool read_slots(Interpreter& interp, StrObject& class_name, TypeObject& base, DictObject& space, SlotNamesFound* out);

// The bare class: names, bases, namespace (which it takes), layout, order and slots; nobody has been told of it yet. Null:
// raised.
TypeObject* assemble_class(Interpreter& interp, TypeObject& metaclass, Ref<StrObject> name, Ref<TupleObject> bases,
                           TypeObject& base, Ref<DictObject> space);

// "module.qualname", without the module for builtins: as reprs show it.
std::string class_text(Interpreter& interp, TypeObject& cls);
// Does `cls` (or an ancestor) have this built-in or user type among its ancestors? Everything derives from object.
bool is_instance_class(const TypeObject& cls, const Type& ancestor);
// All names that the class and its ancestors define, as keys. False: raised.
bool collect_names(Interpreter& interp, TypeObject& cls, DictObject& names);
Value dict_keys_list(Interpreter& interp, DictObject& dict);
// Sets a class attribute as `C.x = value` does (undefined: deletes it). REQUIRES: a user class.
bool set_class_attribute(Interpreter& interp, TypeObject& cls, StrObject* name, const Value& value);

}  // namespace interloom::lang
