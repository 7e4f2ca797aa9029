// BaseExceptionGroup and ExceptionGroup.
#include "worker/lang/class.h"
#include "worker/lang/exception_types.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

const Type& base_group() { return exception_type(ExceptionKind::kBaseExceptionGroup); }
const Type& plain_group() { return exception_type(ExceptionKind::kExceptionGroup); }
bool is_plain(const Value& exception) { return is_instance(exception, &exception_type(ExceptionKind::kException)); }

constexpr uint32_t kExceptions = 0;  // the field with the tuple

ExceptionObject& exception_of(const Value& value) { return *static_cast<ExceptionObject*>(value.object()); }

// The members as a tuple. Null: raised.
Ref<TupleObject> members(Interpreter& interp, const Value& given) {
  Ref<TupleObject> out;
  if (auto* list = given.as<ListObject>()) {
    out = make_tuple(interp.heap(), list->span());
  } else if (auto* tuple = given.as<TupleObject>()) {
    out = make_tuple(interp.heap(), tuple->span());
  } else {
    interp.raise(ExceptionKind::kTypeError, "second argument (exceptions) must be a sequence");
    return out;
  }
  if (out->size == 0) {
    interp.raise(ExceptionKind::kValueError, "second argument (exceptions) must be a non-empty sequence");
    return {};
  }
  for (uint64_t i = 0; i < out->size; ++i) {
    if (as_exception(out->items()[i])) continue;
    interp.raise(ExceptionKind::kValueError, "Item ", i, " of second argument (exceptions) is not an exception");
    return {};
  }
  return out;
}

// The type of a group of these: an ExceptionGroup when all are Exceptions. Null: raised.
const Type* group_type(Interpreter& interp, const Type& type, TupleObject& exceptions) {
  bool plain = true;
  for (const Value& e : exceptions.span()) plain = plain && is_plain(e);
  if (&type == &base_group()) return plain ? &plain_group() : &type;
  if (plain || !is_subtype(&type, &exception_type(ExceptionKind::kException))) return &type;
  if (&type == &plain_group()) {
    interp.raise(ExceptionKind::kTypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
  } else {
    interp.raise(ExceptionKind::kTypeError, "Cannot nest BaseExceptions in '", type.name, "'");
  }
  return nullptr;
}

Value message_of_group(Interpreter&, Object* self) {
  TupleObject& args = *static_cast<ExceptionObject*>(self)->args;
  return args.size ? args.items()[0] : Value::none();
}

Value exceptions_of_group(Interpreter&, Object* self) {
  TupleObject* tuple = group_exceptions(Value::share(self));
  return tuple ? Value::share(tuple) : Value::none();
}

// What split and subgroup ask of an exception: 1, 0, -1 raised.
int matches(Interpreter& interp, const Value& exception, const Value& condition) {
  if (auto* type = condition.as<TypeObject>()) return is_instance(exception, type->described);
  if (auto* types = condition.as<TupleObject>()) {
    for (const Value& each : types->span()) {
      if (is_instance(exception, each.as<TypeObject>()->described)) return 1;
    }
    return 0;
  }
  const Value out = call(interp, condition, Args(std::span(&exception, 1)));
  return out.is_error() ? -1 : truth(interp, out);
}

bool valid_condition(Interpreter& interp, const Value& condition) {
  auto is_exception_class = [](const Value& v) {
    auto* type = v.as<TypeObject>();
    return type && is_subtype(type->described, &exception_type(ExceptionKind::kBaseException));
  };
  bool valid = is_exception_class(condition);
  if (auto* types = condition.as<TupleObject>()) {
    valid = true;
    for (const Value& each : types->span()) valid = valid && is_exception_class(each);
  } else if (!valid && !condition.is<TypeObject>()) {
    valid = condition.is_object() && (condition.object()->type->call || condition.is<FunctionObject>());
  }
  if (!valid) interp.raise(ExceptionKind::kTypeError, "expected a function, exception type or tuple of exception types");
  return valid;
}

// A group like the given one with other members: its derive() decides the class. Undefined for no members.
Value subset(Interpreter& interp, const Value& group, Ref<ListObject> exceptions) {
  if (exceptions->size == 0) return Value();
  const Value derive = get_attr(interp, group, "derive");
  if (derive.is_error()) return derive;
  const Value list = Value::object(std::move(exceptions));
  Value made = call(interp, derive, Args(std::span(&list, 1)));
  if (made.is_error()) return made;
  if (!is_instance(made, &base_group()))
    return interp.raise(ExceptionKind::kTypeError, "derive must return an instance of BaseExceptionGroup");
  ExceptionObject &to = exception_of(made), &from = exception_of(group);
  to.cause = from.cause;
  to.context = from.context;
  to.suppress_context = from.suppress_context;
  if (auto* notes = from.notes.as<ListObject>()) to.notes = Value::object(make_list(interp.heap(), notes->span()));
  const Value trace = get_attr(interp, group, "__traceback__");
  return !trace.is_error() && set_attr(interp, made, interp.intern("__traceback__"), trace) ? made : Value::error();
}

bool split_group(Interpreter& interp, const Value& exception, const Value& condition, Value* selected, Value* rest) {
  if (!interp.check_native_stack() || !interp.charge_steps(4)) return false;
  const int whole = matches(interp, exception, condition);
  if (whole < 0) return false;
  TupleObject* parts = group_exceptions(exception);
  if (whole || !parts) {
    *(whole ? selected : rest) = exception;
    return true;
  }
  const Ref<TupleObject> keep = Ref<TupleObject>::share(parts);
  auto yes = make_list(interp.heap()), no = make_list(interp.heap());
  for (const Value& part : keep->span()) {
    Value in, out;
    if (!split_group(interp, part, condition, &in, &out)) return false;
    if (!in.is_undefined()) yes->append(std::move(in));
    if (!out.is_undefined()) no->append(std::move(out));
  }
  *selected = subset(interp, exception, std::move(yes));
  if (selected->is_error()) return false;
  *rest = subset(interp, exception, std::move(no));
  return !rest->is_error();
}

Value or_none(Value value) { return value.is_undefined() ? Value::none() : value; }

Value split(Interpreter& interp, const Value& self, const Args& args) {
  Value selected, rest;
  if (args.size() != 1 || args.keyword_count)
    return interp.raise(ExceptionKind::kTypeError, "split expected 1 argument, got ", args.size());
  if (!split_exception(interp, self, args[0], &selected, &rest)) return Value::error();
  auto pair = make_tuple(interp.heap(), 2);
  pair->items()[0] = or_none(std::move(selected));
  pair->items()[1] = or_none(std::move(rest));
  return Value::object(std::move(pair));
}

Value subgroup(Interpreter& interp, const Value& self, const Args& args) {
  Value selected, rest;
  if (args.size() != 1 || args.keyword_count)
    return interp.raise(ExceptionKind::kTypeError, "subgroup expected 1 argument, got ", args.size());
  return split_exception(interp, self, args[0], &selected, &rest) ? or_none(std::move(selected)) : Value::error();
}

Value derive(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "derive", args, 1, 1)) return Value::error();
  const Value arguments[] = {message_of_group(interp, self.object()), args[0]};
  return make_group(interp, base_group(), Args(std::span<const Value>(arguments)));
}

}  // namespace

