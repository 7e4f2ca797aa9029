#include "worker/lang/number_instance.h"

#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

bool is_number_instance(const Value& value) {
  if (!value.is_object()) return false;
  const Type* type = value.object()->type;
  return type->user_class && (type->base == &kIntType || type->base == &kFloatType);
}

const Value& number_of(Object* self, Value* big) {
  if (self->type->user_class) return static_cast<NumberInstance*>(self)->number;
  return *big = Value::share(self);  // a BigIntObject
}

Value instance_repr(Interpreter& interp, Object* self) {
  Value big;
  return repr(interp, number_of(self, &big));
}

bool instance_hash(Interpreter& interp, Object* self, int64_t* out) {
  Value big;
  return hash_of(interp, number_of(self, &big), out);
}

bool is_real(const Value& value) { return is_integer(value) || value.is_float(); }

// int works with ints only, float with both.
Value int_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  const Value &a = plain_number(left), &b = plain_number(right);
  return is_integer(a) && is_integer(b) ? number_compare(interp, op, a, b) : Value::not_implemented();
}
Value int_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  const Value &a = plain_number(left), &b = plain_number(right);
  return is_integer(a) && is_integer(b) ? number_binary(interp, op, a, b) : Value::not_implemented();
}
Value float_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  const Value &a = plain_number(left), &b = plain_number(right);
  return is_real(a) && is_real(b) ? number_compare(interp, op, a, b) : Value::not_implemented();
}
Value float_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  const Value &a = plain_number(left), &b = plain_number(right);
  return is_real(a) && is_real(b) ? number_binary(interp, op, a, b) : Value::not_implemented();
}

Value instance_unary(Interpreter& interp, UnaryOp op, Object* self) {
  Value big;
  return number_unary(interp, op, number_of(self, &big));
}

Value instance_to_int(Interpreter& interp, Object* self) {
  Value big;
  const Value& number = number_of(self, &big);
  return number.is_float() ? int_from_double(interp, number.as_float()) : number;
}

Value instance_to_float(Interpreter& interp, Object* self) {
  Value big;
  double real;
  return to_double(interp, number_of(self, &big), &real) ? Value::real(real) : Value::error();
}

Value instance_to_index(Interpreter&, Object* self) {
  Value big;
  return number_of(self, &big);
}

}  // namespace

const Value& plain_number(const Value& value) {
  return is_number_instance(value) ? static_cast<NumberInstance*>(value.object())->number : value;
}

bool number_kind_fits(const Value& self, const Value& other) {
  if (is_integer(self)) return is_integer(other);
  if (self.is_float()) return is_integer(other) || other.is_float();
  return true;
}

namespace {

int instance_truth(Interpreter& interp, Object* self) {
  Value big;
  return truth(interp, number_of(self, &big));
}

}  // namespace

const Type kIntInstanceSlots = {
    .name = "int",
    .repr = instance_repr,
    .hash = instance_hash,
    .compare = int_compare,
    .truth = instance_truth,
    .binary = int_binary,
    .unary = instance_unary,
    .to_int = instance_to_int,
    .to_float = instance_to_float,
    .to_index = instance_to_index,
};

const Type kFloatInstanceSlots = {
    .name = "float",
    .repr = instance_repr,
    .hash = instance_hash,
    .compare = float_compare,
    .truth = instance_truth,
    .binary = float_binary,
    .unary = instance_unary,
    .to_int = instance_to_int,
    .to_float = instance_to_float,
};

}  // namespace interloom::lang
