// isinstance, issubclass, and which exceptions an except clause takes.
#include "worker/lang/class.h"
#include "worker/lang/class_build.h"
#include "worker/lang/class_slots.h"
#include "worker/lang/class_table.h"
#include "worker/lang/containers.h"
#include "worker/lang/exception.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/union_type.h"

namespace interloom::lang {
namespace {

int failed(Interpreter& interp, std::string_view text) {
  interp.raise(ExceptionKind::kTypeError, text);
  return -1;
}

// Some object that has __bases__, a tuple, is a class for those who ask. Undefined: it is none.
Value bases_of(Interpreter& interp, const Value& cls) {
  Value bases = find_attr(interp, cls, dunder_name(interp, Dunder::kBases));
  return bases.is_error() || bases.is<TupleObject>() ? bases : Value();
}

int abstract_subclass(Interpreter& interp, const Value& derived, const Value& cls) {
  if (!interp.check_native_stack() || !interp.charge_steps(1)) return -1;
  if (derived.same(cls)) return 1;
  const Value bases = bases_of(interp, derived);
  if (bases.is_error()) return -1;
  if (bases.is_undefined()) return 0;
  for (const Value& base : bases.as<TupleObject>()->span()) {
    const int yes = abstract_subclass(interp, Value(base), cls);
    if (yes != 0) return yes;
  }
  return 0;
}

constexpr std::string_view kInstanceText = "isinstance() arg 2 must be a type, a tuple of types, or a union";
constexpr std::string_view kSubclassText = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

// The hook of the class's class, when it is not type's own. Undefined: there is none.
Value call_hook(Interpreter& interp, const Value& cls, Dunder dunder, const Value& arg) {
  if (cls.exact<TypeObject>()) return Value();
  return call_dunder(interp, cls, dunder, Args(std::span(&arg, 1)));
}

int hook_answer(Interpreter& interp, const Value& answer) { return answer.is_error() ? -1 : truth(interp, answer); }

// Any of several, in tuples or unions.
template <class Check>
int any_of(Interpreter& interp, TupleObject& classes, Check check) {
  if (!interp.check_native_stack()) return -1;
  for (uint64_t i = 0; i < classes.size; ++i) {
    const int yes = check(classes.items()[i]);
    if (yes != 0) return yes;
    if (!interp.charge_steps(1)) return -1;
  }
  return 0;
}

}  // namespace

int plain_instance_check(Interpreter& interp, const Value& value, TypeObject& cls) {
  if (is_instance_class(class_of(interp, value), *cls.described)) return 1;
  if (!value.is_object() || !value.object()->type->user_class) return 0;
  // An instance may claim another class than it is of.
  const Value claimed = find_attr(interp, value, dunder_name(interp, Dunder::kClass));
  if (claimed.is_error()) return -1;
  const auto* other = claimed.as<TypeObject>();
  return other && is_instance_class(*other, *cls.described);
}

int plain_subclass_check(Interpreter& interp, const Value& derived, const Value& cls) {
  const auto *a = derived.as<TypeObject>(), *b = cls.as<TypeObject>();
  if (a && b) return is_instance_class(*a, *b->described);
  const Value bases = a ? Value::object(a->bases) : bases_of(interp, derived);
  if (bases.is_error()) return -1;
  if (bases.is_undefined()) return failed(interp, "issubclass() arg 1 must be a class");
  if (!b) {
    const Value others = bases_of(interp, cls);
    if (others.is_error()) return -1;
    if (others.is_undefined()) return failed(interp, kSubclassText);
  }
  return abstract_subclass(interp, derived, cls);
}

int instance_check(Interpreter& interp, const Value& value, const Value& classes) {
  const auto again = [&](const Value& each) { return instance_check(interp, value, each); };
  if (auto* cls = classes.exact<TypeObject>()) return plain_instance_check(interp, value, *cls);
  if (auto* several = classes.as<TupleObject>()) return any_of(interp, *several, again);
  if (auto* joined = classes.as<UnionObject>()) return any_of(interp, *joined->args, again);
  if (classes.is_object() && value.is_object() && classes.is<TypeObject>() &&
      value.object()->type == classes.as<TypeObject>()->described) {
    return 1;
  }
  const Value answer = call_hook(interp, classes, Dunder::kInstancecheck, value);
  if (!answer.is_undefined()) return hook_answer(interp, answer);
  const Value bases = bases_of(interp, classes);
  if (bases.is_error()) return -1;
  if (bases.is_undefined()) return failed(interp, kInstanceText);
  const Value cls = find_attr(interp, value, dunder_name(interp, Dunder::kClass));
  return cls.is_error() ? -1 : cls.is_undefined() ? 0 : abstract_subclass(interp, cls, classes);
}

int subclass_check(Interpreter& interp, const Value& cls, const Value& classes) {
  const auto again = [&](const Value& each) { return subclass_check(interp, cls, each); };
  if (classes.exact<TypeObject>()) return plain_subclass_check(interp, cls, classes);
  if (auto* several = classes.as<TupleObject>()) return any_of(interp, *several, again);
  if (auto* joined = classes.as<UnionObject>()) return any_of(interp, *joined->args, again);
  const Value answer = call_hook(interp, classes, Dunder::kSubclasscheck, cls);
  return answer.is_undefined() ? plain_subclass_check(interp, cls, classes) : hook_answer(interp, answer);
}

int exception_match(Interpreter& interp, const Value& exception, const Value& classes) {
  const Type& root = exception_type(ExceptionKind::kBaseException);
  const auto match_one = [&](const Value& cls) {
    const auto* type = cls.as<TypeObject>();
    if (!type || !is_subtype(type->described, &root)) {
      return failed(interp, "catching classes that do not inherit from BaseException is not allowed");
    }
    return is_subtype(exception.type(), type->described) ? 1 : 0;
  };
  auto* several = classes.as<TupleObject>();
  if (!several) return match_one(classes);
  // All of them are checked before any is compared.
  int found = 0;
  for (uint64_t i = 0; i < several->size; ++i) {
    const int yes = match_one(several->items()[i]);
    if (yes < 0 || !interp.charge_steps(1)) return -1;
    found |= yes;
  }
  return found;
}

}  // namespace interloom::lang
