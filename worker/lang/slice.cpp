#include <string>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_help.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/range.h"

namespace interloom::lang {
namespace {

SliceObject& slice_of(Object* self) { return *static_cast<SliceObject*>(self); }

Value slice_repr(Interpreter& interp, Object* self) {
  std::string out = "slice(";
  if (!repr_text(interp, slice_of(self).start, &out)) return Value::error();
  out += ", ";
  if (!repr_text(interp, slice_of(self).stop, &out)) return Value::error();
  out += ", ";
  if (!repr_text(interp, slice_of(self).step, &out)) return Value::error();
  return str_value(interp.heap(), out + ")");
}

Value slice_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  auto *a = left.as<SliceObject>(), *b = right.as<SliceObject>();
  if (!a || !b) return Value::not_implemented();
  const Value parts_a[] = {a->start, a->stop, a->step}, parts_b[] = {b->start, b->stop, b->step};
  return compare_op(interp, op, Value::object(make_tuple(interp.heap(), parts_a)),
                    Value::object(make_tuple(interp.heap(), parts_b)));
}

bool less(Interpreter& interp, const Value& a, const Value& b) { return number_compare(interp, CompareOp::kLt, a, b).as_bool(); }

Value slice_part(Interpreter& interp, const Value& part) {
  if (is_integer(part) || (part.is_object() && part.type()->to_index)) return index_value(interp, part);
  return interp.raise(ExceptionKind::kTypeError, "slice indices must be integers or None or have an __index__ method");
}

// start or stop within [lower, upper]; from the end when negative.
Value clamp(Interpreter& interp, const Value& part, const Value& length, const Value& lower, const Value& upper) {
  Value at = slice_part(interp, part);
  if (at.is_error()) return at;
  if (less(interp, at, Value::integer(0))) {
    at = number_binary(interp, BinaryOp::kAdd, at, length);
    return less(interp, at, lower) ? lower : at;
  }
  return less(interp, upper, at) ? upper : at;
}

Value indices(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "slice.indices", args, 1, 1)) return Value::error();
  const Value length = index_value(interp, args[0]);
  if (length.is_error()) return length;
  if (less(interp, length, Value::integer(0))) return interp.raise(ExceptionKind::kValueError, "length should not be negative");
  auto out = make_tuple(interp.heap(), 3);
  if (!slice_indices(interp, slice_of(self.object()), length, out->span())) return Value::error();
  return Value::object(std::move(out));
}

Value reduce(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "slice.__reduce__", args, 0, 0)) return Value::error();
  const SliceObject& slice = slice_of(self.object());
  const Value parts[] = {slice.start, slice.stop, slice.step};
  const Value out[] = {interp.type_object(SliceObject::kType), Value::object(make_tuple(interp.heap(), parts))};
  return Value::object(make_tuple(interp.heap(), out));
}

}  // namespace

bool slice_indices(Interpreter& interp, const SliceObject& slice, const Value& length, std::span<Value> out) {
  const Value step = slice.step.is_none() ? Value::integer(1) : slice_part(interp, slice.step);
  if (step.is_error()) return false;
  if (step.is_int() && step.as_int() == 0) {
    interp.raise(ExceptionKind::kValueError, "slice step cannot be zero");
    return false;
  }
  const bool back = less(interp, step, Value::integer(0));
  const Value lower = Value::integer(back ? -1 : 0);
  const Value upper = back ? number_binary(interp, BinaryOp::kSub, length, Value::integer(1)) : length;
  out[0] = slice.start.is_none() ? (back ? upper : lower) : clamp(interp, slice.start, length, lower, upper);
  if (out[0].is_error()) return false;
  out[1] = slice.stop.is_none() ? (back ? lower : upper) : clamp(interp, slice.stop, length, lower, upper);
  out[2] = step;
  return !out[1].is_error();
}

Value construct_slice(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "slice", args, 1, 3)) return Value::error();
  const bool one = args.size() == 1;
  return Value::object(interp.heap().make<SliceObject>(one ? Value::none() : args[0], one ? args[0] : args[1],
                                                       args.size() == 3 ? args[2] : Value::none()));
}

const Type SliceObject::kType = {
    .name = "slice",
    .destroy = destroy_as<SliceObject>,
    .repr = slice_repr,
    .unhashable = true,
    .compare = slice_compare,
    .construct = construct_slice,
    .methods = kSliceMethods,
    .properties = kSliceProperties,
};

const Method kSliceMethods[] = {{"__reduce__", reduce}, {"indices", indices}, {nullptr, nullptr}};
const Property kSliceProperties[] = {
    {"start", [](Interpreter&, Object* self) { return slice_of(self).start; }, nullptr},
    {"stop", [](Interpreter&, Object* self) { return slice_of(self).stop; }, nullptr},
    {"step", [](Interpreter&, Object* self) { return slice_of(self).step; }, nullptr},
    {nullptr, nullptr, nullptr},
};

}  // namespace interloom::lang
