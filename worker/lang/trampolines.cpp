// Slots of user classes: each calls the dunder that its class has, and checks what comes back as CPython does.
#include "worker/lang/class_slots.h"
#include "worker/lang/exception.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

using Span = std::span<const Value>;

// repr() and to_str() check that it is a str.
Value slot_repr(Interpreter& interp, Object* self) { return call_dunder(interp, Value::share(self), Dunder::kRepr, {}); }
Value slot_str(Interpreter& interp, Object* self) { return call_dunder(interp, Value::share(self), Dunder::kStr, {}); }

bool slot_hash(Interpreter& interp, Object* self, int64_t* out) {
  const Value hash = call_dunder(interp, Value::share(self), Dunder::kHash, {});
  if (hash.is_error()) return false;
  const Value& number = plain_number(hash);
  if (number.is_int_or_bool()) {
    *out = number.as_int() == -1 ? -2 : number.as_int();
    return true;
  }
  if (number.is<BigIntObject>()) return hash_of(interp, number, out);
  interp.raise(ExceptionKind::kTypeError, "__hash__ method should return an integer");
  return false;
}

Value slot_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  Value out = call_dunder(interp, left, kFirstCompare + static_cast<int>(op), Span(&right, 1));
  return out.is_undefined() ? Value::not_implemented() : out;
}

int slot_truth(Interpreter& interp, Object* self) {
  const Value out = call_dunder(interp, Value::share(self), Dunder::kBool, {});
  if (out.is_bool()) return out.as_bool();
  if (!out.is_error()) {
    interp.raise(ExceptionKind::kTypeError, "__bool__ should return bool, returned ", out.type_name());
  }
  return -1;
}

int64_t slot_length(Interpreter& interp, Object* self) {
  const Value out = call_dunder(interp, Value::share(self), Dunder::kLen, {});
  if (out.is_error()) return -1;
  int64_t length;
  if (const auto* big = plain_number(out).as<BigIntObject>()) {
    if (big->negative) {
      interp.raise(ExceptionKind::kValueError, "__len__() should return >= 0");
    } else {
      interp.raise(ExceptionKind::kOverflowError, "cannot fit 'int' into an index-sized integer");
    }
    return -1;
  }
  if (!to_int64(interp, out, &length)) return -1;
  if (length < 0) interp.raise(ExceptionKind::kValueError, "__len__() should return >= 0");
  return length < 0 ? -1 : length;
}

Value slot_get_item(Interpreter& interp, Object* self, const Value& key) {
  return call_dunder(interp, Value::share(self), Dunder::kGetitem, Span(&key, 1));
}

bool done(Interpreter& interp, const Value& out, Object* self, std::string_view what) {
  if (out.is_undefined()) interp.raise(ExceptionKind::kTypeError, "'", self->type->name, "' object ", what);
  return !out.is_error() && !out.is_undefined();
}

bool slot_set_item(Interpreter& interp, Object* self, const Value& key, const Value& value) {
  const Value args[] = {key, value};
  return done(interp, call_dunder(interp, Value::share(self), Dunder::kSetitem, Span(args)), self, "does not support item assignment");
}

bool slot_del_item(Interpreter& interp, Object* self, const Value& key) {
  return done(interp, call_dunder(interp, Value::share(self), Dunder::kDelitem, Span(&key, 1)), self,
              "does not support item deletion");
}

int slot_contains(Interpreter& interp, Object* self, const Value& item) {
  const Value* method = lookup_dunder(interp, *self->type->user_class, Dunder::kContains);
  if (method && method->is_none()) {
    interp.raise(ExceptionKind::kTypeError, "'", self->type->name, "' object is not a container");
    return -1;
  }
  const Value out = call_dunder(interp, Value::share(self), Dunder::kContains, Span(&item, 1));
  return out.is_error() ? -1 : truth(interp, out);
}

