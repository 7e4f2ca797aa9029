// Methods and attributes of built-in types as descriptors: list.append, int.real, members of __slots__, int.__new__.
#include <string>

#include "worker/lang/class_build.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {

Value wrong_descriptor(Interpreter& interp, std::string_view name, const Type& owner, const Value& instance) {
  return interp.raise(ExceptionKind::kTypeError, "descriptor '", name, "' for '", owner.name, "' objects doesn't apply to a '",
                      instance.type_name(), "' object");
}

Value make_getset(Interpreter& interp, const char* name, const Type& owner, GetSetObject::Getter get, GetSetObject::Setter set) {
  auto made = interp.heap().make<GetSetObject>(name, &owner);
  made->get = get;
  made->set = set;
  return Value::object(std::move(made));
}

namespace {

// Methods of int and float know no instances of derived classes.
const Value& method_self(const Type& owner, const Value& self) {
  return &owner == &kIntType || &owner == &kFloatType || &owner == &kBoolType ? plain_number(self) : self;
}

MethodDescriptorObject& method_of(Object* self) { return *static_cast<MethodDescriptorObject*>(self); }

Value method_call(Interpreter& interp, Object* self, const Args& args) {
  const auto& [method, owner] = std::pair(method_of(self).method, method_of(self).owner);
  if (args.size() == 0) {
    return interp.raise(ExceptionKind::kTypeError, "unbound method ", owner->name, ".", method->name, "() needs an argument");
  }
  if (!is_instance(args[0], owner)) return wrong_descriptor(interp, method->name, *owner, args[0]);
  return method->function(interp, method_self(*owner, args[0]), without_first(args));
}

Value method_get(Interpreter& interp, Object* self, const Value& instance, const Value&) {
  const auto& object = method_of(self);
  if (instance.is_undefined()) return Value::share(self);
  if (!is_instance(instance, object.owner)) return wrong_descriptor(interp, object.method->name, *object.owner, instance);
  return Value::object(interp.heap().make<BoundMethodObject>(object.method, method_self(*object.owner, instance)));
}

template <class T>
Value method_name(Interpreter& interp, Object* self) {
  return Value::share(interp.intern(static_cast<T*>(self)->method->name));
}
template <class T>
Value method_qualname(Interpreter& interp, Object* self) {
  return str_value(interp.heap(), str_cat(static_cast<T*>(self)->owner->name, ".", static_cast<T*>(self)->method->name));
}
template <class T>
Value owner_class(Interpreter& interp, Object* self) {
  return interp.type_object(*static_cast<T*>(self)->owner);
}
Value no_doc(Interpreter&, Object*) { return Value::none(); }

template <class T>
constexpr Property kMethodProperties[] = {
    {"__name__", method_name<T>, nullptr},
    {"__qualname__", method_qualname<T>, nullptr},
    {"__objclass__", owner_class<T>, nullptr},
    {"__doc__", no_doc, nullptr},
    {nullptr, nullptr, nullptr},
};

template <class T>
Value method_repr(Interpreter& interp, Object* self) {
  const auto& object = *static_cast<T*>(self);
  return str_value(interp.heap(), str_cat("<method '", object.method->name, "' of '", object.owner->name, "' objects>"));
}

Value class_method_get(Interpreter& interp, Object* self, const Value& instance, const Value& owner) {
  const auto& object = *static_cast<ClassMethodDescriptorObject*>(self);
  const Value cls = owner.is<TypeObject>() ? owner : Value::share(&class_of(interp, instance));
  if (!is_instance_class(*cls.as<TypeObject>(), *object.owner)) {
    return interp.raise(ExceptionKind::kTypeError, "descriptor '", object.method->name, "' requires a subtype of '",
                        object.owner->name, "' but received '", cls.as<TypeObject>()->described->name, "'");
  }
  return Value::object(interp.heap().make<BoundMethodObject>(object.method, cls));
}

GetSetObject& getset_of(Object* self) { return *static_cast<GetSetObject*>(self); }

Value getset_get(Interpreter& interp, Object* self, const Value& instance, const Value&) {
  const GetSetObject& object = getset_of(self);
  if (instance.is_undefined()) return Value::share(self);
  if (!is_instance(instance, object.owner)) return wrong_descriptor(interp, object.name, *object.owner, instance);
  if (object.get) return object.get(interp, instance);
  if (object.method) return object.method->function(interp, method_self(*object.owner, instance), Args());
  return object.property->get(interp, instance.object());
}

bool getset_set(Interpreter& interp, Object* self, const Value& instance, const Value& value) {
  const GetSetObject& object = getset_of(self);
  if (!is_instance(instance, object.owner)) {
    wrong_descriptor(interp, object.name, *object.owner, instance);
    return false;
  }
  if (object.set) return object.set(interp, instance, value);
  // Setters of exceptions also delete.
  const bool deletes = is_subtype(object.owner, &exception_type(ExceptionKind::kBaseException));
  if (object.property && object.property->set && (deletes || !value.is_undefined())) {
    return object.property->set(interp, instance.object(), value);
  }
  interp.raise(ExceptionKind::kAttributeError, "attribute '", object.name, "' of '", object.owner->name,
               "' objects is not writable");
  return false;
}

const Property kGetSetProperties[] = {
    {"__name__", [](Interpreter& interp, Object* self) { return Value::share(interp.intern(getset_of(self).name)); }, nullptr},
    {"__objclass__", owner_class<GetSetObject>, nullptr},
    {"__doc__", no_doc, nullptr},
    {nullptr, nullptr, nullptr},
};

MemberObject& member_of(Object* self) { return *static_cast<MemberObject*>(self); }

// Null: raised, the instance is not of the member's class.
Value* member_slot(Interpreter& interp, Object* self, const Value& instance) {
  const MemberObject& member = member_of(self);
  if (!is_instance(instance, member.owner->described)) {
    wrong_descriptor(interp, member.name->view(), *member.owner->described, instance);
    return nullptr;
  }
  return &tail_of(instance.object()).slots[member.index];
}

Value member_get(Interpreter& interp, Object* self, const Value& instance, const Value&) {
  if (instance.is_undefined()) return Value::share(self);
  const Value* slot = member_slot(interp, self, instance);
  if (!slot) return Value::error();
  return slot->is_undefined() ? attribute_error(interp, instance, member_of(self).name) : *slot;
}

bool member_set(Interpreter& interp, Object* self, const Value& instance, const Value& value) {
  Value* slot = member_slot(interp, self, instance);
  if (!slot) return false;
  if (value.is_undefined() && slot->is_undefined()) {
    interp.raise(ExceptionKind::kAttributeError, member_of(self).name->view());
    return false;
  }
  *slot = value;
  return true;
}

const Property kMemberProperties[] = {
    {"__name__", [](Interpreter&, Object* self) { return Value::share(member_of(self).name); }, nullptr},
    {"__objclass__", [](Interpreter&, Object* self) { return Value::share(member_of(self).owner); }, nullptr},
    {"__doc__", no_doc, nullptr},
    {nullptr, nullptr, nullptr},
};

Value new_function_call(Interpreter& interp, Object* self, const Args& args) {
  const Type& owner = *static_cast<NewFunctionObject*>(self)->owner;
  if (args.size() == 0) return interp.raise(ExceptionKind::kTypeError, owner.name, ".__new__(): not enough arguments");
  auto* cls = args[0].as<TypeObject>();
  if (!cls) {
    return interp.raise(ExceptionKind::kTypeError, owner.name, ".__new__(X): X is not a type object (", args[0].type_name(), ")");
  }
  if (!is_instance_class(*cls, owner)) {
    return interp.raise(ExceptionKind::kTypeError, owner.name, ".__new__(", cls->described->name, "): ", cls->described->name,
                        " is not a subtype of ", owner.name);
  }
  return native_new(interp, owner, *cls, without_first(args));
}

const Property kNewFunctionProperties[] = {
    {"__name__", [](Interpreter& interp, Object*) { return Value::share(dunder_name(interp, Dunder::kNew)); }, nullptr},
    {"__qualname__",
     [](Interpreter& interp, Object* self) {
       return str_value(interp.heap(), str_cat(static_cast<NewFunctionObject*>(self)->owner->name, ".__new__"));
     },
     nullptr},
    {"__self__", owner_class<NewFunctionObject>, nullptr},
    {"__doc__", no_doc, nullptr},
    {nullptr, nullptr, nullptr},
};

Value new_function_repr(Interpreter& interp, Object* self) {
  const Value owner = interp.type_object(*static_cast<NewFunctionObject*>(self)->owner);
  return str_value(interp.heap(), str_cat("<built-in method __new__ of type object at ", id_text(interp, owner), ">"));
}

}  // namespace

