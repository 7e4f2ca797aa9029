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