Value slot_iter(Interpreter& interp, Object* self) {
  const Value* method = lookup_dunder(interp, *self->type->user_class, Dunder::kIter);
  if (method && method->is_none()) {
    return interp.raise(ExceptionKind::kTypeError, "'", self->type->name, "' object is not iterable");
  }
  Value out = call_dunder(interp, Value::share(self), Dunder::kIter, {});
  if (out.is_error() || (out.is_object() && out.object()->type->next)) return out;
  return interp.raise(ExceptionKind::kTypeError, "iter() returned non-iterator of type '", out.type_name(), "'");
}

Value slot_next(Interpreter& interp, Object* self) {
  Value out = call_dunder(interp, Value::share(self), Dunder::kNext, {});
  if (!out.is_error() || interp.exception().is_undefined()) return out;
  if (!is_subtype(interp.exception().type(), &exception_type(ExceptionKind::kStopIteration))) return out;
  interp.take_exception();
  return Value();
}

Value slot_get_attr(Interpreter& interp, Object* self, StrObject* name) {
  const Value object = Value::share(self), text = Value::share(name);
  TypeObject& cls = *self->type->user_class;
  const Value* own = lookup_dunder(interp, cls, Dunder::kGetattribute);
  const bool fallback = lookup_dunder(interp, cls, Dunder::kGetattr) != nullptr;
  Value out;
  if (!is_objects_own(own, Dunder::kGetattribute)) {
    out = call_dunder(interp, object, Dunder::kGetattribute, Span(&text, 1));
  } else if (!fallback) {
    out = object_get_attr(interp, object, name);
  } else if (out = find_generic_attr(interp, object, name); out.is_undefined()) {
    return call_dunder(interp, object, Dunder::kGetattr, Span(&text, 1));
  }
  if (!out.is_error() || !fallback || interp.exception().is_undefined()) return out;
  if (!is_subtype(interp.exception().type(), &exception_type(ExceptionKind::kAttributeError))) return out;
  interp.take_exception();
  return call_dunder(interp, object, Dunder::kGetattr, Span(&text, 1));
}

bool slot_set_attr(Interpreter& interp, Object* self, StrObject* name, const Value& value) {
  const Value args[] = {Value::share(name), value};
  const bool remove = value.is_undefined();
  const Value out = call_dunder(interp, Value::share(self), remove ? Dunder::kDelattr : Dunder::kSetattr,
                                Span(args, remove ? 1 : 2));
  return !out.is_error();
}

Value slot_descr_get(Interpreter& interp, Object* self, const Value& instance, const Value& owner) {
  const Value args[] = {instance.is_undefined() ? Value::none() : instance, owner.is_undefined() ? Value::none() : owner};
  return call_dunder(interp, Value::share(self), Dunder::kGet, Span(args));
}

bool slot_descr_set(Interpreter& interp, Object* self, const Value& instance, const Value& value) {
  const Value args[] = {instance, value};
  const Dunder dunder = value.is_undefined() ? Dunder::kDelete : Dunder::kSet;
  const Value out = call_dunder(interp, Value::share(self), dunder, Span(args, value.is_undefined() ? 1 : 2));
  if (out.is_undefined()) interp.raise(ExceptionKind::kAttributeError, dunder_text(dunder));
  return !out.is_undefined() && !out.is_error();
}

Value slot_call(Interpreter& interp, Object* self, const Args& args) {
  return call_dunder(interp, Value::share(self), Dunder::kCall, args);
}

Value slot_inplace(Interpreter& interp, BinaryOp op, const Value& self, const Value& other) {
  Value out = call_dunder(interp, self, kFirstInplace + static_cast<int>(op), Span(&other, 1));
  return out.is_undefined() ? Value::not_implemented() : out;
}

Value slot_unary(Interpreter& interp, UnaryOp op, Object* self) {
  Value out = call_dunder(interp, Value::share(self), unary_dunder(op), {});
  return out.is_undefined() ? Value::not_implemented() : out;
}