const Type MethodDescriptorObject::kType = {
    .name = "method_descriptor",
    .repr = method_repr<MethodDescriptorObject>,
    .descr_get = method_get,
    .call = method_call,
    .properties = kMethodProperties<MethodDescriptorObject>,
};

const Type ClassMethodDescriptorObject::kType = {
    .name = "classmethod_descriptor",
    .repr = method_repr<ClassMethodDescriptorObject>,
    .descr_get = class_method_get,
    .properties = kMethodProperties<ClassMethodDescriptorObject>,
};

const Type GetSetObject::kType = {
    .name = "getset_descriptor",
    .repr =
        [](Interpreter& interp, Object* self) {
          return str_value(interp.heap(),
                           str_cat("<attribute '", getset_of(self).name, "' of '", getset_of(self).owner->name, "' objects>"));
        },
    .descr_get = getset_get,
    .descr_set = getset_set,
    .properties = kGetSetProperties,
};

const Type MemberObject::kType = {
    .name = "member_descriptor",
    .repr =
        [](Interpreter& interp, Object* self) {
          return str_value(interp.heap(), str_cat("<member '", member_of(self).name->view(), "' of '",
                                                  member_of(self).owner->described->name, "' objects>"));
        },
    .descr_get = member_get,
    .descr_set = member_set,
    .properties = kMemberProperties,
};

const Type NewFunctionObject::kType = {
    .name = "builtin_function_or_method",
    .repr = new_function_repr,
    .call = new_function_call,
    .properties = kNewFunctionProperties,
};

}  // namespace interloom::lang
