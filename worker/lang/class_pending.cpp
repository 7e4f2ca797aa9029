// Stand-ins for class.h until the object model has them.
#include <string>

#include "worker/lang/class.h"
#include "worker/lang/format.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {

Value call_special(Interpreter& interp, const Value& object, std::string_view name, std::span<const Value> args) {
  for (const Type* type = object.type(); type; type = type->base) {
    for (const Method* m = type->methods; m && m->name; ++m) {
      if (name == m->name) return m->function(interp, object, Args(args));
    }
  }
  return Value::undefined();
}

int64_t object_id(Interpreter& interp, const Value& value) {
  int64_t hash = 0;
  hash_of(interp, value, &hash);
  return hash;
}

Value ascii_of(Interpreter& interp, const Value& value) { return repr(interp, value); }

int subclass_check(Interpreter& interp, const Value& cls, const Value& classes) {
  if (auto* tuple = classes.as<TupleObject>()) {
    for (const Value& each : tuple->span()) {
      const int found = subclass_check(interp, cls, each);
      if (found) return found;
    }
    return 0;
  }
  auto *type = classes.as<TypeObject>(), *described = cls.as<TypeObject>();
  if (!type || !described) {
    interp.raise(ExceptionKind::kTypeError, "issubclass() arg 2 must be a class, a tuple of classes, or a union");
    return -1;
  }
  return is_subtype(described->described, type->described);
}

int instance_check(Interpreter& interp, const Value& value, const Value& classes) {
  return subclass_check(interp, interp.type_object(*value.type()), classes);
}

}  // namespace interloom::lang
