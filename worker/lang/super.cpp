// super(): attributes of the classes after one in the MRO of an object.
#include <algorithm>
#include <string>

#include "worker/lang/class.h"
#include "worker/lang/class_build.h"
#include "worker/lang/class_table.h"
#include "worker/lang/execution.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/linked_code.h"
#include "worker/lang/protocol.h"
#include "worker/lang/user_descriptors.h"

namespace interloom::lang {
namespace {

SuperObject& super_of(Object* self) { return *static_cast<SuperObject*>(self); }

// The class in whose MRO to search, undefined: `instance` is neither of `start` nor derived from it (raised).
Value searched_class(Interpreter& interp, TypeObject& start, const Value& instance) {
  if (auto* cls = instance.as<TypeObject>(); cls && is_instance_class(*cls, *start.described)) return instance;
  TypeObject& cls = class_of(interp, instance);
  if (is_instance_class(cls, *start.described)) return Value::share(&cls);
  // A proxy may claim another class.
  const Value claimed = find_attr(interp, instance, dunder_name(interp, Dunder::kClass));
  if (auto* other = claimed.as<TypeObject>(); other && is_instance_class(*other, *start.described)) return claimed;
  if (!claimed.is_error()) {
    interp.raise(ExceptionKind::kTypeError, "super(type, obj): obj must be an instance or subtype of type");
  }
  return Value();
}

Value cell_value(const Value& local) {
  const auto* cell = local.as<CellObject>();
  return cell ? cell->value : local;
}

// super() without arguments: the first parameter of the running function and the class whose body defines it.
bool find_context(Interpreter& interp, Value* start, Value* instance) {
  const auto fail = [&](const char* text) {
    interp.raise(ExceptionKind::kRuntimeError, text);
    return false;
  };
  const Frame* frame = interp.execution() ? interp.execution()->top() : nullptr;
  if (!frame) return fail("super(): no current frame");
  const Code& code = *frame->function->code->code;
  if (code.parameter_count == 0) return fail("super(): no arguments");
  *instance = cell_value(frame->locals[0]);
  if (instance->is_undefined()) return fail("super(): arg[0] deleted");
  const auto found = std::find(code.cells.begin(), code.cells.end(), "__class__");
  if (found == code.cells.end() || !frame->function->closure) return fail("super(): __class__ cell not found");
  const auto* cell = frame->function->closure->items()[found - code.cells.begin()].as<CellObject>();
  if (!cell || cell->value.is_undefined()) return fail("super(): empty __class__ cell");
  *start = cell->value;
  return true;
}

bool init_super(Interpreter& interp, Object* self, const Args& args) {
  if (args.keyword_count) {
    interp.raise(ExceptionKind::kTypeError, "super() takes no keyword arguments");
    return false;
  }
  if (args.size() > 2) {
    interp.raise(ExceptionKind::kTypeError, "super() expected at most 2 arguments, got ", args.size());
    return false;
  }
  SuperObject& object = super_of(self);
  Value start, instance;
  if (args.size() == 0) {
    if (!find_context(interp, &start, &instance)) return false;
  } else {
    start = args[0];
    if (args.size() == 2 && !args[1].is_none()) instance = args[1];
  }
  auto* cls = start.as<TypeObject>();
  if (!cls) {
    interp.raise(ExceptionKind::kTypeError, "super() argument 1 must be a type, not ", start.type_name());
    return false;
  }
  Value searched;
  if (!instance.is_undefined()) {
    searched = searched_class(interp, *cls, instance);
    if (searched.is_undefined()) return false;
  }
  object.start = std::move(start);
  object.instance = std::move(instance);
  object.cls = std::move(searched);
  return true;
}

Value construct_super(Interpreter& interp, const Type& type, const Args& args) {
  auto made = interp.heap().make_typed<SuperObject>(type);
  if (!type.user_class && !init_super(interp, made.get(), args)) return Value::error();
  return Value::object(std::move(made));
}

Value super_get_attr(Interpreter& interp, Object* self, StrObject* name) {
  SuperObject& object = super_of(self);
  const Value whole = Value::share(self);
  if (object.cls.is_undefined() || name->view() == "__class__") return object_get_attr(interp, whole, name);
  auto& searched = *object.cls.as<TypeObject>();
  const auto order = searched.mro;
  const auto items = order->span();
  auto at = std::find_if(items.begin(), items.end(), [&](const Value& each) { return each.same(object.start); });
  if (at != items.end()) ++at;
  if (!interp.charge_steps(items.size() / 8)) return Value::error();
  for (; at != items.end(); ++at) {
    const Value* found = own_attribute(interp, *static_cast<TypeObject*>(at->object()), name);
    if (!found) continue;
    const bool of_class = object.instance.same(object.cls);
    return bind_attribute(interp, Value(*found), of_class ? Value() : object.instance, object.cls);
  }
  return object_get_attr(interp, whole, name);
}

// super(C) as a class attribute binds to the instance it is asked of.
Value super_get(Interpreter& interp, Object* self, const Value& instance, const Value&) {
  SuperObject& object = super_of(self);
  if (instance.is_undefined() || !object.instance.is_undefined()) return Value::share(self);
  const Value args[] = {object.start, instance};
  auto made = interp.heap().make<SuperObject>();
  return init_super(interp, made.get(), Args(std::span<const Value>(args))) ? Value::object(std::move(made)) : Value::error();
}

Value super_repr(Interpreter& interp, Object* self) {
  const SuperObject& object = super_of(self);
  const auto* start = object.start.as<TypeObject>();
  const auto* cls = object.cls.as<TypeObject>();
  const std::string first = str_cat("<super: <class '", start ? start->name->view() : "NULL", "'>, ");
  return str_value(interp.heap(), cls ? str_cat(first, "<", cls->name->view(), " object>>") : first + "NULL>");
}

Value or_none(const Value& value) { return value.is_undefined() ? Value::none() : value; }

const Property kProperties[] = {
    {"__thisclass__", [](Interpreter&, Object* self) { return or_none(super_of(self).start); }, nullptr},
    {"__self__", [](Interpreter&, Object* self) { return or_none(super_of(self).instance); }, nullptr},
    {"__self_class__", [](Interpreter&, Object* self) { return or_none(super_of(self).cls); }, nullptr},
    {nullptr, nullptr, nullptr},
};

}  // namespace

const Type SuperObject::kType = {
    .name = "super",
    .basic_size = sizeof(SuperObject),
    .destroy = [](Heap&, Object* self) { super_of(self).~SuperObject(); },
    .repr = super_repr,
    .get_attr = super_get_attr,
    .descr_get = super_get,
    .construct = construct_super,
    .init = init_super,
    .properties = kProperties,
};

}  // namespace interloom::lang
