// range: int64 arithmetic where everything fits, Python's ints otherwise.
#include "worker/lang/range.h"

#include <string>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/native_help.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

RangeObject& range_of(Object* self) { return *static_cast<RangeObject*>(self); }

using Bounds = RangeBounds;

Value plus(Interpreter& interp, const Value& a, const Value& b) { return int_arithmetic(interp, BinaryOp::kAdd, a, b); }
Value minus(Interpreter& interp, const Value& a, const Value& b) { return int_arithmetic(interp, BinaryOp::kSub, a, b); }
Value times(Interpreter& interp, const Value& a, const Value& b) { return int_arithmetic(interp, BinaryOp::kMul, a, b); }
bool less(Interpreter& interp, const Value& a, const Value& b) { return number_compare(interp, CompareOp::kLt, a, b).as_bool(); }
bool is_negative(const Value& v) { return v.is_int() ? v.as_int() < 0 : v.as<BigIntObject>()->negative; }

// Elements of first, first+step, … before last; -1 when there are more than int64 counts.
int64_t range_count(int64_t first, int64_t last, int64_t step) {
  if (step > 0 ? first >= last : first <= last) return 0;
  const unsigned __int128 span = step > 0 ? static_cast<__int128>(last) - first : static_cast<__int128>(first) - last;
  const unsigned __int128 stride =
      step > 0 ? static_cast<unsigned __int128>(step) : static_cast<unsigned __int128>(-static_cast<__int128>(step));
  const unsigned __int128 count = (span - 1) / stride + 1;
  return count > static_cast<unsigned __int128>(INT64_MAX) ? -1 : static_cast<int64_t>(count);
}

Value large_count(Interpreter& interp, const Value& start, const Value& stop, const Value& step) {
  const bool back = is_negative(step);
  const Value span = back ? minus(interp, start, stop) : minus(interp, stop, start);
  if (span.is_error()) return span;
  if (!less(interp, Value::integer(0), span)) return Value::integer(0);
  const Value stride = back ? number_unary(interp, UnaryOp::kNeg, step) : step;
  const Value whole = int_arithmetic(interp, BinaryOp::kFloorDiv, minus(interp, span, Value::integer(1)), stride);
  return plus(interp, whole, Value::integer(1));
}

// REQUIRES: ints, step not 0.
Value make_range(Interpreter& interp, const Value& start, const Value& stop, const Value& step) {
  if (start.is_error() || stop.is_error() || step.is_error()) return Value::error();
  if (start.is_int() && stop.is_int() && step.is_int()) {
    const int64_t count = range_count(start.as_int(), stop.as_int(), step.as_int());
    if (count >= 0) return Value::object(interp.heap().make<RangeObject>(start.as_int(), stop.as_int(), step.as_int(), count));
  }
  const Value parts[] = {start, stop, step, large_count(interp, start, stop, step)};
  if (parts[3].is_error()) return Value::error();
  auto range = interp.heap().make<RangeObject>(0, 0, 1, -1);
  range->large = make_tuple(interp.heap(), parts);
  return Value::object(std::move(range));
}

Value range_repr(Interpreter& interp, Object* self) {
  const Bounds b = range_bounds(range_of(self));
  std::string out = "range(";
  if (!repr_text(interp, b.start, &out)) return Value::error();
  out += ", ";
  if (!repr_text(interp, b.stop, &out)) return Value::error();
  if (!b.step.same(Value::integer(1))) {
    out += ", ";
    if (!repr_text(interp, b.step, &out)) return Value::error();
  }
  return str_value(interp.heap(), out + ")");
}

int64_t range_length(Interpreter& interp, Object* self) {
  const RangeObject& r = range_of(self);
  if (!r.large) return r.count;
  const Value& count = r.large->items()[3];
  if (count.is_int()) return count.as_int();
  interp.raise(ExceptionKind::kOverflowError, "Python int too large to convert to C ssize_t");
  return -1;
}

int range_truth(Interpreter&, Object* self) {
  const RangeObject& r = range_of(self);
  return r.large ? !r.large->items()[3].same(Value::integer(0)) : r.count > 0;
}

