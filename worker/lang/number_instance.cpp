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

Value instance_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  return number_compare(interp, op, plain_number(left), plain_number(right));
}

Value instance_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  return number_binary(interp, op, plain_number(left), plain_number(right));
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

Value instance_to_index(Interpreter& interp, Object* self) {
  Value big;
  const Value& number = number_of(self, &big);
  if (!number.is_float()) return number;
  return interp.raise(ExceptionKind::kTypeError, "'", self->type->name, "' object cannot be interpreted as an integer");
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

const Type kNumberInstanceSlots = {
    .name = "number",
    .repr = instance_repr,
    .hash = instance_hash,
    .compare = instance_compare,
    .truth =
        [](Interpreter& interp, Object* self) {
          Value big;
          return truth(interp, number_of(self, &big));
        },
    .binary = instance_binary,
    .unary = instance_unary,
    .to_int = instance_to_int,
    .to_float = instance_to_float,
    .to_index = instance_to_index,
};

}  // namespace interloom::lang
