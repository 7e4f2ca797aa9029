// Classes as values: calling them, their attributes, changing them.
#include <cstring>
#include <string>

#include "worker/lang/class.h"
#include "worker/lang/class_build.h"
#include "worker/lang/class_slots.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/protocol.h"
#include "worker/lang/union_type.h"

namespace interloom::lang {
namespace {

TypeObject& type_of(Object* self) { return *static_cast<TypeObject*>(self); }

Value type_repr(Interpreter& interp, Object* self) {
  return str_value(interp.heap(), str_cat("<class '", class_text(interp, type_of(self)), "'>"));
}

Value type_call(Interpreter& interp, Object* self, const Args& args) {
  const Type& type = *type_of(self).described;
  if (&type == &TypeObject::kType && args.size() == 1 && args.keyword_count == 0) return Value::share(&class_of(interp, args[0]));
  if (!type.construct) return interp.raise(ExceptionKind::kTypeError, "cannot create '", class_text(interp, type_of(self)), "' instances");
  return type.construct(interp, type, args);
}

Value construct_type(Interpreter& interp, const Type& type, const Args& args) {
  if (args.size() != 3) return interp.raise(ExceptionKind::kTypeError, "type() takes 1 or 3 arguments");
  return type_new(interp, class_table(interp).of(interp, type), args);
}

// Undefined: there is none.
Value find_type_attr(Interpreter& interp, TypeObject& cls, StrObject* name) {
  const Value self = Value::share(&cls);
  TypeObject& metaclass = class_of(interp, self);
  const Value* found = lookup_in_class(interp, metaclass, name);
  const Value of_metaclass = found ? *found : Value();
  const Type* descriptor = of_metaclass.is_object() ? of_metaclass.object()->type : nullptr;
  if (descriptor && descriptor->descr_get && descriptor->descr_set) {
    return descriptor->descr_get(interp, of_metaclass.object(), self, Value::share(&metaclass));
  }
  if (const Value* own = lookup_in_class(interp, cls, name)) return bind_attribute(interp, Value(*own), Value(), self);
  if (descriptor && descriptor->descr_get) {
    return descriptor->descr_get(interp, of_metaclass.object(), self, Value::share(&metaclass));
  }
  return of_metaclass;
}

Value type_get_attr(Interpreter& interp, Object* self, StrObject* name) {
  Value out = find_type_attr(interp, type_of(self), name);
  if (!out.is_undefined()) return out;
  return interp.raise(ExceptionKind::kAttributeError, "type object '", type_of(self).name->view(), "' has no attribute '",
                      name->view(), "'");
}

bool type_set_attr(Interpreter& interp, Object* self, StrObject* name, const Value& value) {
  TypeObject& cls = type_of(self);
  if (!cls.is_user_class()) {
    interp.raise(ExceptionKind::kTypeError, "cannot set '", name->view(), "' attribute of immutable type '",
                 class_text(interp, cls), "'");
    return false;
  }
  const Value self_value = Value::share(self);
  const Value* found = lookup_in_class(interp, class_of(interp, self_value), name);
  if (found && found->is_object() && found->object()->type->descr_set) {
    const Value descriptor = *found;
    return descriptor.object()->type->descr_set(interp, descriptor.object(), self_value, value);
  }
  return set_class_attribute(interp, cls, name, value);
}

// C[...]: __class_getitem__.
Value type_get_item(Interpreter& interp, Object* self, const Value& key) {
  TypeObject& cls = type_of(self);
  if (&cls == &class_table(interp).of(interp, TypeObject::kType)) return make_generic_alias(interp, Value::share(self), key);
  const Value* found = lookup_dunder(interp, cls, Dunder::kClassGetitem);
  if (!found) {
    return interp.raise(ExceptionKind::kTypeError, "type '", cls.name->view(), "' is not subscriptable");
  }
  const Value hook = bind_attribute(interp, Value(*found), Value(), Value::share(self));
  return hook.is_error() ? hook : call(interp, hook, Args(std::span(&key, 1)));
}

Value type_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  return op == BinaryOp::kOr ? make_union(interp, left, right) : Value::not_implemented();
}

bool type_arguments(Interpreter& interp, const char* name, const Args& args, uint32_t count) {
  return check_positional(interp, name, args, count, count);
}

Value type_mro(Interpreter& interp, const Value& self, const Args& args) {
  if (!type_arguments(interp, "type.mro", args, 0)) return Value::error();
  return Value::object(make_list(interp.heap(), self.as<TypeObject>()->mro->span()));
}

Value type_subclasses(Interpreter& interp, const Value& self, const Args& args) {
  if (!type_arguments(interp, "type.__subclasses__", args, 0)) return Value::error();
  const auto& subclasses = self.as<TypeObject>()->subclasses;
  return Value::object(subclasses ? make_list(interp.heap(), subclasses->span()) : make_list(interp.heap()));
}

Value type_prepare(Interpreter& interp, const Value&, const Args&) { return Value::object(make_dict(interp.heap())); }

Value type_instancecheck(Interpreter& interp, const Value& self, const Args& args) {
  if (!type_arguments(interp, "type.__instancecheck__", args, 1)) return Value::error();
  const int yes = plain_instance_check(interp, args[0], *self.as<TypeObject>());
  return yes < 0 ? Value::error() : Value::boolean(yes);
}

Value type_subclasscheck(Interpreter& interp, const Value& self, const Args& args) {
  if (!type_arguments(interp, "type.__subclasscheck__", args, 1)) return Value::error();
  const int yes = plain_subclass_check(interp, args[0], self);
  return yes < 0 ? Value::error() : Value::boolean(yes);
}

Value type_dir(Interpreter& interp, const Value& self, const Args& args) {
  if (!type_arguments(interp, "type.__dir__", args, 0)) return Value::error();
  auto names = make_dict(interp.heap());
  return collect_names(interp, *self.as<TypeObject>(), *names) ? dict_keys_list(interp, *names) : Value::error();
}

constexpr Method kTypeMethods[] = {
    {"mro", type_mro},
    {"__subclasses__", type_subclasses},
    {"__prepare__", type_prepare, MethodKind::kClass},
    {"__instancecheck__", type_instancecheck},
    {"__subclasscheck__", type_subclasscheck},
    {"__dir__", type_dir},
    {nullptr, nullptr},
};

}  // namespace

