// Methods and constructors of list and tuple, and the sort.
#include <algorithm>
#include <numeric>
#include <vector>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

ListObject& self_of(const Value& self) { return *static_cast<ListObject*>(self.object()); }

Value append(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.append", args, 1, 1)) return Value::error();
  self_of(self).append(args[0]);
  return Value::none();
}

Value extend(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.extend", args, 1, 1)) return Value::error();
  return extend_list(interp, self_of(self), args[0]) ? Value::none() : Value::error();
}

Value pop(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "pop", args, 0, 1)) return Value::error();
  ListObject& list = self_of(self);
  int64_t index = -1;
  if (args.size() == 1 && !to_int64(interp, args[0], &index)) return Value::error();
  if (list.size == 0) return interp.raise(ExceptionKind::kIndexError, "pop from empty list");
  if (index < 0) index += static_cast<int64_t>(list.size);
  if (index < 0 || index >= static_cast<int64_t>(list.size))
    return interp.raise(ExceptionKind::kIndexError, "pop index out of range");
  if (!interp.charge_steps((list.size - index) / 16)) return Value::error();
  Value out = std::move(list.items[index]);
  for (uint64_t i = index; i + 1 < list.size; ++i) list.items[i].swap(list.items[i + 1]);
  --list.size;
  return out;
}

Value insert(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "insert", args, 2, 2)) return Value::error();
  int64_t index;
  if (!to_int64(interp, args[0], &index)) return Value::error();
  ListObject& list = self_of(self);
  const int64_t size = static_cast<int64_t>(list.size);
  if (index < 0) index += size;
  index = std::clamp<int64_t>(index, 0, size);
  list.append(args[1]);
  std::rotate(list.items + index, list.items + size, list.items + size + 1);
  return interp.charge_steps((size - index) / 16) ? Value::none() : Value::error();
}

std::span<Value> items_of(const Value& self) {
  if (auto* list = self.as<ListObject>()) return list->span();
  return static_cast<TupleObject*>(self.object())->span();
}

// The first equal item in [from, to); -1 none, -2 raised.
int64_t find_item(Interpreter& interp, const Value& self, const Value& wanted, uint64_t from = 0, uint64_t to = UINT64_MAX) {
  for (uint64_t i = from; i < std::min<uint64_t>(to, items_of(self).size()); ++i) {
    const Value candidate = items_of(self)[i];
    const int equal = values_equal(interp, candidate, wanted);
    if (equal < 0 || !interp.charge_steps(1)) return -2;
    if (equal) return static_cast<int64_t>(i);
  }
  return -1;
}

Value index(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "index", args, 1, 3)) return Value::error();
  const int64_t size = static_cast<int64_t>(items_of(self).size());
  int64_t from = 0, to = INT64_MAX;
  if (args.size() > 1 && !slice_bound(interp, args[1], &from)) return Value::error();
  if (args.size() > 2 && !slice_bound(interp, args[2], &to)) return Value::error();
  if (from < 0) from = std::max<int64_t>(from + size, 0);
  if (to < 0) to = std::max<int64_t>(to + size, 0);
  const int64_t at = find_item(interp, self, args[0], from, to);
  if (at >= 0) return Value::integer(at);
  if (at == -2) return Value::error();
  if (self.is<TupleObject>()) return interp.raise(ExceptionKind::kValueError, "tuple.index(x): x not in tuple");
  std::string text;
  if (!repr_text(interp, args[0], &text)) return Value::error();
  return interp.raise(ExceptionKind::kValueError, text, " is not in list");
}

Value count(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, self.is<ListObject>() ? "list.count" : "tuple.count", args, 1, 1)) return Value::error();
  int64_t n = 0;
  for (int64_t at = find_item(interp, self, args[0]); at != -1; at = find_item(interp, self, args[0], at + 1)) {
    if (at == -2) return Value::error();
    ++n;
  }
  return Value::integer(n);
}

Value remove(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.remove", args, 1, 1)) return Value::error();
  const int64_t at = find_item(interp, self, args[0]);
  if (at == -2) return Value::error();
  if (at == -1) return interp.raise(ExceptionKind::kValueError, "list.remove(x): x not in list");
  return del_item(interp, self, Value::integer(at)) ? Value::none() : Value::error();
}

Value reverse(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.reverse", args, 0, 0)) return Value::error();
  if (!interp.charge_steps(self_of(self).size / 16)) return Value::error();
  std::reverse(self_of(self).span().begin(), self_of(self).span().end());
  return Value::none();
}

Value clear(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.clear", args, 0, 0)) return Value::error();
  auto old = make_list(interp.heap());
  std::swap(old->items, self_of(self).items);
  std::swap(old->size, self_of(self).size);
  std::swap(old->capacity, self_of(self).capacity);
  return Value::none();
}

Value copy(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.copy", args, 0, 0)) return Value::error();
  if (!interp.charge_steps(self_of(self).size / 16)) return Value::error();
  return Value::object(make_list(interp.heap(), self_of(self).span()));
}

Value sort(Interpreter& interp, const Value& self, const Args& args) {
  if (args.size() > 0) return interp.raise(ExceptionKind::kTypeError, "sort() takes no positional arguments");
  static constexpr const char* kNames[] = {"key", "reverse"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "sort", .names = kNames, .keyword_only = 0}, args, out)) return Value::error();
  int64_t reversed = 0;
  if (out[1] && !to_int64(interp, *out[1], &reversed)) return Value::error();
  return sort_list(interp, self_of(self), out[0] ? *out[0] : Value::none(), reversed != 0) ? Value::none() : Value::error();
}

