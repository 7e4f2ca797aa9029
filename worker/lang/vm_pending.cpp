// Stand-ins for class.h and protocol.h until the object model and the text types have them.
#include "worker/lang/class.h"
#include "worker/lang/class_shortcut.h"
#include "worker/lang/intern_table.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {

TypeObject& class_of(Interpreter& interp, const Value& value) { return *interp.type_object(*value.type()).as<TypeObject>(); }
const Value* lookup_in_class(Interpreter&, TypeObject&, StrObject*) { return nullptr; }
bool load_method(Interpreter& interp, const Value& object, StrObject* name, Value* callable, Value* self) {
  *callable = get_attr(interp, object, name);
  *self = Value();
  return !callable->is_error();
}
int exception_match(Interpreter& interp, const Value& exception, const Value& classes) {
  return instance_check(interp, exception, classes);
}
Value build_class(Interpreter& interp, const Args&) { return interp.raise(ExceptionKind::kSystemError, "no classes yet"); }
Value format(Interpreter& interp, const Value& value, const Value&) { return to_str(interp, value); }
Value ascii(Interpreter& interp, const Value& value) { return repr(interp, value); }
bool makes_plain_instances(Interpreter&, TypeObject&) { return false; }
Value make_plain_instance(Interpreter&, TypeObject&) { return Value::error(); }

}  // namespace interloom::lang
