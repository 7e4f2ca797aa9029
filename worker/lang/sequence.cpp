// What sequences share: index and slice resolution, repetition.
#include <algorithm>

#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

// A slice bound: None gives `absent`, otherwise an index clamped to int64 as CPython clamps to ssize_t.
bool slice_part(Interpreter& interp, const Value& part, int64_t absent, int64_t* out, const char* or_none = " or None") {
  *out = absent;
  if (part.is_none()) return true;
  Value index = part;
  if (part.is_object() && part.type()->to_index) index = part.type()->to_index(interp, part.object());
  if (index.is_error()) return false;
  if (index.is_int_or_bool()) {
    *out = index.as_int();
    return true;
  }
  if (const auto* big = index.as<BigIntObject>()) {
    *out = big->negative ? INT64_MIN : INT64_MAX;
    return true;
  }
  interp.raise(ExceptionKind::kTypeError, "slice indices must be integers", or_none, " or have an __index__ method");
  return false;
}

}  // namespace

bool slice_bound(Interpreter& interp, const Value& value, int64_t* out, bool or_none) {
  return slice_part(interp, value.is_none() ? Value::ellipsis() : value, 0, out, or_none ? " or None" : "");
}

bool order_matches(CompareOp op, int order) {
  switch (op) {
    case CompareOp::kLt:
      return order < 0;
    case CompareOp::kLe:
      return order <= 0;
    case CompareOp::kEq:
      return order == 0;
    case CompareOp::kNe:
      return order != 0;
    case CompareOp::kGt:
      return order > 0;
    case CompareOp::kGe:
      return order >= 0;
  }
  return false;
}

bool repeat_count(Interpreter& interp, const Value& value, int64_t* out) {
  if (!is_integer(value) && !(value.is_object() && value.type()->to_index)) return false;
  if (const auto* big = value.as<BigIntObject>()) {
    if (!big->negative) return false;
    *out = 0;
    return true;
  }
  if (!to_int64(interp, value, out)) return false;
  *out = std::max<int64_t>(*out, 0);
  return true;
}

Value repeat_failed(Interpreter& interp, const Value& value) {
  if (interp.has_error()) return Value::error();
  if (is_integer(value)) return interp.raise(ExceptionKind::kOverflowError, "cannot fit 'int' into an index-sized integer");
  return Value::not_implemented();
}

bool charge_bytes(Interpreter& interp, uint64_t bytes) { return interp.charge_steps(bytes / 256); }

bool checked_repeat(Interpreter& interp, uint64_t size, int64_t count, uint64_t* out) {
  if (__builtin_mul_overflow(size, static_cast<uint64_t>(count), out) || !interp.heap().fits(*out)) {
    interp.stop_over_quota();
    return false;
  }
  return interp.charge_steps(*out / 64);
}

bool resolve_slice(Interpreter& interp, const SliceObject& slice, int64_t length, SliceRange* out) {
  int64_t step;
  if (!slice_part(interp, slice.step, 1, &step)) return false;
  if (step == 0) {
    interp.raise(ExceptionKind::kValueError, "slice step cannot be zero");
    return false;
  }
  step = std::max(step, -INT64_MAX);
  const bool back = step < 0;
  int64_t start, stop;
  if (!slice_part(interp, slice.start, back ? INT64_MAX : 0, &start)) return false;
  if (!slice_part(interp, slice.stop, back ? INT64_MIN : INT64_MAX, &stop)) return false;
  auto clamp = [&](int64_t at, bool absent) {
    if (at < 0 && !absent) at = at < -length ? (back ? -1 : 0) : at + length;
    return std::clamp<int64_t>(at, back ? -1 : 0, back ? length - 1 : length);
  };
  start = clamp(start, false);
  stop = clamp(stop, back && slice.stop.is_none());
  int64_t count = 0;
  if (back ? stop < start : start < stop) {
    // In unsigned arithmetic: a step of any size.
    const uint64_t span = static_cast<uint64_t>(back ? start - stop : stop - start);
    count = static_cast<int64_t>((span - 1) / static_cast<uint64_t>(back ? -step : step)) + 1;
  }
  *out = {start, stop, step, count};
  return true;
}

bool resolve_index(Interpreter& interp, const Value& key, int64_t length, const char* what, const char* range_error,
                   int64_t* out) {
  const bool indexable = is_integer(key) || (key.is_object() && key.type()->to_index);
  if (!indexable) {
    if (std::string_view(what) == "string indices") {
      interp.raise(ExceptionKind::kTypeError, what, " must be integers, not '", key.type_name(), "'");
    } else {
      interp.raise(ExceptionKind::kTypeError, what, " must be integers or slices, not ", key.type_name());
    }
    return false;
  }
  if (key.is<BigIntObject>()) {
    interp.raise(ExceptionKind::kIndexError, "cannot fit 'int' into an index-sized integer");
    return false;
  }
  if (!to_int64(interp, key, out)) return false;
  if (*out < 0) *out += length;
  if (*out >= 0 && *out < length) return true;
  interp.raise(ExceptionKind::kIndexError, range_error);
  return false;
}

}  // namespace interloom::lang
