// Builtin functions about objects: attributes, classes, identity.
#include <string>

#include "worker/lang/builtins.h"
#include "worker/lang/class.h"
#include "worker/lang/native_help.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

// Null: TypeError raised.
StrObject* attribute_name(Interpreter& interp, const Value& name) {
  if (auto* str = name.as<StrObject>()) return str;
  interp.raise(ExceptionKind::kTypeError, "attribute name must be string, not '", name.type_name(), "'");
  return nullptr;
}

Value getattr_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "getattr", args, 2, 3)) return Value::error();
  StrObject* name = attribute_name(interp, args[1]);
  if (!name) return Value::error();
  if (args.size() == 2) return get_attr(interp, args[0], name);
  Value out = optional_attr(interp, args[0], name);
  return out.is_undefined() ? args[2] : out;
}

Value hasattr_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "hasattr", args, 2, 2)) return Value::error();
  StrObject* name = attribute_name(interp, args[1]);
  if (!name) return Value::error();
  const Value out = optional_attr(interp, args[0], name);
  return out.is_error() ? out : Value::boolean(!out.is_undefined());
}

Value setattr_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "setattr", args, 3, 3)) return Value::error();
  StrObject* name = attribute_name(interp, args[1]);
  return name && set_attr(interp, args[0], name, args[2]) ? Value::none() : Value::error();
}

Value delattr_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "delattr", args, 2, 2)) return Value::error();
  StrObject* name = attribute_name(interp, args[1]);
  return name && set_attr(interp, args[0], name, Value()) ? Value::none() : Value::error();
}

Value isinstance(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "isinstance", args, 2, 2)) return Value::error();
  const int yes = instance_check(interp, args[0], args[1]);
  return yes < 0 ? Value::error() : Value::boolean(yes);
}

Value issubclass(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "issubclass", args, 2, 2)) return Value::error();
  const int yes = subclass_check(interp, args[0], args[1]);
  return yes < 0 ? Value::error() : Value::boolean(yes);
}

Value callable(Interpreter& interp, const Args& args) {
  return check_positional(interp, "callable", args, 1, 1) ? Value::boolean(is_callable(args[0])) : Value::error();
}

Value hash(Interpreter& interp, const Args& args) {
  int64_t out;
  if (!check_positional(interp, "hash", args, 1, 1) || !hash_of(interp, args[0], &out)) return Value::error();
  return Value::integer(out);
}

Value id(Interpreter& interp, const Args& args) {
  return check_positional(interp, "id", args, 1, 1) ? Value::integer(object_id(interp, args[0])) : Value::error();
}

constexpr BuiltinFunction kFunctions[] = {
    {"callable", callable},
    {"delattr", delattr_builtin},
    {"getattr", getattr_builtin},
    {"hasattr", hasattr_builtin},
    {"hash", hash},
    {"id", id},
    {"isinstance", isinstance},
    {"issubclass", issubclass},
    {"setattr", setattr_builtin},
};

}  // namespace

bool is_callable(const Value& value) { return value.is<FunctionObject>() || (value.is_object() && value.object()->type->call); }

std::span<const BuiltinFunction> object_builtins() { return kFunctions; }

}  // namespace interloom::lang
