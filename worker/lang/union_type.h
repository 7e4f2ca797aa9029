// int | None.
#pragma once

#include "worker/lang/containers.h"
#include "worker/lang/value.h"

namespace interloom::lang {

struct UnionObject : Object {
  explicit UnionObject(Ref<TupleObject> a) : args(std::move(a)) {}
  Ref<TupleObject> args;  // at least two, all different, no unions
  static const Type kType;
};
// NotImplemented when one side cannot be in a union.
Value make_union(Interpreter& interp, const Value& left, const Value& right);

struct GenericAliasObject : Object {
  GenericAliasObject(Value o, Ref<TupleObject> a) : origin(std::move(o)), args(std::move(a)) {}
  Value origin;
  Ref<TupleObject> args;
  Ref<TupleObject> parameters;  // null until asked for
  static const Type kType;
};
// A type argument as reprs show it: "int", "list[str]", "None".
bool append_type_text(Interpreter& interp, const Value& value, std::string* out);

// isinstance and issubclass without hooks of metaclasses: 1, 0, -1 raised.
int plain_instance_check(Interpreter& interp, const Value& value, TypeObject& cls);
int plain_subclass_check(Interpreter& interp, const Value& derived, const Value& cls);

}  // namespace interloom::lang
