// list.sort: by keys that are all ints, all floats or all strs without calling anything. Each comparison of other keys may run
// code of the job; its list is empty meanwhile, as CPython's is.
#include <algorithm>
#include <cstring>
#include <span>

#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"
#include "worker/lang/timsort.h"

namespace interloom::lang {
namespace {

// Order of places after sorting by keys read with `read`.
template <class Key, class Read, class Less>
void sort_places(Interpreter& interp, std::span<const Value> keys, bool reverse, uint64_t* places, Read read, Less less) {
  const uint64_t n = keys.size();
  Scratch<Keyed<Key>> items(interp.heap(), n);
  for (uint64_t i = 0; i < n; ++i) {
    // Reversed sorting keeps the order of equals: reverse, sort, reverse.
    const uint64_t place = reverse ? n - 1 - i : i;
    items.data()[i] = {read(keys[place]), place};
  }
  Timsort<Key, Less>(interp, {items.data(), n}, less).sort();
  for (uint64_t i = 0; i < n; ++i) places[reverse ? n - 1 - i : i] = items.data()[i].place;
}

template <class Test>
bool all(std::span<const Value> keys, Test test) {
  return std::all_of(keys.begin(), keys.end(), test);
}

void sort_by(Interpreter& interp, std::span<const Value> keys, bool reverse, uint64_t* places) {
  if (all(keys, [](const Value& v) { return v.is_int(); })) {
    auto less = [](int64_t a, int64_t b) { return a < b; };
    return sort_places<int64_t>(
        interp, keys, reverse, places, [](const Value& v) { return v.as_int(); }, less);
  }
  if (all(keys, [](const Value& v) { return v.is_float(); })) {
    auto less = [](double a, double b) { return a < b; };
    return sort_places<double>(
        interp, keys, reverse, places, [](const Value& v) { return v.as_float(); }, less);
  }
  if (all(keys, [](const Value& v) { return v.exact<StrObject>() != nullptr; })) {
    // UTF-8 sorts as its code points do.
    auto less = [&interp](const StrObject* a, const StrObject* b) {
      if (std::min(a->size, b->size) > 256 && !interp.charge_steps(std::min(a->size, b->size) / 256)) throw SortFailed{};
      return a->view() < b->view();
    };
    return sort_places<const StrObject*>(
        interp, keys, reverse, places, [](const Value& v) { return v.exact<StrObject>(); }, less);
  }
  auto less = [&interp](const Value* a, const Value* b) {
    const Value result = compare_op(interp, CompareOp::kLt, *a, *b);
    const int yes = result.is_error() ? -1 : truth(interp, result);
    if (yes < 0 || !interp.charge_steps(1)) throw SortFailed{};
    return yes == 1;
  };
  sort_places<const Value*>(
      interp, keys, reverse, places, [](const Value& v) { return &v; }, less);
}

void exchange(ListObject& a, ListObject& b) {
  std::swap(a.items, b.items);
  std::swap(a.size, b.size);
  std::swap(a.capacity, b.capacity);
}

bool make_keys(Interpreter& interp, std::span<const Value> items, const Value& key, ListObject& keys) {
  keys.reserve(items.size());
  for (const Value& item : items) {
    Value made = call(interp, key, Args(std::span(&item, 1)));
    if (made.is_error()) return false;
    keys.append(std::move(made));
  }
  return true;
}

bool sort_items(Interpreter& interp, std::span<Value> items, const Value& key, bool reverse) {
  auto keys = make_list(interp.heap());
  if (!key.is_none() && !make_keys(interp, items, key, *keys)) return false;
  if (items.size() < 2) return true;
  Scratch<uint64_t> places(interp.heap(), items.size());
  try {
    sort_by(interp, key.is_none() ? items : keys->span(), reverse, places.data());
  } catch (const SortFailed&) {
    return false;
  }
  // Values move bytewise: none is copied or dropped.
  Scratch<Value> sorted(interp.heap(), items.size());
  for (uint64_t i = 0; i < items.size(); ++i) {
    std::memcpy(static_cast<void*>(&sorted.data()[i]), &items[places.data()[i]], sizeof(Value));
  }
  std::memcpy(static_cast<void*>(items.data()), sorted.data(), items.size_bytes());
  return true;
}

}  // namespace

bool sort_list(Interpreter& interp, ListObject& list, const Value& key, bool reverse) {
  // The list is empty meanwhile, as CPython's is, and comes back in any case.
  auto taken = make_list(interp.heap());
  exchange(*taken, list);
  struct Restore {
    ListObject &list, &taken;
    ~Restore() { exchange(taken, list); }
  } restore{list, *taken};
  const bool sorted = sort_items(interp, taken->span(), key, reverse);
  if (!sorted || (list.size == 0 && list.capacity == 0)) return sorted;
  interp.raise(ExceptionKind::kValueError, "list modified during sort");
  return false;
}

}  // namespace interloom::lang
