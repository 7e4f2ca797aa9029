// Instances: how they are made (type.__call__: __new__, then __init__), filled and dropped.
#include <algorithm>
#include <string>
#include <vector>

#include "worker/lang/class.h"
#include "worker/lang/class_build.h"
#include "worker/lang/class_shortcut.h"
#include "worker/lang/class_slots.h"
#include "worker/lang/containers.h"
#include "worker/lang/exception.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

// The method of a built-in type by name. REQUIRES: it has one.
Value run_method(Interpreter& interp, const Type& type, std::string_view name, const Value& self, const Args& args) {
  for (const Method* m = type.methods; m && m->name; ++m) {
    if (name == m->name) return m->function(interp, self, args);
  }
  return interp.raise(ExceptionKind::kSystemError, type.name, " has no method ", name);
}

bool is_container(const Type& type, std::string_view name) { return !type.module && name == type.name && type.methods; }

// list and set forget what they held, dict keeps it, as in CPython.
bool init_container(Interpreter& interp, const Type& type, const Value& self, const Args& args) {
  const bool dict = &type == &DictObject::kType;
  if (!dict && !check_positional(interp, type.name, args, 0, 1)) return false;
  if (dict && args.size() > 1) {
    interp.raise(ExceptionKind::kTypeError, "dict expected at most 1 argument, got ", args.size());
    return false;
  }
  if (!dict && run_method(interp, type, "clear", self, Args()).is_error()) return false;
  if (args.size() == 0 && args.keyword_count == 0) return true;
  return !run_method(interp, type, &type == &ListObject::kType ? "extend" : "update", self, args).is_error();
}

bool init_exception(Interpreter& interp, const Value& self, const Args& args) {
  if (args.keyword_count) {
    interp.raise(ExceptionKind::kTypeError, self.type_name(), "() takes no keyword arguments");
    return false;
  }
  as_exception(self)->args = make_tuple(interp.heap(), args.positional());
  return true;
}

bool is_exception_type(const Type& type) { return is_subtype(&type, &exception_type(ExceptionKind::kBaseException)); }

std::string abstract_methods_text(Interpreter& interp, TypeObject& cls) {
  const Value* names = lookup_dunder(interp, cls, Dunder::kAbstractmethods);
  std::vector<std::string> all;
  if (names) {
    for_each(interp, Value(*names), [&](const Value& name) {
      if (const auto* str = name.as<StrObject>()) all.emplace_back(str->view());
      return true;
    });
  }
  std::sort(all.begin(), all.end());
  std::string out = all.size() == 1 ? "method " : "methods ";
  for (size_t i = 0; i < all.size(); ++i) out += (i ? ", " : "") + all[i];
  return out;
}

bool excess(const Args& args) { return args.size() || args.keyword_count; }

