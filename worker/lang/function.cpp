#include "worker/lang/function.h"

#include "worker/lang/execution.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

template <class T>
T& self_of(Object* self) {
  return *static_cast<T*>(self);
}

template <class T>
void destroy_cpp(Heap&, Object* self) {
  static_cast<T*>(self)->~T();
}

Value native_repr(Interpreter& interp, Object* self) {
  return str_value(interp.heap(), str_cat("<built-in function ", self_of<NativeFunctionObject>(self).name, ">"));
}

Value type_repr(Interpreter& interp, Object* self) {
  const Type& type = *self_of<TypeObject>(self).described;
  return str_value(interp.heap(),
                   type.module ? str_cat("<class '", type.module, ".", type.name, "'>") : str_cat("<class '", type.name, "'>"));
}

Value type_call(Interpreter& interp, Object* self, const Args& args) {
  const Type& type = *self_of<TypeObject>(self).described;
  if (!type.construct) return interp.raise(ExceptionKind::kTypeError, "cannot create '", type.name, "' instances");
  return type.construct(interp, type, args);
}

Value type_get_attr(Interpreter& interp, Object* self, StrObject* name) {
  const Type& type = *self_of<TypeObject>(self).described;
  if (name->view() == "__name__" || name->view() == "__qualname__") return str_value(interp.heap(), type.name);
  return interp.raise(ExceptionKind::kAttributeError, "type object '", type.name, "' has no attribute '", name->view(), "'");
}

// `type(x)`: the type of a value.
Value construct_type(Interpreter& interp, const Type&, const Args& args) {
  if (args.size() != 1 || args.keyword_count) return interp.raise(ExceptionKind::kTypeError, "type() takes 1 or 3 arguments");
  return interp.type_object(*args[0].type());
}

Value function_repr(Interpreter& interp, Object* self) {
  return str_value(interp.heap(), str_cat("<function ", self_of<FunctionObject>(self).code->code->name, ">"));
}

Value function_call(Interpreter& interp, Object* self, const Args& args) { return call(interp, Value::share(self), args); }

}  // namespace

const Type NativeFunctionObject::kType = {
    .name = "builtin_function_or_method",
    .repr = native_repr,
    .call = [](Interpreter& interp, Object* self,
               const Args& args) { return self_of<NativeFunctionObject>(self).function(interp, args); },
};

const Type NativeClosureObject::kType = {
    .name = "builtin_function_or_method",
    .destroy = destroy_cpp<NativeClosureObject>,
    .owns_external = true,
    .repr =
        [](Interpreter& interp, Object* self) {
          return str_value(interp.heap(), str_cat("<built-in function ", self_of<NativeClosureObject>(self).name, ">"));
        },
    .call = [](Interpreter& interp, Object* self,
               const Args& args) { return self_of<NativeClosureObject>(self).closure(interp, args); },
};

const Type BoundMethodObject::kType = {
    .name = "builtin_function_or_method",
    .destroy = destroy_cpp<BoundMethodObject>,
    .repr =
        [](Interpreter& interp, Object* self) {
          const auto& bound = self_of<BoundMethodObject>(self);
          return str_value(interp.heap(),
                           str_cat("<built-in method ", bound.method->name, " of ", bound.self.type_name(), " object>"));
        },
    .call =
        [](Interpreter& interp, Object* self, const Args& args) {
          const auto& bound = self_of<BoundMethodObject>(self);
          return bound.method->function(interp, bound.self, args);
        },
};

const Type TypeObject::kType = {
    .name = "type",
    .repr = type_repr,
    .get_attr = type_get_attr,
    .call = type_call,
    .construct = construct_type,
};

const Type CellObject::kType = {.name = "cell", .destroy = destroy_cpp<CellObject>};

const Type FunctionObject::kType = {
    .name = "function",
    .destroy = destroy_cpp<FunctionObject>,
    .repr = function_repr,
    .call = function_call,
};

Ref<CellObject> CellScope::cell(Interpreter& interp, std::string_view name) {
  if (CellObject* known = find(name)) return Ref<CellObject>::share(known);
  auto made = interp.heap().make<CellObject>();
  made->name = interp.intern(name);
  cells_.emplace(std::string(name), made);
  return made;
}

CellObject* CellScope::find(std::string_view name) const {
  const auto it = cells_.find(name);
  return it == cells_.end() ? nullptr : it->second.get();
}

}  // namespace interloom::lang