Value range_slice(Interpreter& interp, const RangeObject& r, const SliceObject& slice) {
  const Bounds b = range_bounds(r);
  Value parts[3];
  if (!slice_indices(interp, slice, b.count, parts)) return Value::error();
  const Value start = plus(interp, b.start, times(interp, parts[0], b.step));
  const Value stop = plus(interp, b.start, times(interp, parts[1], b.step));
  const Value step = times(interp, b.step, parts[2]);
  return make_range(interp, start, stop, step);
}

Value range_get_item(Interpreter& interp, Object* self, const Value& key) {
  const RangeObject& r = range_of(self);
  if (key.is_int() && !r.large) {
    const int64_t index = key.as_int() < 0 ? key.as_int() + r.count : key.as_int();
    if (index >= 0 && index < r.count) return Value::integer(r.start + index * r.step);
  } else if (auto* slice = key.as<SliceObject>()) {
    return range_slice(interp, r, *slice);
  } else if (!is_integer(key) && !(key.is_object() && key.type()->to_index)) {
    return interp.raise(ExceptionKind::kTypeError, "range indices must be integers or slices, not ", key.type_name());
  }
  Value index = index_value(interp, key);
  if (index.is_error()) return index;
  const Bounds b = range_bounds(r);
  if (is_negative(index)) index = plus(interp, index, b.count);
  if (index.is_error()) return index;
  if (is_negative(index) || !less(interp, index, b.count))
    return interp.raise(ExceptionKind::kIndexError, "range object index out of range");
  return plus(interp, b.start, times(interp, index, b.step));
}

// Where an int is in the range; undefined: it is not.
Value position_of(Interpreter& interp, const RangeObject& r, const Value& item) {
  if (!r.large) {
    if (!item.is_int_or_bool()) return Value::undefined();
    const __int128 offset = static_cast<__int128>(item.as_int()) - r.start;
    if (r.count == 0 || offset % r.step != 0 || offset / r.step < 0 || offset / r.step >= r.count) return Value::undefined();
    return Value::integer(static_cast<int64_t>(offset / r.step));
  }
  const Bounds b = range_bounds(r);
  const Value offset = minus(interp, item, b.start);
  const Value rest = int_arithmetic(interp, BinaryOp::kMod, offset, b.step);
  const Value at = int_arithmetic(interp, BinaryOp::kFloorDiv, offset, b.step);
  if (rest.is_error() || at.is_error()) return Value::error();
  const bool inside = rest.same(Value::integer(0)) && !is_negative(at) && less(interp, at, b.count);
  return inside ? at : Value::undefined();
}

int range_contains(Interpreter& interp, Object* self, const Value& item) {
  if (is_integer(item)) {
    const Value at = position_of(interp, range_of(self), item);
    return at.is_error() ? -1 : !at.is_undefined();
  }
  bool found = false;
  const bool whole = for_each(interp, Value::share(self), [&](const Value& each) {
    const int equal = values_equal(interp, each, item);
    found = equal > 0;
    return equal == 0;
  });
  return found ? 1 : whole ? 0 : -1;
}

Value range_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  const auto *a = left.as<RangeObject>(), *b = right.as<RangeObject>();
  if (!a || !b || (op != CompareOp::kEq && op != CompareOp::kNe)) return Value::not_implemented();
  const Bounds x = range_bounds(*a), y = range_bounds(*b);
  const Value zero = Value::integer(0), one = Value::integer(1);
  auto same = [&](const Value& p, const Value& q) { return number_compare(interp, CompareOp::kEq, p, q).as_bool(); };
  const bool equal =
      same(x.count, y.count) && (x.count.same(zero) || (same(x.start, y.start) && (x.count.same(one) || same(x.step, y.step))));
  return Value::boolean(equal == (op == CompareOp::kEq));
}

bool range_hash(Interpreter& interp, Object* self, int64_t* out) {
  const Bounds b = range_bounds(range_of(self));
  const bool empty = b.count.same(Value::integer(0)), single = b.count.same(Value::integer(1));
  const Value parts[] = {b.count, empty ? Value::none() : b.start, empty || single ? Value::none() : b.step};
  return hash_of(interp, Value::object(make_tuple(interp.heap(), parts)), out);
}

