// What list and tuple share, and iteration for natives.
#pragma once

#include <algorithm>
#include <span>
#include <string>

#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/protocol.h"
#include "worker/lang/repr_guard.h"

namespace interloom::lang {

inline Value sequence_repr(Interpreter& interp, Object* self, std::span<const Value> items, const char* brackets) {
  ReprGuard guard(self);
  if (guard.running()) return str_value(interp.heap(), std::string{brackets[0], '.', '.', '.', brackets[1]});
  std::string out(1, brackets[0]);
  for (size_t i = 0; i < items.size(); ++i) {
    if (i) out += ", ";
    if (!repr_text(interp, Value(items[i]), &out)) return Value::error();
  }
  if (brackets[0] == '(' && items.size() == 1) out += ',';
  out += brackets[1];
  return str_value(interp.heap(), out);
}

// Item by item; a list may change while its items are compared, so sizes are read anew.
template <class T>
Value sequence_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  T *a = left.as<T>(), *b = right.as<T>();
  if (!a || !b) return Value::not_implemented();
  if ((op == CompareOp::kEq || op == CompareOp::kNe) && a->size != b->size) return Value::boolean(op == CompareOp::kNe);
  for (uint64_t i = 0; i < std::min(a->size, b->size); ++i) {
    const Value x = a->span()[i], y = b->span()[i];
    const int equal = values_equal(interp, x, y);
    if (equal < 0 || !interp.charge_steps(1)) return Value::error();
    if (equal) continue;
    if (i >= std::min(a->size, b->size)) break;  // the comparison has made one shorter
    if (op == CompareOp::kEq || op == CompareOp::kNe) return Value::boolean(op == CompareOp::kNe);
    return compare_op(interp, op, x, y);
  }
  return Value::boolean(order_matches(op, a->size < b->size ? -1 : a->size > b->size));
}

// Visits every item until `visit` returns false (it has raised, or wants no more); false then, or when iterating raised. As
// for_each, without an iterator object for lists and tuples, which may change meanwhile.
template <class Visit>
bool each_item(Interpreter& interp, const Value& iterable, Visit&& visit) {
  if (iterable.exact<ListObject>() || iterable.exact<TupleObject>()) {
    const Value held = iterable;
    auto* list = held.exact<ListObject>();
    for (uint64_t i = 0;; ++i) {
      const std::span<Value> items = list ? list->span() : held.exact<TupleObject>()->span();
      if (i >= items.size()) return true;
      const Value item = items[i];
      if (!interp.charge_steps(1) || !visit(item)) return false;
    }
  }
  const Value iterator = get_iter(interp, iterable);
  if (iterator.is_error()) return false;
  while (true) {
    const Value item = iter_next(interp, iterator);
    if (item.is_undefined()) return true;
    if (item.is_error() || !interp.charge_steps(1) || !visit(item)) return false;
  }
}

template <class T>
int sequence_contains(Interpreter& interp, Object* self, const Value& item) {
  for (uint64_t i = 0;; ++i) {
    const std::span<Value> items = static_cast<T*>(self)->span();
    if (i >= items.size()) return 0;
    const Value candidate = items[i];
    const int equal = values_equal(interp, candidate, item);
    if (equal != 0) return equal;
    if (!interp.charge_steps(1)) return -1;
  }
}

}  // namespace interloom::lang
