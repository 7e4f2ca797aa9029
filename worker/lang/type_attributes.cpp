// __class__ of every value, and the attributes of classes: __name__, __mro__, __dict__, ...
#include <cstring>
#include <string>

#include "worker/lang/class.h"
#include "worker/lang/class_build.h"
#include "worker/lang/class_slots.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/protocol.h"
#include "worker/lang/user_descriptors.h"

namespace interloom::lang {
namespace {

TypeObject& cls_of(const Value& self) { return *self.as<TypeObject>(); }

// Only of user classes; value undefined: refused as well.
bool may_change(Interpreter& interp, const Value& self, const char* name, const Value& value) {
  TypeObject& cls = cls_of(self);
  if (!cls.is_user_class()) {
    interp.raise(ExceptionKind::kTypeError, "cannot set '", name, "' attribute of immutable type '", cls.name->view(), "'");
  } else if (value.is_undefined()) {
    interp.raise(ExceptionKind::kTypeError, "cannot delete '", name, "' attribute of immutable type '", cls.name->view(), "'");
  } else {
    return true;
  }
  return false;
}

// What the namespace of a user class itself says; undefined: nothing.
Value own(Interpreter& interp, TypeObject& cls, Dunder dunder) {
  bool failed = false;
  const Value* found = cls.dict->find(interp, Value::share(dunder_name(interp, dunder)), &failed);
  return found ? *found : Value();
}

Value get_class(Interpreter& interp, const Value& self) { return Value::share(&class_of(interp, self)); }

bool set_class(Interpreter& interp, const Value& self, const Value& value) {
  if (value.is_undefined()) {
    interp.raise(ExceptionKind::kTypeError, "can't delete __class__ attribute");
    return false;
  }
  auto* wanted = value.as<TypeObject>();
  TypeObject& current = class_of(interp, self);
  if (!wanted) {
    interp.raise(ExceptionKind::kTypeError, "__class__ must be set to a class, not '", value.type_name(), "' object");
    return false;
  }
  if (!wanted->is_user_class() || !current.is_user_class()) {
    interp.raise(ExceptionKind::kTypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    return false;
  }
  const Type &a = *wanted->table, &b = *current.table;
  if (&layout_type(a) != &layout_type(b) || a.tail_bytes != b.tail_bytes || wanted->has_dict != current.has_dict) {
    interp.raise(ExceptionKind::kTypeError, "__class__ assignment: '", a.name, "' object layout differs from '", b.name, "'");
    return false;
  }
  self.object()->type = wanted->table;
  return true;
}

Value get_name(Interpreter&, const Value& self) { return Value::object(cls_of(self).name); }

bool set_name(Interpreter& interp, const Value& self, const Value& value) {
  if (!may_change(interp, self, "__name__", value)) return false;
  TypeObject& cls = cls_of(self);
  const auto* str = value.as<StrObject>();
  if (!str || str->view().find('\0') != std::string_view::npos) {
    if (str) {
      interp.raise(ExceptionKind::kValueError, "type name must not contain null characters");
    } else {
      interp.raise(ExceptionKind::kTypeError, "can only assign string to ", cls.name->view(), ".__name__, not '",
                   value.type_name(), "'");
    }
    return false;
  }
  cls.name = Ref<StrObject>::share(interp.intern(str->view()));
  char* text = static_cast<char*>(interp.heap().allocate_raw(str->size + 1));
  std::memcpy(text, str->data(), str->size);
  text[str->size] = '\0';
  cls.table->name = text;
  return true;
}

Value get_qualname(Interpreter&, const Value& self) { return Value::object(cls_of(self).qualname); }

bool set_qualname(Interpreter& interp, const Value& self, const Value& value) {
  if (!may_change(interp, self, "__qualname__", value)) return false;
  auto* str = value.as<StrObject>();
  if (!str) {
    interp.raise(ExceptionKind::kTypeError, "can only assign string to ", cls_of(self).name->view(), ".__qualname__, not '",
                 value.type_name(), "'");
    return false;
  }
  cls_of(self).qualname = Ref<StrObject>::share(str);
  return true;
}

Value get_module(Interpreter& interp, const Value& self) {
  TypeObject& cls = cls_of(self);
  if (!cls.is_user_class()) return str_value(interp.heap(), cls.described->module ? cls.described->module : "builtins");
  Value module = own(interp, cls, Dunder::kModule);
  if (!module.is_undefined()) return module;
  return interp.raise(ExceptionKind::kAttributeError, "__module__");
}

bool set_own(Interpreter& interp, const Value& self, Dunder dunder, const char* text, const Value& value) {
  return may_change(interp, self, text, value) && set_class_attribute(interp, cls_of(self), dunder_name(interp, dunder), value);
}
bool set_module(Interpreter& interp, const Value& self, const Value& value) {
  return set_own(interp, self, Dunder::kModule, "__module__", value);
}

Value get_bases(Interpreter&, const Value& self) { return Value::object(cls_of(self).bases); }
Value get_mro(Interpreter&, const Value& self) { return Value::object(cls_of(self).mro); }

Value get_base(Interpreter& interp, const Value& self) {
  TypeObject& cls = cls_of(self);
  if (cls.is_user_class()) return Value::share(cls.layout_base);
  if (cls.bases->size == 0) return Value::none();
  return interp.type_object(cls.described->base ? *cls.described->base : kObjectType);
}

Value get_dict(Interpreter& interp, const Value& self) {
  return Value::object(interp.heap().make<MappingProxyObject>(Value::share(&type_namespace(interp, cls_of(self)))));
}

Value get_doc(Interpreter& interp, const Value& self) {
  TypeObject& cls = cls_of(self);
  if (!cls.is_user_class()) return Value::none();
  const Value* found = own_attribute(interp, cls, dunder_name(interp, Dunder::kDoc));
  return found ? bind_attribute(interp, Value(*found), Value(), self) : Value::none();
}
bool set_doc(Interpreter& interp, const Value& self, const Value& value) {
  return set_own(interp, self, Dunder::kDoc, "__doc__", value);
}

Value get_annotations(Interpreter& interp, const Value& self) {
  TypeObject& cls = cls_of(self);
  if (!cls.is_user_class()) {
    return interp.raise(ExceptionKind::kAttributeError, "type object '", cls.name->view(), "' has no attribute '__annotations__'");
  }
  Value known = own(interp, cls, Dunder::kAnnotations);
  if (!known.is_undefined()) return known;
  const Value made = Value::object(make_dict(interp.heap()));
  return set_class_attribute(interp, cls, dunder_name(interp, Dunder::kAnnotations), made) ? made : Value::error();
}
bool set_annotations(Interpreter& interp, const Value& self, const Value& value) {
  if (!value.is_undefined()) return set_own(interp, self, Dunder::kAnnotations, "__annotations__", value);
  return set_class_attribute(interp, cls_of(self), dunder_name(interp, Dunder::kAnnotations), value);
}

Value get_abstract(Interpreter& interp, const Value& self) {
  TypeObject& cls = cls_of(self);
  Value names = cls.is_user_class() ? own(interp, cls, Dunder::kAbstractmethods) : Value();
  return names.is_undefined() ? interp.raise(ExceptionKind::kAttributeError, "__abstractmethods__") : names;
}
bool set_abstract(Interpreter& interp, const Value& self, const Value& value) {
  TypeObject& cls = cls_of(self);
  const int some = value.is_undefined() ? 0 : truth(interp, value);
  if (some < 0 || (!value.is_undefined() && !may_change(interp, self, "__abstractmethods__", value))) return false;
  if (!set_class_attribute(interp, cls, dunder_name(interp, Dunder::kAbstractmethods), value)) return false;
  cls.is_abstract = some > 0;
  return true;
}

Value get_basicsize(Interpreter&, const Value& self) {
  const Type& type = *cls_of(self).described;
  return Value::integer(type.basic_size + type.tail_bytes);
}
Value get_itemsize(Interpreter&, const Value&) { return Value::integer(0); }

struct ClassAttribute {
  const char* name;
  GetSetObject::Getter get;
  GetSetObject::Setter set;
};
constexpr ClassAttribute kObjectAttributes[] = {{"__class__", get_class, set_class}};
constexpr ClassAttribute kTypeAttributes[] = {
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"__module__", get_module, set_module},
    {"__bases__", get_bases, nullptr},
    {"__base__", get_base, nullptr},
    {"__mro__", get_mro, nullptr},
    {"__dict__", get_dict, nullptr},
    {"__doc__", get_doc, set_doc},
    {"__annotations__", get_annotations, set_annotations},
    {"__abstractmethods__", get_abstract, set_abstract},
    {"__basicsize__", get_basicsize, nullptr},
    {"__itemsize__", get_itemsize, nullptr},
};

std::span<const ClassAttribute> attributes_of(const Type& type) {
  if (&type == &kObjectType) return kObjectAttributes;
  if (&type == &TypeObject::kType) return kTypeAttributes;
  return {};
}

}  // namespace

Value make_class_attribute(Interpreter& interp, const Type& type, std::string_view name) {
  for (const ClassAttribute& attribute : attributes_of(type)) {
    if (name == attribute.name) return make_getset(interp, attribute.name, type, attribute.get, attribute.set);
  }
  return Value();
}

void for_each_class_attribute(const Type& type, const std::function<void(std::string_view)>& visit) {
  for (const ClassAttribute& attribute : attributes_of(type)) visit(attribute.name);
}

}  // namespace interloom::lang