Value checked_int(Interpreter& interp, Object* self, Dunder dunder) {
  Value out = call_dunder(interp, Value::share(self), dunder, {});
  if (out.is_error() || out.is_undefined()) return out;
  const Value& number = plain_number(out);
  if (is_integer(number)) return number_unary(interp, UnaryOp::kPos, number);
  return interp.raise(ExceptionKind::kTypeError, dunder_text(dunder), " returned non-int (type ", out.type_name(), ")");
}

Value slot_to_index(Interpreter& interp, Object* self) { return checked_int(interp, self, Dunder::kIndex); }

Value slot_to_int(Interpreter& interp, Object* self) {
  Value out = checked_int(interp, self, Dunder::kInt);
  if (out.is_undefined()) out = checked_int(interp, self, Dunder::kIndex);
  if (out.is_undefined()) out = call_dunder(interp, Value::share(self), Dunder::kTrunc, {});
  if (out.is_undefined() || out.is_error() || is_integer(out)) return out;
  if (out.is_object() && out.type()->to_index) return out.type()->to_index(interp, out.object());
  return interp.raise(ExceptionKind::kTypeError, "__trunc__ returned non-Integral (type ", out.type_name(), ")");
}

Value slot_to_float(Interpreter& interp, Object* self) {
  Value out = call_dunder(interp, Value::share(self), Dunder::kFloat, {});
  double real;
  if (out.is_undefined()) {
    const Value index = slot_to_index(interp, self);
    return !index.is_error() && to_double(interp, index, &real) ? Value::real(real) : Value::error();
  }
  if (out.is_error() || plain_number(out).is_float()) return plain_number(out);
  return interp.raise(ExceptionKind::kTypeError, self->type->name, ".__float__ returned non-float (type ", out.type_name(), ")");
}

bool has_trampoline(const Value& value) { return value.is_object() && value.object()->type->binary == trampolines().binary; }

// __radd__ of the right side differs from what the left side's class has: then a derived class answers first.
bool overrides(Interpreter& interp, const Value& left, const Value& right, Dunder dunder) {
  const Value* found = lookup_dunder(interp, class_of(interp, right), dunder);
  if (!found) return false;
  const Value derived = *found;
  const Value* base = lookup_dunder(interp, class_of(interp, left), dunder);
  return !base || !derived.same(*base);
}

// Both operands' methods, by CPython's rules for two objects of Python classes.
Value slot_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  const Dunder forward = kFirstBinary + static_cast<int>(op), reflected = kFirstReflected + static_cast<int>(op);
  bool ask_right = left.type() != right.type() && has_trampoline(right);
  if (has_trampoline(left)) {
    if (ask_right && is_subtype(right.type(), left.type()) && overrides(interp, left, right, reflected)) {
      Value out = call_dunder(interp, right, reflected, Span(&left, 1));
      if (!out.is_undefined() && !out.is_not_implemented()) return out;
      ask_right = false;
    }
    Value out = call_dunder(interp, left, forward, Span(&right, 1));
    if (!out.is_undefined() && !out.is_not_implemented()) return out;
  }
  if (!ask_right) return Value::not_implemented();
  Value out = call_dunder(interp, right, reflected, Span(&left, 1));
  return out.is_undefined() ? Value::not_implemented() : out;
}

constexpr Type kTrampolines = {
    .name = "trampolines",
    .repr = slot_repr,
    .str = slot_str,
    .hash = slot_hash,
    .compare = slot_compare,
    .truth = slot_truth,
    .length = slot_length,
    .get_item = slot_get_item,
    .set_item = slot_set_item,
    .del_item = slot_del_item,
    .contains = slot_contains,
    .iter = slot_iter,
    .next = slot_next,
    .get_attr = slot_get_attr,
    .set_attr = slot_set_attr,
    .descr_get = slot_descr_get,
    .descr_set = slot_descr_set,
    .call = slot_call,
    .binary = slot_binary,
    .inplace = slot_inplace,
    .unary = slot_unary,
    .to_int = slot_to_int,
    .to_float = slot_to_float,
    .to_index = slot_to_index,
};

}  // namespace

const Type& trampolines() { return kTrampolines; }

}  // namespace interloom::lang
