// classmethod and staticmethod.
#include <string>

#include "worker/lang/class.h"
#include "worker/lang/class_table.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"
#include "worker/lang/user_descriptors.h"

namespace interloom::lang {
namespace {

WrappedFunctionObject& wrapped_of(Object* self) { return *static_cast<WrappedFunctionObject*>(self); }

Value class_method_get(Interpreter& interp, Object* self, const Value& instance, const Value& owner) {
  const Value function = wrapped_of(self).function;
  const Value cls = owner.is_undefined() || owner.is_none() ? Value::share(&class_of(interp, instance)) : owner;
  const Type* type = function.is_object() ? function.object()->type : nullptr;
  if (type && type->descr_get) return type->descr_get(interp, function.object(), cls, cls);
  return Value::object(interp.heap().make<MethodObject>(function, cls));
}

Value static_method_get(Interpreter&, Object* self, const Value&, const Value&) { return wrapped_of(self).function; }

template <class T>
bool init_wrapped(Interpreter& interp, Object* self, const Args& args) {
  if (args.keyword_count || args.size() != 1) {
    if (args.keyword_count) {
      interp.raise(ExceptionKind::kTypeError, T::kType.name, "() takes no keyword arguments");
    } else {
      interp.raise(ExceptionKind::kTypeError, T::kType.name, " expected 1 argument, got ", args.size());
    }
    return false;
  }
  wrapped_of(self).function = args[0];
  return true;
}

template <class T>
Value construct_wrapped(Interpreter& interp, const Type& type, const Args& args) {
  auto made = interp.heap().make_typed<T>(type, Value::none());
  if (!type.user_class && !init_wrapped<T>(interp, made.get(), args)) return Value::error();
  return Value::object(std::move(made));
}

Value wrapped_repr(Interpreter& interp, Object* self) {
  std::string out = str_cat("<", self->type->name, "(");
  if (!repr_text(interp, wrapped_of(self).function, &out)) return Value::error();
  return str_value(interp.heap(), out + ")>");
}

// __name__, __doc__ and the like are the function's.
Value wrapped_get_attr(Interpreter& interp, Object* self, StrObject* name) {
  const Value whole = Value::share(self);
  for (const std::string_view copied : {"__name__", "__qualname__", "__module__", "__doc__", "__annotations__"}) {
    if (name->view() != copied) continue;
    Value found = find_attr(interp, wrapped_of(self).function, name);
    if (!found.is_undefined()) return found;
  }
  return object_get_attr(interp, whole, name);
}

Value is_abstract(Interpreter& interp, Object* self) {
  const Value flag = find_attr(interp, wrapped_of(self).function, dunder_name(interp, Dunder::kIsabstractmethod));
  if (flag.is_error()) return flag;
  const int yes = flag.is_undefined() ? 0 : truth(interp, flag);
  return yes < 0 ? Value::error() : Value::boolean(yes);
}

const Property kProperties[] = {
    {"__func__", [](Interpreter&, Object* self) { return wrapped_of(self).function; }, nullptr},
    {"__wrapped__", [](Interpreter&, Object* self) { return wrapped_of(self).function; }, nullptr},
    {"__isabstractmethod__", is_abstract, nullptr},
    {nullptr, nullptr, nullptr},
};

void destroy_wrapped(Heap&, Object* self) { wrapped_of(self).~WrappedFunctionObject(); }

}  // namespace

const Type ClassMethodObject::kType = {
    .name = "classmethod",
    .basic_size = sizeof(ClassMethodObject),
    .destroy = destroy_wrapped,
    .repr = wrapped_repr,
    .get_attr = wrapped_get_attr,
    .descr_get = class_method_get,
    .construct = construct_wrapped<ClassMethodObject>,
    .init = init_wrapped<ClassMethodObject>,
    .properties = kProperties,
};

const Type StaticMethodObject::kType = {
    .name = "staticmethod",
    .basic_size = sizeof(StaticMethodObject),
    .destroy = destroy_wrapped,
    .repr = wrapped_repr,
    .get_attr = wrapped_get_attr,
    .descr_get = static_method_get,
    .call =
        [](Interpreter& interp, Object* self, const Args& args) {
          const Value function = wrapped_of(self).function;
          return call(interp, function, args);
        },
    .construct = construct_wrapped<StaticMethodObject>,
    .init = init_wrapped<StaticMethodObject>,
    .properties = kProperties,
};

}  // namespace interloom::lang
