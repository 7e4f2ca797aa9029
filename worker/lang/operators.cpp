// Operators, comparison, truth and hash: dispatch between two operands.
#include "worker/lang/protocol.h"

#include <string>

#include "worker/lang/bytes_ops.h"
#include "worker/lang/class_slots.h"
#include "worker/lang/execution.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/number.h"
#include "worker/lang/number_instance.h"
#include "worker/lang/str.h"

namespace interloom::lang {
namespace {

constexpr std::string_view kBinarySymbols[kBinaryOpCount] = {"+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^"};
constexpr std::string_view kCompareSymbols[] = {"<", "<=", "==", "!=", ">", ">="};

// The type that has slots, null for small values.
const Type* slots(const Value& value) { return value.is_object() ? value.object()->type : nullptr; }

using BinarySlot = Value (*)(Interpreter&, BinaryOp, const Value&, const Value&);

// Null: the value takes part in no operation.
BinarySlot binary_slot(const Value& value) {
  if (value.is_object()) return value.object()->type->binary;
  if (value.is_int_or_bool()) return kIntInstanceSlots.binary;
  return value.is_float() ? kFloatInstanceSlots.binary : nullptr;
}

using CompareSlot = Value (*)(Interpreter&, CompareOp, const Value&, const Value&);

CompareSlot compare_slot(const Value& value) {
  if (value.is_object()) return value.object()->type->compare;
  if (value.is_int_or_bool()) return kIntInstanceSlots.compare;
  return value.is_float() ? kFloatInstanceSlots.compare : nullptr;
}

bool positional_only(const Value& value) { return value.is_object() && value.object()->type->sequence; }

// The built-in operator of a sequence answers: that of its class, too, when the class does not define its own.
bool acts_as_sequence(Interpreter& interp, const Value& value, BinaryOp op) {
  if (!value.is_object()) return false;
  const Type* type = value.object()->type;
  if (!type->user_class || type->sequence || !layout_type(*type).sequence) return type->sequence;
  const Value* method = lookup_dunder(interp, *type->user_class, kFirstBinary + static_cast<int>(op));
  return method && method->is<SlotWrapperObject>();
}

// NotImplemented when neither side can.
Value dispatch_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  if (!left.is_object() && !right.is_object()) return number_binary(interp, op, left, right);
  const BinarySlot a = binary_slot(left);
  BinarySlot b = binary_slot(right);
  if (b == a) b = nullptr;
  // What derives from the left side's class answers first; so does anything before a sequence.
  const bool derived = a && b && right.is_object() && right.object()->type->base && is_subtype(right.type(), left.type());
  const bool by_position = op == BinaryOp::kAdd || op == BinaryOp::kMul;
  if (derived || (by_position && a && b && positional_only(left) && !positional_only(right))) {
    Value out = b(interp, op, left, right);
    if (!out.is_not_implemented()) return out;
    b = nullptr;
  }
  if (a) {
    Value out = a(interp, op, left, right);
    if (!out.is_not_implemented()) return out;
  }
  return b ? b(interp, op, left, right) : Value::not_implemented();
}

// The exception for operands that no side takes; suffix "=" for augmented assignment.
Value refuse_binary(Interpreter& interp, BinaryOp op, std::string_view suffix, const Value& left, const Value& right) {
  const bool left_sequence = acts_as_sequence(interp, left, op), right_sequence = acts_as_sequence(interp, right, op);
  if (op == BinaryOp::kAdd && left_sequence) {
    const Type& type = layout_type(*left.object()->type);
    if (&type == &BytesObject::kType) return interp.raise(ExceptionKind::kTypeError, "can't concat ", right.type_name(), " to bytes");
    return interp.raise(ExceptionKind::kTypeError, "can only concatenate ", type.name, " (not \"", right.type_name(), "\") to ",
                        type.name);
  }
  if (op == BinaryOp::kMul && (left_sequence || right_sequence)) {
    return interp.raise(ExceptionKind::kTypeError, "can't multiply sequence by non-int of type '",
                        (left_sequence ? right : left).type_name(), "'");
  }
  const std::string_view symbol = op == BinaryOp::kPow && suffix.empty() ? "** or pow()" : binary_op_symbol(op);
  return interp.raise(ExceptionKind::kTypeError, "unsupported operand type(s) for ", symbol, suffix, ": '", left.type_name(),
                      "' and '", right.type_name(), "'");
}

}  // namespace

CompareOp reflected(CompareOp op) {
  switch (op) {
    case CompareOp::kLt:
      return CompareOp::kGt;
    case CompareOp::kLe:
      return CompareOp::kGe;
    case CompareOp::kGt:
      return CompareOp::kLt;
    case CompareOp::kGe:
      return CompareOp::kLe;
    default:
      return op;
  }
}

