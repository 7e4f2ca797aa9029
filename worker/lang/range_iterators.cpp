// What iterates over ranges.
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/native_help.h"
#include "worker/lang/number.h"
#include "worker/lang/range.h"

namespace interloom::lang {
namespace {

struct LargeRangeIteratorObject : Object {
  LargeRangeIteratorObject(Value first, Value by, Value n) : next(std::move(first)), step(std::move(by)), left(std::move(n)) {}
  Value next, step, left;
  static const Type kType;
};

Value large_range_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<LargeRangeIteratorObject*>(self);
  if (it.left.same(Value::integer(0))) return Value::undefined();
  Value following = int_arithmetic(interp, BinaryOp::kAdd, it.next, it.step),
        left = int_arithmetic(interp, BinaryOp::kSub, it.left, Value::integer(1));
  if (following.is_error() || left.is_error()) return Value::error();
  it.left = std::move(left);
  return std::exchange(it.next, std::move(following));
}

const Type LargeRangeIteratorObject::kType = {
    .name = "longrange_iterator",
    .destroy = destroy_as<LargeRangeIteratorObject>,
    .iter = iter_itself,
    .next = large_range_next,
};

Value range_iterator_hint(Interpreter&, const Value& self, const Args&) {
  return Value::integer(static_cast<RangeIteratorObject*>(self.object())->left);
}
constexpr Method kRangeIteratorMethods[] = {{"__length_hint__", range_iterator_hint}, {nullptr, nullptr}};

}  // namespace

Value make_range_iterator(Interpreter& interp, Object* range) {
  const RangeObject& r = *static_cast<RangeObject*>(range);
  if (!r.large) return Value::object(interp.heap().make<RangeIteratorObject>(r.start, r.step, r.count));
  const RangeBounds b = range_bounds(r);
  return Value::object(interp.heap().make<LargeRangeIteratorObject>(b.start, b.step, b.count));
}

Value reversed_range(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "range.__reversed__", args, 0, 0)) return Value::error();
  const RangeObject& r = *static_cast<RangeObject*>(self.object());
  if (!r.large) {
    const int64_t last = r.count ? r.start + (r.count - 1) * r.step : r.start;
    const int64_t back = static_cast<int64_t>(-static_cast<uint64_t>(r.step));
    return Value::object(interp.heap().make<RangeIteratorObject>(last, back, r.count));
  }
  const RangeBounds b = range_bounds(r);
  const Value last = int_arithmetic(
      interp, BinaryOp::kAdd, b.start,
      int_arithmetic(interp, BinaryOp::kMul, int_arithmetic(interp, BinaryOp::kSub, b.count, Value::integer(1)), b.step));
  const Value back = number_unary(interp, UnaryOp::kNeg, b.step);
  if (last.is_error() || back.is_error()) return Value::error();
  return Value::object(interp.heap().make<LargeRangeIteratorObject>(last, back, b.count));
}

const Type RangeIteratorObject::kType = {
    .name = "range_iterator",
    .iter = iter_itself,
    .next =
        [](Interpreter&, Object* self) {
          auto& it = *static_cast<RangeIteratorObject*>(self);
          if (it.left == 0) return Value::undefined();
          --it.left;
          const int64_t out = it.next;
          it.next = static_cast<int64_t>(static_cast<uint64_t>(out) + static_cast<uint64_t>(it.step));
          return Value::integer(out);
        },
    .methods = kRangeIteratorMethods,
};

}  // namespace interloom::lang