Value index(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "range.index", args, 1, 1)) return Value::error();
  if (is_integer(args[0])) {
    Value at = position_of(interp, range_of(self.object()), args[0]);
    if (!at.is_undefined()) return at;
    std::string text;
    if (!repr_text(interp, args[0], &text)) return Value::error();
    return interp.raise(ExceptionKind::kValueError, text, " is not in range");
  }
  int64_t at = 0;
  bool found = false;
  const bool whole = for_each(interp, self, [&](const Value& each) {
    const int equal = values_equal(interp, each, args[0]);
    found = equal > 0;
    at += equal == 0;
    return equal == 0;
  });
  if (found) return Value::integer(at);
  return whole ? interp.raise(ExceptionKind::kValueError, "sequence.index(x): x not in sequence") : Value::error();
}

Value count(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "range.count", args, 1, 1)) return Value::error();
  if (is_integer(args[0])) {
    const int inside = range_contains(interp, self.object(), args[0]);
    return inside < 0 ? Value::error() : Value::integer(inside);
  }
  int64_t n = 0;
  const bool whole = for_each(interp, self, [&](const Value& each) {
    const int equal = values_equal(interp, each, args[0]);
    n += equal > 0;
    return equal >= 0;
  });
  return whole ? Value::integer(n) : Value::error();
}

}  // namespace

RangeBounds range_bounds(const RangeObject& r) {
  if (!r.large) return {Value::integer(r.start), Value::integer(r.stop), Value::integer(r.step), Value::integer(r.count)};
  const Value* parts = r.large->items();
  return {parts[0], parts[1], parts[2], parts[3]};
}

Value int_arithmetic(Interpreter& interp, BinaryOp op, const Value& a, const Value& b) {
  return a.is_error() || b.is_error() ? Value::error() : number_binary(interp, op, a, b);
}

Value index_value(Interpreter& interp, const Value& value) {
  if (value.is_int()) return value;
  if (value.is_bool()) return Value::integer(value.as_int());
  if (value.is<BigIntObject>()) return value;
  if (value.is_object() && value.type()->to_index) return value.type()->to_index(interp, value.object());
  return interp.raise(ExceptionKind::kTypeError, "'", value.type_name(), "' object cannot be interpreted as an integer");
}

Value construct_range(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "range", args, 1, 3)) return Value::error();
  Value parts[3] = {Value::integer(0), Value(), Value::integer(1)};
  for (uint32_t i = 0; i < args.size(); ++i) {
    Value part = index_value(interp, args[i]);
    if (part.is_error()) return part;
    parts[args.size() == 1 ? 1 : i] = std::move(part);
  }
  if (parts[2].same(Value::integer(0))) return interp.raise(ExceptionKind::kValueError, "range() arg 3 must not be zero");
  return make_range(interp, parts[0], parts[1], parts[2]);
}

const Type RangeObject::kType = {
    .name = "range",
    .destroy = destroy_as<RangeObject>,
    .repr = range_repr,
    .hash = range_hash,
    .compare = range_compare,
    .truth = range_truth,
    .length = range_length,
    .get_item = range_get_item,
    .contains = range_contains,
    .iter = make_range_iterator,
    .construct = construct_range,
    .methods = kRangeMethods,
    .properties = kRangeProperties,
};

const Method kRangeMethods[] = {{"__reversed__", reversed_range}, {"count", count}, {"index", index}, {nullptr, nullptr}};
const Property kRangeProperties[] = {
    {"start", [](Interpreter&, Object* self) { return range_bounds(range_of(self)).start; }, nullptr},
    {"stop", [](Interpreter&, Object* self) { return range_bounds(range_of(self)).stop; }, nullptr},
    {"step", [](Interpreter&, Object* self) { return range_bounds(range_of(self)).step; }, nullptr},
    {nullptr, nullptr, nullptr},
};

}  // namespace interloom::lang
