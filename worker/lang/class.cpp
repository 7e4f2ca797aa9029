// Type objects: what `list`, `int` and user classes are as values.
#include "worker/lang/class.h"

#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

TypeObject& class_of(Object* self) { return *static_cast<TypeObject*>(self); }

Value type_repr(Interpreter& interp, Object* self) {
  const Type& type = *class_of(self).described;
  return str_value(interp.heap(),
                   type.module ? str_cat("<class '", type.module, ".", type.name, "'>") : str_cat("<class '", type.name, "'>"));
}

Value type_call(Interpreter& interp, Object* self, const Args& args) {
  const Type& type = *class_of(self).described;
  if (!type.construct) return interp.raise(ExceptionKind::kTypeError, "cannot create '", type.name, "' instances");
  return type.construct(interp, type, args);
}

Value type_get_attr(Interpreter& interp, Object* self, StrObject* name) {
  const Type& type = *class_of(self).described;
  if (name->view() == "__name__" || name->view() == "__qualname__") return str_value(interp.heap(), type.name);
  return interp.raise(ExceptionKind::kAttributeError, "type object '", type.name, "' has no attribute '", name->view(), "'");
}

// `type(x)`: the type of a value.
Value construct_type(Interpreter& interp, const Type&, const Args& args) {
  if (args.size() != 1 || args.keyword_count) return interp.raise(ExceptionKind::kTypeError, "type() takes 1 or 3 arguments");
  return interp.type_object(*args[0].type());
}

}  // namespace

const Type TypeObject::kType = {
    .name = "type",
    .destroy = [](Heap&, Object* self) { class_of(self).~TypeObject(); },
    .repr = type_repr,
    .get_attr = type_get_attr,
    .call = type_call,
    .construct = construct_type,
};

}  // namespace interloom::lang
