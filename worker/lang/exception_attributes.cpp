// Attributes that every exception has: arguments, cause and context, notes, the traceback.
#include "worker/lang/class.h"
#include "worker/lang/exception_types.h"
#include "worker/lang/execution.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"
#include "worker/lang/traceback_object.h"

namespace interloom::lang {
namespace {

ExceptionObject& exception_of(Object* self) { return *static_cast<ExceptionObject*>(self); }

bool refuse(Interpreter& interp, std::string_view text) {
  interp.raise(ExceptionKind::kTypeError, text);
  return false;
}

bool set_args(Interpreter& interp, Object* self, const Value& value) {
  if (value.is_undefined()) return refuse(interp, "args may not be deleted");
  auto items = make_list(interp.heap());
  if (!extend_list(interp, *items, value)) return false;
  exception_of(self).args = make_tuple(interp.heap(), items->span());
  return true;
}

// None, or an exception. False: raised.
bool linked_exception(Interpreter& interp, const Value& value, const char* name, const char* what, Value* out) {
  if (value.is_undefined()) return refuse(interp, str_cat(name, " may not be deleted"));
  if (!value.is_none() && !as_exception(value))
    return refuse(interp, str_cat("exception ", what, " must be None or derive from BaseException"));
  *out = value.is_none() ? Value() : value;
  return true;
}

bool set_cause(Interpreter& interp, Object* self, const Value& value) {
  if (!linked_exception(interp, value, "__cause__", "cause", &exception_of(self).cause)) return false;
  exception_of(self).suppress_context = true;
  return true;
}

bool set_context(Interpreter& interp, Object* self, const Value& value) {
  return linked_exception(interp, value, "__context__", "context", &exception_of(self).context);
}

bool set_suppress(Interpreter& interp, Object* self, const Value& value) {
  if (value.is_undefined()) return refuse(interp, "can't delete numeric/char attribute");
  if (!value.is_bool()) return refuse(interp, "attribute value type must be bool");
  exception_of(self).suppress_context = value.as_bool();
  return true;
}

Value or_none(const Value& value) { return value.is_undefined() ? Value::none() : value; }

Value get_notes(Interpreter& interp, Object* self) {
  const Value& notes = exception_of(self).notes;
  if (!notes.is_undefined()) return notes;
  return interp.raise(ExceptionKind::kAttributeError, "'", self->type->name, "' object has no attribute '__notes__'");
}

bool set_notes(Interpreter& interp, Object* self, const Value& value) {
  if (value.is_undefined() && exception_of(self).notes.is_undefined()) return !get_notes(interp, self).is_error();
  exception_of(self).notes = value;
  return true;
}

Value add_note(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "BaseException.add_note", args, 1, 1)) return Value::error();
  if (!args[0].is<StrObject>())
    return interp.raise(ExceptionKind::kTypeError, "note must be a str, not '", args[0].type_name(), "'");
  Value& notes = exception_of(self.object()).notes;
  if (notes.is_undefined()) notes = Value::object(make_list(interp.heap()));
  auto* list = notes.as<ListObject>();
  if (!list) return interp.raise(ExceptionKind::kTypeError, "Cannot add note: __notes__ is not a list");
  list->append(args[0]);
  return Value::none();
}

Value with_traceback(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "BaseException.with_traceback", args, 1, 1)) return Value::error();
  return set_traceback(interp, exception_of(self.object()), args[0]) ? self : Value::error();
}

}  // namespace

const Property kExceptionProperties[] = {
    {"__cause__", [](Interpreter&, Object* self) { return or_none(exception_of(self).cause); }, set_cause},
    {"__context__", [](Interpreter&, Object* self) { return or_none(exception_of(self).context); }, set_context},
    {"__dict__", [](Interpreter& interp, Object* self) { return Value::share(attribute_dict(interp, Value::share(self), true)); },
     nullptr},
    {"__notes__", get_notes, set_notes},
    {"__suppress_context__", [](Interpreter&, Object* self) { return Value::boolean(exception_of(self).suppress_context); },
     set_suppress},
    {"__traceback__", [](Interpreter& interp, Object* self) { return traceback_of(interp, exception_of(self)); },
     [](Interpreter& interp, Object* self, const Value& value) { return set_traceback(interp, exception_of(self), value); }},
    {"args", [](Interpreter&, Object* self) { return Value::object(exception_of(self).args); }, set_args},
    {nullptr, nullptr, nullptr},
};

const Method kExceptionMethods[] = {
    {"add_note", add_note},
    {"with_traceback", with_traceback},
    {nullptr, nullptr},
};

}  // namespace interloom::lang
