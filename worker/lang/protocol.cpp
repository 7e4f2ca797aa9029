// Items, attributes, iteration, text and calls. The operators are in operators.cpp.
#include "worker/lang/protocol.h"

#include <string>

#include "worker/lang/class.h"
#include "worker/lang/exception_types.h"
#include "worker/lang/execution.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/str.h"

namespace interloom::lang {
namespace {

// The type that has slots, null for small values.
const Type* slots(const Value& value) { return value.is_object() ? value.object()->type : nullptr; }

}  // namespace

int64_t length_of(Interpreter& interp, const Value& value) {
  if (const Type* type = slots(value); type && type->length) return type->length(interp, value.object());
  interp.raise(ExceptionKind::kTypeError, "object of type '", value.type_name(), "' has no len()");
  return -1;
}

Value get_item(Interpreter& interp, const Value& container, const Value& key) {
  if (const Type* type = slots(container); type && type->get_item) return type->get_item(interp, container.object(), key);
  return interp.raise(ExceptionKind::kTypeError, "'", container.type_name(), "' object is not subscriptable");
}

namespace {

// A sequence converts its index before it finds out that it cannot be changed.
bool refuse_assignment(Interpreter& interp, const Value& container, const Value& key, std::string_view why) {
  if (const Type* type = slots(container); type && type->sequence && key.is<BigIntObject>()) {
    interp.raise(ExceptionKind::kIndexError, "cannot fit 'int' into an index-sized integer");
  } else {
    interp.raise(ExceptionKind::kTypeError, "'", container.type_name(), "' object ", why);
  }
  return false;
}

}  // namespace

bool set_item(Interpreter& interp, const Value& container, const Value& key, const Value& value) {
  if (const Type* type = slots(container); type && type->set_item) return type->set_item(interp, container.object(), key, value);
  return refuse_assignment(interp, container, key, "does not support item assignment");
}

bool del_item(Interpreter& interp, const Value& container, const Value& key) {
  const Type* type = slots(container);
  if (type && type->del_item) return type->del_item(interp, container.object(), key);
  return refuse_assignment(interp, container, key,
                           type && type->get_item ? "doesn't support item deletion" : "does not support item deletion");
}

int contains(Interpreter& interp, const Value& container, const Value& item) {
  const Type* type = slots(container);
  if (type && type->contains) return type->contains(interp, container.object(), item);
  const Value iterator = is_iterable(container) ? get_iter(interp, container) : Value();
  if (!iterator.is_object()) {
    if (interp.has_error() && (interp.stopping() || interp.exception().type() != &exception_type(ExceptionKind::kTypeError))) return -1;
    interp.take_exception();
    interp.raise(ExceptionKind::kTypeError, "argument of type '", container.type_name(), "' is not iterable");
    return -1;
  }
  bool found = false;
  const bool whole = for_each(interp, iterator, [&](const Value& each) {
    const int equal = values_equal(interp, each, item);
    found = equal > 0;
    return equal == 0;
  });
  return found ? 1 : whole ? 0 : -1;
}

Value attribute_error(Interpreter& interp, const Value& object, StrObject* name) {
  Value error = make_exception(interp.heap(), exception_type(ExceptionKind::kAttributeError),
                               str_cat("'", object.type_name(), "' object has no attribute '", name->view(), "'"));
  set_exception_field(interp, *as_exception(error), kAttributeErrorName, Value::share(name));
  set_exception_field(interp, *as_exception(error), kAttributeErrorObject, object);
  return interp.raise_value(std::move(error));
}

Value generic_get_attr(Interpreter& interp, const Value& object, StrObject* name) { return object_get_attr(interp, object, name); }

Value get_attr(Interpreter& interp, const Value& object, StrObject* name) {
  if (const Type* type = slots(object); type && type->get_attr) return type->get_attr(interp, object.object(), name);
  return object_get_attr(interp, object, name);
}

Value get_attr(Interpreter& interp, const Value& object, std::string_view name) {
  return get_attr(interp, object, interp.intern(name));
}

bool set_attr(Interpreter& interp, const Value& object, StrObject* name, const Value& value) {
  const Type* type = slots(object);
  if (type && type->set_attr) return type->set_attr(interp, object.object(), name, value);
  return object_set_attr(interp, object, name, value);
}

bool is_iterable(const Value& value) {
  const Type* type = slots(value);
  return type && type->iter;
}

Value get_iter(Interpreter& interp, const Value& iterable) {
  if (is_iterable(iterable)) return iterable.object()->type->iter(interp, iterable.object());
  return interp.raise(ExceptionKind::kTypeError, "'", iterable.type_name(), "' object is not iterable");
}

Value iter_next(Interpreter& interp, const Value& iterator) {
  if (const Type* type = slots(iterator); type && type->next) return type->next(interp, iterator.object());
  return interp.raise(ExceptionKind::kTypeError, "'", iterator.type_name(), "' object is not an iterator");
}

bool for_each(Interpreter& interp, const Value& iterable, const std::function<bool(const Value&)>& visit) {
  const Value iterator = get_iter(interp, iterable);
  if (iterator.is_error()) return false;
  while (true) {
    const Value item = iter_next(interp, iterator);
    if (item.is_undefined()) return true;
    if (item.is_error() || !interp.charge_steps(1) || !visit(item)) return false;
  }
}

namespace {

Value checked_text(Interpreter& interp, Value text, const char* method) {
  if (text.is<StrObject>() || text.is_error()) return text;
  return interp.raise(ExceptionKind::kTypeError, method, " returned non-string (type ", text.type_name(), ")");
}

}  // namespace

Value repr(Interpreter& interp, const Value& value) {
  Heap& heap = interp.heap();
  switch (value.tag()) {
    case Tag::kNone:
      return str_value(heap, "None");
    case Tag::kBool:
      return str_value(heap, value.as_bool() ? "True" : "False");
    case Tag::kInt:
      return int_to_str(interp, value);
    case Tag::kFloat:
      return str_value(heap, repr_of_float(value.as_float()));
    case Tag::kEllipsis:
      return str_value(heap, "Ellipsis");
    case Tag::kNotImplemented:
      return str_value(heap, "NotImplemented");
    case Tag::kObject:
      break;
    default:
      return interp.raise(ExceptionKind::kSystemError, "repr of no value");
  }
  const Type* type = value.object()->type;
  if (!interp.check_native_stack()) return Value::error();
  if (type->repr) return checked_text(interp, type->repr(interp, value.object()), "__repr__");
  return default_repr(interp, value);
}

Value to_str(Interpreter& interp, const Value& value) {
  const Type* type = slots(value);
  const auto text = type && type->str ? type->str : type ? type->repr : nullptr;
  if (!text) return repr(interp, value);
  return interp.check_native_stack() ? checked_text(interp, text(interp, value.object()), "__str__") : Value::error();
}

namespace {

bool append_text(Interpreter& interp, const Value& text, std::string* out) {
  const auto* str = text.as<StrObject>();
  if (!str) return false;
  // The text under construction is not on the heap: it may not outgrow what is left there.
  if (!interp.heap().fits(out->size() + str->size)) interp.heap().fail_over_quota();
  out->append(str->view());
  return interp.charge_steps(1 + str->size / 64);
}

}  // namespace

bool repr_text(Interpreter& interp, const Value& value, std::string* out) {
  return append_text(interp, repr(interp, value), out);
}
bool str_text(Interpreter& interp, const Value& value, std::string* out) {
  return append_text(interp, to_str(interp, value), out);
}

Value call(Interpreter& interp, const Value& callable, const Args& args) {
  if (!interp.charge_steps(Interpreter::kCallSteps) || !interp.check_native_stack()) return Value::error();
  if (auto* function = callable.as<FunctionObject>()) return interp.call_function(*function, args);
  if (const Type* type = slots(callable); type && type->call) return type->call(interp, callable.object(), args);
  return interp.raise(ExceptionKind::kTypeError, "'", callable.type_name(), "' object is not callable");
}

bool is_instance(const Value& value, const Type* type) { return type == &kObjectType || is_subtype(value.type(), type); }

}  // namespace interloom::lang