std::string class_text(Interpreter& interp, TypeObject& cls) {
  std::string module;
  if (cls.is_user_class()) {
    bool failed = false;
    const Value* given = cls.dict->find(interp, Value::share(dunder_name(interp, Dunder::kModule)), &failed);
    if (const auto* str = given ? given->as<StrObject>() : nullptr) module = str->view();
  } else if (cls.described->module) {
    module = cls.described->module;
  }
  if (module.empty() || module == "builtins") return std::string(cls.qualname->view());
  return str_cat(module, ".", cls.qualname->view());
}

bool set_class_attribute(Interpreter& interp, TypeObject& cls, StrObject* name, const Value& value) {
  StrObject* interned = interp.intern(name->view());
  const Value key = Value::share(interned);
  if (value.is_undefined()) {
    if (cls.dict->remove(interp, key, nullptr) != 1) {
      interp.raise(ExceptionKind::kAttributeError, "type object '", cls.name->view(), "' has no attribute '", name->view(), "'");
      return false;
    }
  } else if (!cls.dict->set(interp, key, value)) {
    return false;
  }
  if (fills_slot(interned->view())) {
    class_changed(interp, cls);
  } else {
    new_versions(interp, cls);
  }
  return !interp.stopping();
}

bool collect_names(Interpreter& interp, TypeObject& cls, DictObject& names) {
  for (const Value& each : cls.mro->span()) {
    DictObject& space = type_namespace(interp, *static_cast<TypeObject*>(each.object()));
    uint64_t position = 0;
    while (auto* entry = space.next(&position)) {
      if (!interp.charge_steps(1) || !names.set(interp, entry->key, Value::none())) return false;
    }
  }
  return true;
}

Value dict_keys_list(Interpreter& interp, DictObject& dict) {
  auto keys = make_list(interp.heap());
  uint64_t position = 0;
  while (auto* entry = dict.next(&position)) keys->append(entry->key);
  return Value::object(std::move(keys));
}

const Type TypeObject::kType = {
    .name = "type",
    .basic_size = sizeof(TypeObject),
    .destroy = [](Heap&, Object* self) { type_of(self).~TypeObject(); },
    .repr = type_repr,
    .get_item = type_get_item,
    .get_attr = type_get_attr,
    .set_attr = type_set_attr,
    .call = type_call,
    .binary = type_binary,
    .construct = construct_type,
    .methods = kTypeMethods,
};

}  // namespace interloom::lang
