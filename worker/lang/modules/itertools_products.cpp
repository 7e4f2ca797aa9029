// product, permutations, combinations, combinations_with_replacement: tuples of items at indices that count up.
#include <algorithm>

#include "worker/lang/modules/itertools.h"
#include "worker/lang/number.h"

namespace interloom::lang::modules {
namespace {

// Numbers of an object's own, on the heap.
class Indices {
 public:
  Indices(Heap& heap, uint64_t n) : heap_(&heap), size_(n), data_(static_cast<uint64_t*>(heap.allocate_raw(bytes()))) {}
  Indices(Indices&& other) noexcept : heap_(other.heap_), size_(other.size_), data_(std::exchange(other.data_, nullptr)) {}
  ~Indices() { heap_->free_raw(data_, bytes()); }
  Indices(const Indices&) = delete;
  uint64_t size() const { return size_; }
  uint64_t& operator[](uint64_t i) { return data_[i]; }
  uint64_t* begin() { return data_; }
  uint64_t* end() { return data_ + size_; }

 private:
  size_t bytes() const { return std::max<uint64_t>(size_, 1) * sizeof(uint64_t); }
  Heap* heap_;
  uint64_t size_;
  uint64_t* data_;
};

Ref<TupleObject> pool_of(Interpreter& interp, const Value& iterable) {
  auto items = make_list(interp.heap());
  if (!extend_list(interp, *items, iterable)) return {};
  return make_tuple(interp.heap(), items->span());
}

// r, the length of the tuples. False: raised.
bool length_argument(Interpreter& interp, const Value& value, uint64_t* out) {
  int64_t r;
  if (!to_int64(interp, value, &r)) return false;
  if (r < 0) {
    interp.raise(ExceptionKind::kValueError, "r must be non-negative");
    return false;
  }
  *out = static_cast<uint64_t>(r);
  return true;
}

enum class State : uint8_t { kFirst, kRunning, kEnded };

struct ProductObject : Object {
  ProductObject(Heap& heap, Ref<TupleObject> of) : pools(std::move(of)), indices(heap, pools->size) {
    std::fill(indices.begin(), indices.end(), 0);
  }
  Ref<TupleObject> pools;
  Indices indices;
  State state = State::kFirst;
  std::span<Value> pool(uint64_t i) { return pools->items()[i].as<TupleObject>()->span(); }
};

Value product_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<ProductObject*>(self);
  const uint64_t n = it.pools->size;
  if (it.state == State::kRunning) {
    uint64_t at = n;
    while (at > 0 && ++it.indices[at - 1] == it.pool(at - 1).size()) it.indices[--at] = 0;
    if (at == 0) it.state = State::kEnded;
  } else if (it.state == State::kFirst) {
    it.state = State::kRunning;
    for (uint64_t i = 0; i < n; ++i) {
      if (it.pool(i).empty()) it.state = State::kEnded;
    }
  }
  if (it.state == State::kEnded) return Value::undefined();
  if (!interp.charge_steps(1 + n / 16)) return Value::error();
  auto out = make_tuple(interp.heap(), n);
  for (uint64_t i = 0; i < n; ++i) out->items()[i] = it.pool(i)[it.indices[i]];
  return Value::object(std::move(out));
}

Value make_product(Interpreter& interp, const Type& type, const Args& args) {
  static constexpr const char* kNames[] = {"repeat"};
  const Value* options[1];
  if (!bind_args(interp, {.function = "product", .names = kNames, .keyword_only = 0}, keywords_of(args), options))
    return Value::error();
  int64_t repeat = 1;
  if (options[0] && !to_int64(interp, *options[0], &repeat)) return Value::error();
  if (repeat < 0) return interp.raise(ExceptionKind::kValueError, "repeat argument cannot be negative");
  uint64_t n;
  if (__builtin_mul_overflow(uint64_t{args.size()}, static_cast<uint64_t>(repeat), &n))
    return interp.raise(ExceptionKind::kOverflowError, "repeat argument too large");
  if (!interp.charge_steps(n)) return Value::error();
  auto pools = make_tuple(interp.heap(), n);
  for (uint64_t i = 0; i < n; ++i) {
    if (i < args.size()) {
      auto pool = pool_of(interp, args[static_cast<uint32_t>(i)]);
      if (!pool) return Value::error();
      pools->items()[i] = Value::object(std::move(pool));
    } else {
      pools->items()[i] = pools->items()[i - args.size()];
    }
  }
  return Value::object(interp.heap().make_typed<ProductObject>(type, interp.heap(), std::move(pools)));
}

// combinations (with replacement) and permutations: r indices into one pool.
struct SelectionObject : Object {
  SelectionObject(Heap& heap, Ref<TupleObject> of, uint64_t r, uint64_t index_count, uint64_t cycle_count)
      : pool(std::move(of)), length(r), indices(heap, index_count), cycles(heap, cycle_count) {}
  Ref<TupleObject> pool;
  uint64_t length;
  Indices indices;
  Indices cycles;  // permutations: how often each place still turns
  State state = State::kFirst;
};

Value selected(Interpreter& interp, SelectionObject& it) {
  if (!interp.charge_steps(1 + it.length / 16)) return Value::error();
  auto out = make_tuple(interp.heap(), it.length);
  for (uint64_t i = 0; i < it.length; ++i) out->items()[i] = it.pool->items()[it.indices[i]];
  return Value::object(std::move(out));
}

bool next_combination(SelectionObject& it) {
  const uint64_t n = it.pool->size, r = it.length;
  uint64_t at = r;
  while (at > 0 && it.indices[at - 1] == at - 1 + n - r) --at;
  if (at == 0) return false;
  ++it.indices[at - 1];
  for (; at < r; ++at) it.indices[at] = it.indices[at - 1] + 1;
  return true;
}

bool next_multiset(SelectionObject& it) {
  uint64_t at = it.length;
  while (at > 0 && it.indices[at - 1] + 1 == it.pool->size) --at;
  if (at == 0) return false;
  std::fill(it.indices.begin() + (at - 1), it.indices.begin() + it.length, it.indices[at - 1] + 1);
  return true;
}

bool next_permutation(SelectionObject& it) {
  const uint64_t n = it.pool->size;
  for (uint64_t at = it.length; at-- > 0;) {
    if (--it.cycles[at] > 0) {
      std::swap(it.indices[at], it.indices[n - it.cycles[at]]);
      return true;
    }
    std::rotate(it.indices.begin() + at, it.indices.begin() + at + 1, it.indices.end());
    it.cycles[at] = n - at;
  }
  return false;
}

template <bool (*advance)(SelectionObject&)>
Value selection_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<SelectionObject*>(self);
  if (!interp.charge_steps(1 + it.pool->size / 64)) return Value::error();
  if (it.state == State::kRunning && !advance(it)) it.state = State::kEnded;
  if (it.state == State::kEnded) return Value::undefined();
  it.state = State::kRunning;
  return selected(interp, it);
}