std::string_view binary_op_symbol(BinaryOp op) { return kBinarySymbols[static_cast<int>(op)]; }
std::string_view compare_op_symbol(CompareOp op) { return kCompareSymbols[static_cast<int>(op)]; }

Value binary_op(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  Value out = dispatch_binary(interp, op, left, right);
  if (!out.is_not_implemented()) return out;
  return refuse_binary(interp, op, "", left, right);
}

Value inplace_op(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  if (const Type* type = slots(left); type && type->inplace) {
    Value out = type->inplace(interp, op, left, right);
    if (!out.is_not_implemented()) return out;
  }
  Value out = dispatch_binary(interp, op, left, right);
  if (!out.is_not_implemented()) return out;
  return refuse_binary(interp, op, "=", left, right);
}

Value unary_op(Interpreter& interp, UnaryOp op, const Value& value) {
  if (op == UnaryOp::kNot) {
    const int yes = truth(interp, value);
    return yes < 0 ? Value::error() : Value::boolean(!yes);
  }
  Value out = Value::not_implemented();
  if (value.is_int_or_bool() || value.is_float()) {
    out = number_unary(interp, op, value);
  } else if (const Type* type = slots(value); type && type->unary) {
    out = type->unary(interp, op, value.object());
  }
  if (!out.is_not_implemented()) return out;
  return interp.raise(ExceptionKind::kTypeError, "bad operand type for unary ",
                      op == UnaryOp::kNeg   ? "-"
                      : op == UnaryOp::kPos ? "+"
                                            : "~",
                      ": '", value.type_name(), "'");
}

Value compare_op(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  Value out = Value::not_implemented();
  if (!left.is_object() && !right.is_object()) {
    out = number_compare(interp, op, left, right);
  } else {
    if (!left.exact<StrObject>() && !interp.check_native_stack()) return Value::error();
    const CompareSlot a = compare_slot(left), b = compare_slot(right);
    // What derives from the left side's class answers first.
    const bool right_first = b && right.is_object() && right.object()->type->base && left.type() != right.type() &&
                             is_subtype(right.type(), left.type());
    if (right_first) out = b(interp, reflected(op), right, left);
    if (out.is_not_implemented() && a) out = a(interp, op, left, right);
    if (out.is_not_implemented() && !right_first && b) out = b(interp, reflected(op), right, left);
  }
  if (!out.is_not_implemented()) return out;
  if (op == CompareOp::kEq || op == CompareOp::kNe) return Value::boolean(left.same(right) == (op == CompareOp::kEq));
  return interp.raise(ExceptionKind::kTypeError, "'", compare_op_symbol(op), "' not supported between instances of '",
                      left.type_name(), "' and '", right.type_name(), "'");
}

int values_equal(Interpreter& interp, const Value& left, const Value& right) {
  if (left.same(right)) return 1;  // also a nan: a float's bits are its identity
  if (left.is_int() && right.is_int()) return 0;
  const Value out = compare_op(interp, CompareOp::kEq, left, right);
  return out.is_error() ? -1 : truth(interp, out);
}

int truth(Interpreter& interp, const Value& value) {
  switch (value.tag()) {
    case Tag::kBool:
    case Tag::kInt:
      return value.as_int() != 0;
    case Tag::kFloat:
      return value.as_float() != 0;
    case Tag::kNone:
      return 0;
    case Tag::kObject:
      break;
    default:
      return 1;
  }
  const Type* type = value.object()->type;
  if (type->truth) return type->truth(interp, value.object());
  if (!type->length) return 1;
  const int64_t length = type->length(interp, value.object());
  return length < 0 ? -1 : length > 0;
}

bool hash_of(Interpreter& interp, const Value& value, int64_t* out) {
  switch (value.tag()) {
    case Tag::kBool:
    case Tag::kInt:
      *out = hash_int(value.as_int());
      return true;
    case Tag::kFloat:
      *out = hash_float(value.as_float());
      return true;
    case Tag::kObject:
      break;
    default:
      *out = 0x5EED + static_cast<int64_t>(value.tag());
      return true;
  }
  Object* object = value.object();
  const Type* type = object->type;
  if (type == &StrObject::kType) return type->hash(interp, object, out);
  if (!interp.check_native_stack()) return false;
  if (type->hash) return type->hash(interp, object, out);
  if (type->unhashable || type->compare) {
    interp.raise(ExceptionKind::kTypeError, "unhashable type: '", value.type_name(), "'");
    return false;
  }
  *out = interp.identity_hash(object);
  return true;
}

}  // namespace interloom::lang
