#include <string>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

SliceObject& slice_of(Object* self) { return *static_cast<SliceObject*>(self); }
RangeObject& range_of(Object* self) { return *static_cast<RangeObject*>(self); }

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

// Elements of first, first+step, … before last; -1 when there are more than int64 counts.
int64_t range_count(int64_t first, int64_t last, int64_t step) {
  if (step > 0 ? first >= last : first <= last) return 0;
  const unsigned __int128 span = step > 0 ? static_cast<__int128>(last) - first : static_cast<__int128>(first) - last;
  const unsigned __int128 stride =
      step > 0 ? static_cast<unsigned __int128>(step) : static_cast<unsigned __int128>(-static_cast<__int128>(step));
  const unsigned __int128 count = (span - 1) / stride + 1;
  return count > static_cast<unsigned __int128>(INT64_MAX) ? -1 : static_cast<int64_t>(count);
}

Value range_repr(Interpreter& interp, Object* self) {
  const RangeObject& r = range_of(self);
  return str_value(interp.heap(), r.step == 1 ? str_cat("range(", r.start, ", ", r.stop, ")")
                                              : str_cat("range(", r.start, ", ", r.stop, ", ", r.step, ")"));
}

Value range_slice(Interpreter& interp, const RangeObject& r, const SliceObject& slice) {
  SliceRange part;
  if (!resolve_slice(interp, slice, r.count, &part)) return Value::error();
  int64_t start, stop, step;
  const bool overflow = __builtin_mul_overflow(r.step, part.step, &step) | __builtin_mul_overflow(part.start, r.step, &start) |
                        __builtin_add_overflow(start, r.start, &start) | __builtin_mul_overflow(part.stop, r.step, &stop) |
                        __builtin_add_overflow(stop, r.start, &stop);
  if (overflow) return interp.raise(ExceptionKind::kOverflowError, "range bounds do not fit 64 bits");
  return Value::object(interp.heap().make<RangeObject>(start, stop, step, part.count));
}

Value range_get_item(Interpreter& interp, Object* self, const Value& key) {
  const RangeObject& r = range_of(self);
  if (auto* slice = key.as<SliceObject>()) return range_slice(interp, r, *slice);
  int64_t index;
  if (!resolve_index(interp, key, r.count, "range indices", "range object index out of range", &index)) return Value::error();
  return Value::integer(r.start + index * r.step);
}

int range_contains(Interpreter& interp, Object* self, const Value& item) {
  const RangeObject& r = range_of(self);
  if (item.is_int_or_bool()) {
    const __int128 offset = static_cast<__int128>(item.as_int()) - r.start;
    return r.count > 0 && offset % r.step == 0 && offset / r.step >= 0 && offset / r.step < r.count;
  }
  if (item.is<BigIntObject>()) return 0;
  bool found = false;
  const bool whole = for_each(interp, Value::share(self), [&](const Value& each) {
    const int equal = values_equal(interp, each, item);
    found = equal > 0;
    return equal == 0;
  });
  return found ? 1 : whole ? 0 : -1;
}

Value range_compare(Interpreter&, CompareOp op, const Value& left, const Value& right) {
  const auto *a = left.as<RangeObject>(), *b = right.as<RangeObject>();
  if (!a || !b || (op != CompareOp::kEq && op != CompareOp::kNe)) return Value::not_implemented();
  const bool equal = a->count == b->count && (a->count == 0 || (a->start == b->start && (a->count == 1 || a->step == b->step)));
  return Value::boolean(equal == (op == CompareOp::kEq));
}

bool range_hash(Interpreter& interp, Object* self, int64_t* out) {
  const RangeObject& r = range_of(self);
  const Value parts[] = {Value::integer(r.count), r.count ? Value::integer(r.start) : Value::none(),
                         r.count > 1 ? Value::integer(r.step) : Value::none()};
  return hash_of(interp, Value::object(make_tuple(interp.heap(), parts)), out);
}

}  // namespace

Value construct_slice(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "slice", args, 1, 3)) return Value::error();
  const bool one = args.size() == 1;
  return Value::object(interp.heap().make<SliceObject>(one ? Value::none() : args[0], one ? args[0] : args[1],
                                                       args.size() == 3 ? args[2] : Value::none()));
}

Value construct_range(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "range", args, 1, 3)) return Value::error();
  int64_t parts[3] = {0, 0, 1};
  for (uint32_t i = 0; i < args.size(); ++i) {
    if (!to_int64(interp, args[i], &parts[args.size() == 1 ? 1 : i])) return Value::error();
  }
  if (parts[2] == 0) return interp.raise(ExceptionKind::kValueError, "range() arg 3 must not be zero");
  const int64_t count = range_count(parts[0], parts[1], parts[2]);
  if (count < 0) return interp.raise(ExceptionKind::kOverflowError, "range has too many items");
  return Value::object(interp.heap().make<RangeObject>(parts[0], parts[1], parts[2], count));
}

const Type SliceObject::kType = {
    .name = "slice",
    .destroy = [](Heap&, Object* self) { slice_of(self).~SliceObject(); },
    .repr = slice_repr,
    .unhashable = true,
    .compare = slice_compare,
    .construct = construct_slice,
    .properties = kSliceProperties,
};

const Property kSliceProperties[] = {
    {"start", [](Interpreter&, Object* self) { return slice_of(self).start; }, nullptr},
    {"stop", [](Interpreter&, Object* self) { return slice_of(self).stop; }, nullptr},
    {"step", [](Interpreter&, Object* self) { return slice_of(self).step; }, nullptr},
    {nullptr, nullptr, nullptr},
};

const Type RangeObject::kType = {
    .name = "range",
    .repr = range_repr,
    .hash = range_hash,
    .compare = range_compare,
    .length = [](Interpreter&, Object* self) { return range_of(self).count; },
    .get_item = range_get_item,
    .contains = range_contains,
    .iter = make_range_iterator,
    .construct = construct_range,
    .properties = kRangeProperties,
};

const Property kRangeProperties[] = {
    {"start", [](Interpreter&, Object* self) { return Value::integer(range_of(self).start); }, nullptr},
    {"stop", [](Interpreter&, Object* self) { return Value::integer(range_of(self).stop); }, nullptr},
    {"step", [](Interpreter&, Object* self) { return Value::integer(range_of(self).step); }, nullptr},
    {nullptr, nullptr, nullptr},
};

}  // namespace interloom::lang