TupleObject* group_exceptions(const Value& exception) {
  if (!is_instance(exception, &base_group())) return nullptr;
  const auto& fields = exception_of(exception).fields;
  return fields ? fields->items()[kExceptions].as<TupleObject>() : nullptr;
}

Value group_str(Interpreter& interp, Object* self) {
  std::string out;
  if (!str_text(interp, message_of_group(interp, self), &out)) return Value::error();
  TupleObject* tuple = group_exceptions(Value::share(self));
  const uint64_t n = tuple ? tuple->size : 0;
  return str_value(interp.heap(), str_cat(out, " (", n, " sub-exception", n == 1 ? "" : "s", ")"));
}

Value make_group(Interpreter& interp, const Type& type, const Args& args) {
  if (args.keyword_count && !type.user_class)
    return interp.raise(ExceptionKind::kTypeError, type.name, "() takes no keyword arguments");
  if (args.size() != 2) {
    return interp.raise(ExceptionKind::kTypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (", args.size(),
                        " given)");
  }
  if (!args[0].is<StrObject>()) {
    return interp.raise(ExceptionKind::kTypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not ",
                        args[0].is_none() ? "None" : args[0].type_name());
  }
  Ref<TupleObject> exceptions = members(interp, args[1]);
  const Type* made_type = exceptions ? group_type(interp, type, *exceptions) : nullptr;
  if (!made_type) return Value::error();
  Value made = make_exception(interp.heap(), *made_type, make_tuple(interp.heap(), args.positional()));
  set_exception_field(interp, exception_of(made), kExceptions, Value::object(std::move(exceptions)));
  return made;
}

bool split_exception(Interpreter& interp, const Value& exception, const Value& condition, Value* selected, Value* rest) {
  return valid_condition(interp, condition) && split_group(interp, exception, condition, selected, rest);
}

const Property kGroupProperties[] = {
    {"exceptions", exceptions_of_group, nullptr}, {"message", message_of_group, nullptr}, {nullptr, nullptr, nullptr}};
const Method kGroupMethods[] = {{"derive", derive}, {"split", split}, {"subgroup", subgroup}, {nullptr, nullptr}};

}  // namespace interloom::lang
