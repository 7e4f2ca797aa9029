// Attributes of built-in types on demand.
#include "worker/lang/native_attributes.h"

#include <algorithm>

#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

// Built-in types that are subscripted with types: list[int].
constexpr std::string_view kGeneric[] = {"list",  "dict",        "tuple",       "set",       "frozenset", "type",
                                         "deque", "defaultdict", "OrderedDict", "enumerate", "partial",   "generator"};

bool is_generic(const Type& type) {
  return std::find(std::begin(kGeneric), std::end(kGeneric), std::string_view(type.name)) != std::end(kGeneric);
}

Value generic_subscript(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "__class_getitem__", args, 1, 1)) return Value::error();
  return make_generic_alias(interp, self, args[0]);
}
constexpr Method kClassGetitem = {"__class_getitem__", generic_subscript, MethodKind::kClass};

Value make_method(Interpreter& interp, const Type& type, const Method& method) {
  Heap& heap = interp.heap();
  switch (method.kind) {
    case MethodKind::kClass:
      return Value::object(heap.make<ClassMethodDescriptorObject>(&method, &type));
    case MethodKind::kStatic:
      return Value::object(heap.make<BoundMethodObject>(&method, Value()));
    case MethodKind::kGetter: {
      auto getter = heap.make<GetSetObject>(method.name, &type);
      getter->method = &method;
      return Value::object(std::move(getter));
    }
    case MethodKind::kInstance:
      break;
  }
  return Value::object(heap.make<MethodDescriptorObject>(&method, &type));
}

const Method* own_methods(const Type& type) {
  if (&type == &kObjectType) return kObjectMethods;
  return type.base && type.methods == type.base->methods ? nullptr : type.methods;
}
const Property* own_properties(const Type& type) {
  return type.base && type.properties == type.base->properties ? nullptr : type.properties;
}

bool has_new(const Type& type) { return type.construct && !(type.base && type.base->construct == type.construct); }

}  // namespace

Value make_native_attribute(Interpreter& interp, TypeObject& cls, std::string_view name) {
  const Type& type = *cls.described;
  for (const Property* p = own_properties(type); p && p->name; ++p) {
    if (name != p->name) continue;
    auto made = interp.heap().make<GetSetObject>(p->name, &type);
    made->property = p;
    return Value::object(std::move(made));
  }
  for (const Method* m = own_methods(type); m && m->name; ++m) {
    if (name == m->name) return make_method(interp, type, *m);
  }
  if (!name.starts_with("__")) return Value();
  if (&type == &kObjectType || &type == &TypeObject::kType) {
    if (Value special = make_class_attribute(interp, type, name); !special.is_undefined()) return special;
  }
  if (name == "__new__" && has_new(type)) return Value::object(interp.heap().make<NewFunctionObject>(&type));
  if (name == "__doc__") return Value::none();
  if (name == "__class_getitem__" && is_generic(type)) return make_method(interp, type, kClassGetitem);
  const Type& table = slot_table(type);
  if (name == "__hash__" && !table.hash && (table.unhashable || table.compare)) return Value::none();
  const SlotWrapper* wrapper = find_slot_wrapper(type, name);
  return wrapper ? Value::object(interp.heap().make<SlotWrapperObject>(wrapper, &type)) : Value();
}

void for_each_native_name(Interpreter&, TypeObject& cls, const std::function<void(std::string_view)>& visit) {
  const Type& type = *cls.described;
  if (has_new(type) || &type == &kObjectType) visit("__new__");
  for_each_slot_wrapper(type, visit);
  for (const Method* m = own_methods(type); m && m->name; ++m) visit(m->name);
  for (const Property* p = own_properties(type); p && p->name; ++p) visit(p->name);
  if (is_generic(type)) visit("__class_getitem__");
  for_each_class_attribute(type, visit);
  visit("__doc__");
}

}  // namespace interloom::lang