Value make_permutations(Interpreter& interp, const Type& type, const Args& args) {
  static constexpr const char* kNames[] = {"iterable", "r"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "permutations", .names = kNames, .required = 1}, args, out)) return Value::error();
  auto pool = pool_of(interp, *out[0]);
  if (!pool) return Value::error();
  const uint64_t n = pool->size;
  uint64_t r = n;
  if (out[1] && !out[1]->is_none()) {
    if (!is_integer(*out[1])) return interp.raise(ExceptionKind::kTypeError, "Expected int as r");
    if (!length_argument(interp, *out[1], &r)) return Value::error();
  }
  auto it = interp.heap().make_typed<SelectionObject>(type, interp.heap(), std::move(pool), r, n, std::min(n, r));
  for (uint64_t i = 0; i < n; ++i) it->indices[i] = i;
  for (uint64_t i = 0; i < it->cycles.size(); ++i) it->cycles[i] = n - i;
  if (r > n) it->state = State::kEnded;
  return Value::object(std::move(it));
}

Value make_combination(Interpreter& interp, const Type& type, const Args& args, const char* name, bool replacement) {
  static constexpr const char* kNames[] = {"iterable", "r"};
  const Value* out[2];
  if (!bind_args(interp, {.function = name, .names = kNames, .required = 2}, args, out)) return Value::error();
  auto pool = pool_of(interp, *out[0]);
  uint64_t r;
  if (!pool || !length_argument(interp, *out[1], &r)) return Value::error();
  const bool none = replacement ? r > 0 && pool->size == 0 : r > pool->size;
  auto it = interp.heap().make_typed<SelectionObject>(type, interp.heap(), std::move(pool), r, none ? 0 : r, 0);
  for (uint64_t i = 0; i < it->indices.size(); ++i) it->indices[i] = replacement ? 0 : i;
  if (none) it->state = State::kEnded;
  return Value::object(std::move(it));
}

Value make_combinations(Interpreter& interp, const Type& type, const Args& args) {
  return make_combination(interp, type, args, "combinations", false);
}
Value make_multisets(Interpreter& interp, const Type& type, const Args& args) {
  return make_combination(interp, type, args, "combinations_with_replacement", true);
}

}  // namespace

const Type kProductType = iterator_type<ProductObject>("itertools.product", product_next, make_product);
const Type kPermutationsType =
    iterator_type<SelectionObject>("itertools.permutations", selection_next<next_permutation>, make_permutations);
const Type kCombinationsType =
    iterator_type<SelectionObject>("itertools.combinations", selection_next<next_combination>, make_combinations);
const Type kCombinationsWithReplacementType =
    iterator_type<SelectionObject>("itertools.combinations_with_replacement", selection_next<next_multiset>, make_multisets);

}  // namespace interloom::lang::modules
