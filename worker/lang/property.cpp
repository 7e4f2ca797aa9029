// property: an attribute computed by functions of user code.
#include <string>

#include "worker/lang/class.h"
#include "worker/lang/class_build.h"
#include "worker/lang/class_table.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"
#include "worker/lang/user_descriptors.h"

namespace interloom::lang {
namespace {

PropertyObject& property_of(Object* self) { return *static_cast<PropertyObject*>(self); }

Value refuse(Interpreter& interp, const PropertyObject& property, const Value& instance, const char* what) {
  const std::string cls = class_of(interp, instance).qualname->view().data()
                              ? std::string(class_of(interp, instance).qualname->view())
                              : std::string(instance.type_name());
  std::string name;
  if (!property.name.is_undefined() && !repr_text(interp, property.name, &name)) return Value::error();
  return interp.raise(ExceptionKind::kAttributeError, "property ", name, name.empty() ? "" : " ", "of '", cls, "' object has no ",
                      what);
}

Value property_get(Interpreter& interp, Object* self, const Value& instance, const Value&) {
  const PropertyObject& property = property_of(self);
  if (instance.is_undefined()) return Value::share(self);
  if (property.get.is_undefined()) return refuse(interp, property, instance, "getter");
  const Value function = property.get;
  return call(interp, function, Args(std::span(&instance, 1)));
}

bool property_set(Interpreter& interp, Object* self, const Value& instance, const Value& value) {
  const PropertyObject& property = property_of(self);
  const bool remove = value.is_undefined();
  const Value function = remove ? property.remove : property.set;
  if (function.is_undefined()) {
    refuse(interp, property, instance, remove ? "deleter" : "setter");
    return false;
  }
  const Value args[] = {instance, value};
  return !call(interp, function, Args(std::span<const Value>(args, remove ? 1 : 2))).is_error();
}

// A documented getter documents the property.
bool doc_from_getter(Interpreter& interp, PropertyObject& property) {
  if (property.get.is_undefined()) return true;
  Value doc = find_attr(interp, property.get, dunder_name(interp, Dunder::kDoc));
  if (doc.is_error()) return false;
  if (doc.is_undefined() || doc.is_none()) return true;
  property.doc_of_getter = true;
  property.doc = std::move(doc);
  return true;
}

bool init_property(Interpreter& interp, Object* self, const Args& args) {
  static constexpr const char* kNames[] = {"fget", "fset", "fdel", "doc"};
  const Value* out[4];
  if (!bind_args(interp, {.function = "property", .names = kNames}, args, out)) return false;
  PropertyObject& property = property_of(self);
  const auto given = [&](int i) { return out[i] && !out[i]->is_none() ? *out[i] : Value(); };
  property.get = given(0);
  property.set = given(1);
  property.remove = given(2);
  property.doc = given(3);
  property.doc_of_getter = false;
  return !property.doc.is_undefined() || doc_from_getter(interp, property);
}

Value construct_property(Interpreter& interp, const Type& type, const Args& args) {
  auto made = interp.heap().make_typed<PropertyObject>(type);
  if (!type.user_class && !init_property(interp, made.get(), args)) return Value::error();
  return Value::object(std::move(made));
}

Value or_none(const Value& value) { return value.is_undefined() ? Value::none() : value; }

// A copy with one function replaced, of the same class.
Value with_function(Interpreter& interp, const Value& self, const Args& args, const char* name, int which) {
  if (!check_positional(interp, name, args, 1, 1)) return Value::error();
  const PropertyObject& old = *self.as<PropertyObject>();
  Value parts[] = {or_none(old.get), or_none(old.set), or_none(old.remove),
                   old.doc_of_getter ? Value::none() : or_none(old.doc)};
  if (!args[0].is_none()) parts[which] = args[0];
  const Value made = call(interp, interp.type_object(*self.type()), Args(std::span<const Value>(parts)));
  if (auto* copy = made.as<PropertyObject>()) copy->name = old.name;
  return made;
}

Value set_name(Interpreter& interp, const Value& self, const Args& args) {
  if (args.size() != 2) {
    return interp.raise(ExceptionKind::kTypeError, "__set_name__() takes 2 positional arguments but ", args.size(), " were given");
  }
  self.as<PropertyObject>()->name = args[1];
  return Value::none();
}

constexpr Method kMethods[] = {
    {"getter", [](Interpreter& i, const Value& self, const Args& args) { return with_function(i, self, args, "property.getter", 0); }},
    {"setter", [](Interpreter& i, const Value& self, const Args& args) { return with_function(i, self, args, "property.setter", 1); }},
    {"deleter", [](Interpreter& i, const Value& self, const Args& args) { return with_function(i, self, args, "property.deleter", 2); }},
    {"__set_name__", set_name},
    {nullptr, nullptr},
};

Value is_abstract(Interpreter& interp, Object* self) {
  const PropertyObject& property = property_of(self);
  const Value functions[] = {property.get, property.set, property.remove};
  for (const Value& function : functions) {
    if (function.is_undefined()) continue;
    const Value flag = find_attr(interp, function, dunder_name(interp, Dunder::kIsabstractmethod));
    const int yes = flag.is_undefined() ? 0 : flag.is_error() ? -1 : truth(interp, flag);
    if (yes) return yes < 0 ? Value::error() : Value::boolean(true);
  }
  return Value::boolean(false);
}

const Property kProperties[] = {
    {"fget", [](Interpreter&, Object* self) { return or_none(property_of(self).get); }, nullptr},
    {"fset", [](Interpreter&, Object* self) { return or_none(property_of(self).set); }, nullptr},
    {"fdel", [](Interpreter&, Object* self) { return or_none(property_of(self).remove); }, nullptr},
    {"__doc__", [](Interpreter&, Object* self) { return or_none(property_of(self).doc); },
     [](Interpreter&, Object* self, const Value& value) {
       property_of(self).doc = value;
       return true;
     }},
    {"__isabstractmethod__", is_abstract, nullptr},
    {nullptr, nullptr, nullptr},
};

}  // namespace

const Type PropertyObject::kType = {
    .name = "property",
    .basic_size = sizeof(PropertyObject),
    .destroy = [](Heap&, Object* self) { property_of(self).~PropertyObject(); },
    .descr_get = property_get,
    .descr_set = property_set,
    .construct = construct_property,
    .init = init_property,
    .methods = kMethods,
    .properties = kProperties,
};

}  // namespace interloom::lang
