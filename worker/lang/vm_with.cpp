// The with statement: CPython's protocol, and managers that take the block.
#include "worker/lang/block.h"
#include "worker/lang/class.h"
#include "worker/lang/protocol.h"
#include "worker/lang/traceback_object.h"
#include "worker/lang/vm_ops.h"

namespace interloom::lang::vm {
namespace {

// Found on the class and bound; undefined: none.
Value special_method(Interpreter& interp, const Value& object, std::string_view name) {
  TypeObject& cls = class_of(interp, object);
  const Value* found = lookup_in_class(interp, cls, interp.intern(name));
  if (!found) return Value::undefined();
  if (found->exact<FunctionObject>()) return Value::object(interp.heap().make<MethodObject>(*found, object));
  const Type* type = found->is_object() ? found->object()->type : nullptr;
  if (!type || !type->descr_get) return *found;
  const Value kept = *found;
  return type->descr_get(interp, kept.object(), object, Value::share(&cls));
}

bool no_manager(Interpreter& interp, const Value& object, const char* more) {
  interp.raise(ExceptionKind::kTypeError, "'", object.type_name(), "' object does not support the context manager protocol", more);
  return false;
}

}  // namespace

// Leaves the frame where the statement goes on: in the body, or behind it.
bool setup_with(Interpreter& interp, Frame& frame, const Code::WithBlock& block) {
  const Value manager = frame.sp[-1];
  const Type* type = manager.is_object() ? manager.object()->type : nullptr;
  if (type && type->take_block) {
    Ref<BlockObject> taken = take_block(interp, frame, block);
    if (!taken) return false;
    switch (type->take_block(interp, manager.object(), Value::object(std::move(taken)))) {
      case Type::Take::kTaken:
        (--frame.sp)->~Value();
        frame.ip = frame.function->code->instructions + block.after;
        return true;
      case Type::Take::kFailed:
        return false;
      case Type::Take::kInline:
        break;
    }
  }
  const Value enter = special_method(interp, manager, "__enter__");
  if (enter.is_error()) return false;
  if (enter.is_undefined()) return no_manager(interp, manager, "");
  Value exit = special_method(interp, manager, "__exit__");
  if (exit.is_error()) return false;
  if (exit.is_undefined()) return no_manager(interp, manager, " (missed __exit__ method)");
  Value entered = call(interp, enter, Args());
  if (entered.is_error()) return false;
  frame.sp[-1] = std::move(exit);
  new (frame.sp++) Value(std::move(entered));
  return true;
}

Value exit_with_error(Interpreter& interp, const Value& exit, const Value& exception) {
  const Value args[] = {Value::share(&class_of(interp, exception)), exception, traceback_of(interp, *as_exception(exception))};
  return call(interp, exit, Args(args));
}

}  // namespace interloom::lang::vm
