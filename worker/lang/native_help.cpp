#include "worker/lang/native_help.h"

#include "worker/lang/class.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"
#include "worker/lang/user_descriptors.h"

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

bool no_keywords_unless(Interpreter& interp, const Type& type, const Type& exact, const char* other, const Args& args) {
  if (args.keyword_count == 0) return true;
  if (type.user_class) {
    const Value* found = lookup_in_class(interp, *type.user_class, interp.intern(other));
    if (found && (found->is<FunctionObject>() || found->is<StaticMethodObject>())) return true;
  }
  return no_keywords(interp, exact.name, args);
}

Ref<TupleObject> reused_tuple(Interpreter& interp, Ref<TupleObject>* last, uint64_t size) {
  if (!*last || (*last)->refcount != 1) *last = make_tuple(interp.heap(), size);
  return *last;
}

Value iter_itself(Interpreter&, Object* self) { return Value::share(self); }

}  // namespace interloom::lang
