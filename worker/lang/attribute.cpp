// object.__getattribute__ and __setattr__, and what is built on them: getattr with a default, method calls.
#include "worker/lang/class.h"
#include "worker/lang/class_slots.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/module.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

const Type* descriptor_type(const Value& attribute) { return attribute.is_object() ? attribute.object()->type : nullptr; }

// Undefined: the dict does not have it. Comparing with a key that is no str may run code, which may even replace the dict.
Value find_in_dict(Interpreter& interp, DictObject& dict, StrObject* name) {
  if (dict.size == 0) return Value();
  const auto keep = Ref<DictObject>::share(&dict);
  bool failed = false;
  const Value* found = dict.find(interp, Value::share(name), &failed);
  if (failed) interp.take_exception();
  return found ? *found : Value();
}

Value no_attribute(Interpreter& interp, const Value& object, StrObject* name) {
  if (const auto* module = object.as<ModuleObject>()) {
    return interp.raise(ExceptionKind::kAttributeError, "module '", module->name->view(), "' has no attribute '", name->view(), "'");
  }
  return attribute_error(interp, object, name);
}

}  // namespace

Value bind_attribute(Interpreter& interp, const Value& attribute, const Value& instance, const Value& owner) {
  const Type* type = descriptor_type(attribute);
  if (!type || !type->descr_get) return attribute;
  return type->descr_get(interp, attribute.object(), instance, owner);
}

DictObject* attribute_dict(Interpreter& interp, const Value& object, bool create) {
  if (!object.is_object()) return nullptr;
  const Type* type = object.object()->type;
  if (type->user_class) {
    if (!type->user_class->has_dict || type->base == &TypeObject::kType) return nullptr;
    DictObject*& dict = tail_of(object.object()).dict;
    if (!dict && create) dict = make_dict(interp.heap()).release();
    return dict;
  }
  if (auto* function = object.as<FunctionObject>()) {
    if (!function->attributes && create) function->attributes = make_dict(interp.heap());
    return function->attributes.get();
  }
  if (auto* module = object.as<ModuleObject>()) return module->dict.get();
  if (auto* exception = as_exception(object)) {
    if (!exception->attributes && create) exception->attributes = make_dict(interp.heap());
    return exception->attributes.get();
  }
  return nullptr;
}

Value find_generic_attr(Interpreter& interp, const Value& object, StrObject* name) {
  TypeObject& cls = class_of(interp, object);
  const Value* found = lookup_in_class(interp, cls, name);
  const Value attribute = found ? *found : Value();
  const Type* descriptor = descriptor_type(attribute);
  if (!descriptor || !descriptor->descr_get) descriptor = nullptr;
  if (!descriptor || !descriptor->descr_set) {
    if (DictObject* dict = attribute_dict(interp, object, false)) {
      if (Value own = find_in_dict(interp, *dict, name); !own.is_undefined()) return own;
    }
  }
  return descriptor ? descriptor->descr_get(interp, attribute.object(), object, Value::share(&cls)) : attribute;
}

Value object_get_attr(Interpreter& interp, const Value& object, StrObject* name) {
  Value out = find_generic_attr(interp, object, name);
  return out.is_undefined() ? no_attribute(interp, object, name) : out;
}

Value find_attr(Interpreter& interp, const Value& object, StrObject* name) {
  const Type* type = object.is_object() ? object.object()->type : nullptr;
  Value out = type && type->get_attr ? type->get_attr(interp, object.object(), name) : find_generic_attr(interp, object, name);
  if (!out.is_error() || interp.exception().is_undefined()) return out;
  if (!is_subtype(interp.exception().type(), &exception_type(ExceptionKind::kAttributeError))) return out;
  interp.take_exception();
  return Value();
}

namespace {

bool refuse_set(Interpreter& interp, const Value& object, StrObject* name, bool in_class) {
  if (in_class) {
    interp.raise(ExceptionKind::kAttributeError, "'", object.type_name(), "' object attribute '", name->view(), "' is read-only");
  } else {
    no_attribute(interp, object, name);
  }
  return false;
}

}  // namespace

bool object_set_attr(Interpreter& interp, const Value& object, StrObject* name, const Value& value) {
  TypeObject& cls = class_of(interp, object);
  const Value* found = lookup_in_class(interp, cls, name);
  if (found) {
    const Type* descriptor = descriptor_type(*found);
    if (descriptor && descriptor->descr_set) {
      const Value attribute = *found;
      return descriptor->descr_set(interp, attribute.object(), object, value);
    }
  }
  DictObject* dict = attribute_dict(interp, object, !value.is_undefined());
  if (!dict) {
    // Deleting from an instance that has no attribute yet.
    const bool could_have = value.is_undefined() && object.is_object() && object.object()->type->user_class &&
                            object.object()->type->user_class->has_dict;
    return refuse_set(interp, object, name, found && !could_have);
  }
  const auto keep = Ref<DictObject>::share(dict);
  if (!value.is_undefined()) return dict->set(interp, Value::share(name), value);
  const int removed = dict->remove(interp, Value::share(name), nullptr);
  if (removed == 0) no_attribute(interp, object, name);
  return removed == 1;
}

bool load_method(Interpreter& interp, const Value& object, StrObject* name, Value* callable, Value* self) {
  const Type* type = object.is_object() ? object.object()->type : nullptr;
  *self = Value();
  if (!type || !type->get_attr) {
    TypeObject& cls = class_of(interp, object);
    const Value* found = lookup_in_class(interp, cls, name);
    if (found && is_plain_method(*found)) {
      *callable = *found;
      DictObject* dict = attribute_dict(interp, object, false);
      Value own = dict ? find_in_dict(interp, *dict, name) : Value();
      if (own.is_undefined()) {
        *self = object;
      } else {
        *callable = std::move(own);
      }
      return true;
    }
  }
  *callable = get_attr(interp, object, name);
  return !callable->is_error();
}

}  // namespace interloom::lang
