#include "worker/lang/native_help.h"

#include "worker/lang/class.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {

bool take_if(Interpreter& interp, const Type& type) {
  const Value& pending = interp.exception();
  if (interp.stopping() || !pending.is_object() || !is_subtype(pending.object()->type, &type)) return false;
  interp.take_exception();
  return true;
}

Value optional_attr(Interpreter& interp, const Value& object, StrObject* name) { return find_attr(interp, object, name); }

Value optional_attr(Interpreter& interp, const Value& object, std::string_view name) {
  return optional_attr(interp, object, interp.intern(name));
}

bool no_keywords(Interpreter& interp, const char* function, const Args& args) {
  if (args.keyword_count == 0) return true;
  interp.raise(ExceptionKind::kTypeError, function, "() takes no keyword arguments");
  return false;
}

Value iter_itself(Interpreter&, Object* self) { return Value::share(self); }

}  // namespace interloom::lang
