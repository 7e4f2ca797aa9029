#include "worker/lang/function.h"

#include <functional>
#include <string>

#include "worker/lang/class.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
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

Value no_text(Interpreter&, Object*) { return Value::none(); }
Value builtins_text(Interpreter& interp, Object*) { return Value::share(interp.intern("builtins")); }

template <class T>
Value own_name(Interpreter& interp, Object* self) {
  return Value::share(interp.intern(self_of<T>(self).name));
}
template <class T>
const Property kNativeProperties[] = {
    {"__name__", own_name<T>, nullptr},      {"__qualname__", own_name<T>, nullptr},
    {"__module__", builtins_text, nullptr},  {"__doc__", no_text, nullptr},
    {"__self__", no_text, nullptr},          {nullptr, nullptr, nullptr},
};

BoundMethodObject& bound_of(Object* self) { return self_of<BoundMethodObject>(self); }

const Property kBoundProperties[] = {
    {"__name__", [](Interpreter& interp, Object* self) { return Value::share(interp.intern(bound_of(self).method->name)); },
     nullptr},
    {"__qualname__",
     [](Interpreter& interp, Object* self) {
       const auto* cls = bound_of(self).self.as<TypeObject>();
       const std::string_view owner = cls ? std::string_view(cls->described->name) : bound_of(self).self.type_name();
       return str_value(interp.heap(), str_cat(owner, ".", bound_of(self).method->name));
     },
     nullptr},
    {"__self__", [](Interpreter&, Object* self) { return bound_of(self).self; }, nullptr},
    {"__module__", no_text, nullptr},
    {"__doc__", no_text, nullptr},
    {nullptr, nullptr, nullptr},
};

Value compare_bound(Interpreter&, CompareOp op, const Value& left, const Value& right) {
  auto *a = left.exact<BoundMethodObject>(), *b = right.exact<BoundMethodObject>();
  if (!a || !b || (op != CompareOp::kEq && op != CompareOp::kNe)) return Value::not_implemented();
  const bool equal = a->method == b->method && a->self.same(b->self);
  return Value::boolean(equal == (op == CompareOp::kEq));
}

bool hash_bound(Interpreter& interp, Object* self, int64_t* out) {
  const BoundMethodObject& bound = bound_of(self);
  *out = interp.identity_hash(bound.self.is_object() ? bound.self.object() : nullptr) ^
         static_cast<int64_t>(std::hash<std::string_view>()(bound.method->name));
  if (*out == -1) *out = -2;
  return true;
}

}  // namespace

const Type NativeFunctionObject::kType = {
    .name = "builtin_function_or_method",
    .repr = native_repr,
    .call = [](Interpreter& interp, Object* self,
               const Args& args) { return self_of<NativeFunctionObject>(self).function(interp, args); },
    .properties = kNativeProperties<NativeFunctionObject>,
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
    .properties = kNativeProperties<NativeClosureObject>,
};

const Type BoundMethodObject::kType = {
    .name = "builtin_function_or_method",
    .destroy = destroy_cpp<BoundMethodObject>,
    .repr =
        [](Interpreter& interp, Object* self) {
          const auto& bound = self_of<BoundMethodObject>(self);
          return str_value(interp.heap(),
                           str_cat("<built-in method ", bound.method->name, " of ", bound.self.type_name(), " object at ",
                                   id_text(interp, bound.self), ">"));
        },
    .hash = hash_bound,
    .compare = compare_bound,
    .call =
        [](Interpreter& interp, Object* self, const Args& args) {
          const auto& bound = self_of<BoundMethodObject>(self);
          return bound.method->function(interp, bound.self, args);
        },
    .properties = kBoundProperties,
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