// Thrown inside sort_list only, when a comparison has raised.
struct SortFailed {};

struct ByKey {
  Interpreter& interp;
  std::span<const Value> keys;
  bool less(uint32_t a, uint32_t b) const {
    const Value &x = keys[a], &y = keys[b];
    if (x.is_int() && y.is_int()) return x.as_int() < y.as_int();
    if (x.is_float() && y.is_float()) return x.as_float() < y.as_float();
    const Value result = compare_op(interp, CompareOp::kLt, x, y);
    const int yes = result.is_error() ? -1 : truth(interp, result);
    if (yes < 0) throw SortFailed{};
    return yes;
  }
};

// CPython's order of comparisons for short lists: the run at the start, then binary insertion.
void insertion_sort(std::span<uint32_t> order, const ByKey& by) {
  size_t run = 1;
  if (order.size() > 1) {
    const bool descending = by.less(order[1], order[0]);
    for (run = 2; run < order.size() && by.less(order[run], order[run - 1]) == descending; ++run) {
    }
    if (descending) std::reverse(order.begin(), order.begin() + run);
  }
  for (size_t i = run; i < order.size(); ++i) {
    const uint32_t pivot = order[i];
    size_t low = 0, high = i;
    while (low < high) {
      const size_t middle = low + (high - low) / 2;
      if (by.less(pivot, order[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    std::rotate(order.begin() + low, order.begin() + i, order.begin() + i + 1);
  }
}

// Merge sort of indices, bottom up: stays in bounds whatever the comparison answers.
void merge_sort(std::vector<uint32_t>& order, const ByKey& by) {
  constexpr size_t kShort = 63;
  for (size_t low = 0; low < order.size(); low += kShort) {
    insertion_sort(std::span(order).subspan(low, std::min(kShort, order.size() - low)), by);
    if (!by.interp.charge_steps(kShort)) throw SortFailed{};
  }
  std::vector<uint32_t> buffer(order.size());
  for (size_t width = kShort; width < order.size(); width *= 2) {
    for (size_t low = 0; low < order.size(); low += 2 * width) {
      const size_t middle = std::min(low + width, order.size()), high = std::min(low + 2 * width, order.size());
      if (!by.interp.charge_steps(high - low)) throw SortFailed{};
      size_t a = low, b = middle;
      for (size_t at = low; at < high; ++at) {
        const bool right = a == middle || (b < high && by.less(order[b], order[a]));
        buffer[at] = order[right ? b++ : a++];
      }
    }
    order.swap(buffer);
  }
}

}  // namespace

bool sort_list(Interpreter& interp, ListObject& list, const Value& key, bool reverse) {
  // The list is empty meanwhile, as CPython's is, and comes back in any case.
  auto taken = make_list(interp.heap());
  std::swap(taken->items, list.items);
  std::swap(taken->size, list.size);
  std::swap(taken->capacity, list.capacity);
  struct Restore {
    ListObject& list;
    ListObject& taken;
    ~Restore() {
      std::swap(taken.items, list.items);
      std::swap(taken.size, list.size);
      std::swap(taken.capacity, list.capacity);
    }
  } restore{list, *taken};

  interp.heap().charge(taken->size * 2 * sizeof(uint32_t));
  struct Release {
    Heap& heap;
    uint64_t bytes;
    ~Release() { heap.release(bytes); }
  } release{interp.heap(), taken->size * 2 * sizeof(uint32_t)};

  Ref<ListObject> keys = taken;
  if (!key.is_none()) {
    keys = make_list(interp.heap());
    for (const Value& item : taken->span()) {
      Value made = call(interp, key, Args(std::span(&item, 1)));
      if (made.is_error()) return false;
      keys->append(std::move(made));
    }
  }
  // Reversed sorting keeps the order of equals: reverse, sort, reverse.
  std::vector<uint32_t> order(taken->size);
  std::iota(order.begin(), order.end(), 0);
  if (reverse) std::reverse(order.begin(), order.end());
  try {
    merge_sort(order, ByKey{interp, keys->span()});
  } catch (const SortFailed&) {
    return false;
  }
  if (reverse) std::reverse(order.begin(), order.end());
  auto sorted = make_list(interp.heap());
  sorted->reserve(taken->size);
  for (uint32_t at : order) sorted->append(taken->items[at]);
  std::swap(taken->items, sorted->items);
  std::swap(taken->capacity, sorted->capacity);
  if (list.size > 0) {
    interp.raise(ExceptionKind::kValueError, "list modified during sort");
    return false;
  }
  return true;
}

Value construct_list(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "list", args, 0, 1)) return Value::error();
  auto list = make_list(interp.heap());
  if (args.size() == 1 && !extend_list(interp, *list, args[0])) return Value::error();
  return Value::object(std::move(list));
}

Value construct_tuple(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "tuple", args, 0, 1)) return Value::error();
  if (args.size() == 1 && args[0].is<TupleObject>()) return args[0];
  auto list = make_list(interp.heap());
  if (args.size() == 1 && !extend_list(interp, *list, args[0])) return Value::error();
  return Value::object(make_tuple(interp.heap(), list->span()));
}

const Method kListMethods[] = {
    {"append", append}, {"clear", clear}, {"copy", copy},     {"count", count},     {"extend", extend}, {"index", index},
    {"insert", insert}, {"pop", pop},     {"remove", remove}, {"reverse", reverse}, {"sort", sort},     {nullptr, nullptr},
};
const Method kTupleMethods[] = {{"count", count}, {"index", index}, {nullptr, nullptr}};

}  // namespace interloom::lang