// The class itself (a built-in one is `object`) takes no arguments unless __new__ or __init__ is its own.
Value object_new(Interpreter& interp, TypeObject& cls, const Args& args) {
  if (excess(args)) {
    const Value* found = lookup_dunder(interp, cls, Dunder::kNew);
    const auto* made_by = found ? found->as<NewFunctionObject>() : nullptr;
    if (!made_by || made_by->owner != &kObjectType) {
      return interp.raise(ExceptionKind::kTypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
    }
    if (is_objects_own(lookup_dunder(interp, cls, Dunder::kInit), Dunder::kInit)) {
      return interp.raise(ExceptionKind::kTypeError, cls.described->name, "() takes no arguments");
    }
  }
  if (cls.is_abstract) {
    return interp.raise(ExceptionKind::kTypeError, "Can't instantiate abstract class ", cls.described->name, " with abstract ",
                        abstract_methods_text(interp, cls));
  }
  return Value::object(interp.heap().make_typed<InstanceObject>(*cls.described));
}

bool object_init(Interpreter& interp, const Value& self, const Args& args) {
  if (!excess(args)) return true;
  TypeObject& cls = class_of(interp, self);
  if (!is_objects_own(lookup_dunder(interp, cls, Dunder::kInit), Dunder::kInit)) {
    interp.raise(ExceptionKind::kTypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
    return false;
  }
  const Value* made_by = lookup_dunder(interp, cls, Dunder::kNew);
  const auto* native = made_by ? made_by->as<NewFunctionObject>() : nullptr;
  if (!native || native->owner != &kObjectType) return true;
  interp.raise(ExceptionKind::kTypeError, cls.described->name,
               ".__init__() takes exactly one argument (the instance to initialize)");
  return false;
}

// What a constructor that does not know derived types has made, as an instance of one.
Value as_instance(Interpreter& interp, const Type& type, Value made) {
  if (made.is_error() || (made.is_object() && made.object()->type == &type)) return made;
  Heap& heap = interp.heap();
  if (is_number(made) && !made.is<ComplexObject>()) return Value::object(heap.make_typed<NumberInstance>(type, std::move(made)));
  if (const auto* c = made.as<ComplexObject>()) return Value::object(heap.make_typed<ComplexObject>(type, c->value));
  if (const auto* str = made.as<StrObject>()) {
    return Value::object(heap.make_typed_sized<StrObject>(type, str->size, str->view(), str->length));
  }
  if (const auto* bytes = made.as<BytesObject>()) {
    return Value::object(heap.make_typed_sized<BytesObject>(type, bytes->size, bytes->view()));
  }
  if (auto* tuple = made.as<TupleObject>()) {
    auto copy = heap.make_typed_sized<TupleObject>(type, tuple->size * sizeof(Value), tuple->size);
    std::copy(tuple->span().begin(), tuple->span().end(), copy->items());
    return Value::object(std::move(copy));
  }
  if (made.is<ListObject>()) return Value::object(heap.make_typed<ListObject>(type));
  if (made.is<DictObject>()) return Value::object(heap.make_typed<DictObject>(type));
  return interp.raise(ExceptionKind::kTypeError, "type '", layout_type(type).name, "' is not an acceptable base type");
}

}  // namespace

bool has_native_init(const Type& type) {
  return type.init || &type == &ListObject::kType || &type == &DictObject::kType || is_container(type, "set") ||
         &type == &exception_type(ExceptionKind::kBaseException) || &type == &TypeObject::kType || &type == &kObjectType;
}

bool native_init(Interpreter& interp, const Type& owner, const Value& self, const Args& args) {
  if (owner.init) return owner.init(interp, self.object(), args);
  if (&owner == &kObjectType) return object_init(interp, self, args);
  if (&owner == &TypeObject::kType) {
    if (args.size() == 1 || args.size() == 3) return true;
    interp.raise(ExceptionKind::kTypeError, "type.__init__() takes 1 or 3 arguments");
    return false;
  }
  return is_exception_type(owner) ? init_exception(interp, self, args) : init_container(interp, owner, self, args);
}

Value native_new(Interpreter& interp, const Type& owner, TypeObject& cls, const Args& args) {
  const Type& type = *cls.described;
  const Type& layout = layout_type(type);
  if (owner.construct != layout.construct) {
    return interp.raise(ExceptionKind::kTypeError, owner.name, ".__new__(", type.name, ") is not safe, use ", layout.name,
                        ".__new__()");
  }
  if (&owner == &kObjectType) return object_new(interp, cls, args);
  if (&owner == &TypeObject::kType) return type_new(interp, cls, args);
  if (is_exception_type(layout)) return layout.construct(interp, type, Args(args.positional()));
  Value made = layout.construct(interp, type, has_native_init(layout) ? Args() : args);
  return cls.is_user_class() ? as_instance(interp, type, std::move(made)) : made;
}

bool makes_plain_instances(Interpreter& interp, TypeObject& cls) {
  if (cls.type != &TypeObject::kType || cls.is_abstract || &layout_type(*cls.described) != &kObjectType) return false;
  const Value* made_by = lookup_dunder(interp, cls, Dunder::kNew);
  const auto* native = made_by ? made_by->as<NewFunctionObject>() : nullptr;
  return native && native->owner == &kObjectType;
}

Value make_plain_instance(Interpreter& interp, TypeObject& cls) {
  return Value::object(interp.heap().make_typed<InstanceObject>(*cls.described));
}

Value construct_instance(Interpreter& interp, const Type& type, const Args& args) {
  TypeObject& cls = *type.user_class;
  const Value* found = lookup_dunder(interp, cls, Dunder::kNew);
  if (!found) return interp.raise(ExceptionKind::kTypeError, "cannot create '", type.name, "' instances");  // an mro without object
  const Value made_by = *found;
  const auto* native = made_by.as<NewFunctionObject>();
  const Value cls_value = Value::share(&cls);
  Value made;
  if (native) {
    made = native_new(interp, *native->owner, cls, args);
  } else {
    const Value function = bind_attribute(interp, made_by, Value(), cls_value);
    if (function.is_error()) return function;
    made = call_with_self(interp, function, cls_value, args);
  }
  if (made.is_error() || !is_instance(made, &type)) return made;
  TypeObject& made_class = class_of(interp, made);
  const Value* init = lookup_dunder(interp, made_class, Dunder::kInit);
  if (!init) return made;
  if (is_objects_own(init, Dunder::kInit)) return object_init(interp, made, args) ? made : Value::error();
  const Value result = call_dunder(interp, made, Dunder::kInit, args);
  if (result.is_error() || result.is_none()) return result.is_none() ? made : result;
  return interp.raise(ExceptionKind::kTypeError, "__init__() should return None, not '", result.type_name(), "'");
}

void destroy_instance(Heap& heap, Object* self) {
  const Type& layout = layout_type(*self->type);
  InstanceTail& tail = tail_of(self);
  const size_t slots = (self->type->tail_bytes - sizeof(InstanceTail)) / sizeof(Value);
  if (tail.dict) decref(tail.dict);
  for (size_t i = 0; i < slots; ++i) tail.slots[i].~Value();
  if (&layout == &kIntType || &layout == &kFloatType) {
    static_cast<NumberInstance*>(self)->~NumberInstance();
  } else if (layout.destroy) {
    layout.destroy(heap, self);
  }
}

}  // namespace interloom::lang
