// Timsort over pairs of a key and a place: stable, one pass over what is ordered already, in bounds whatever the comparison
// answers. Its memory is the heap's; it charges steps for its comparisons.
#pragma once

#include <algorithm>
#include <cstring>
#include <span>

#include "worker/lang/heap.h"
#include "worker/lang/interpreter.h"

namespace interloom::lang {

// Thrown by a comparison that has raised and when the job stops; whoever sorts catches it.
struct SortFailed {};

// A key with the place its item had.
template <class Key>
struct Keyed {
  Key key;
  uint64_t place;
};

// Memory of the heap for the time of a sort.
template <class T>
class Scratch {
 public:
  Scratch(Heap& heap, uint64_t n) : heap_(heap), bytes_(n * sizeof(T)), data_(static_cast<T*>(heap.allocate_raw(bytes_))) {}
  ~Scratch() { heap_.free_raw(data_, bytes_); }
  Scratch(const Scratch&) = delete;
  T* data() { return data_; }

 private:
  Heap& heap_;
  uint64_t bytes_;
  T* data_;
};

template <class Key, class Less>
class Timsort {
  using Item = Keyed<Key>;

 public:
  Timsort(Interpreter& interp, std::span<Item> items, Less less)
      : interp_(interp), items_(items), less_(less), buffer_(interp.heap(), items.size() / 2 + 1) {}

  void sort() {
    const uint64_t n = items_.size();
    const uint64_t shortest = shortest_run(n);
    for (uint64_t at = 0; at < n;) {
      uint64_t length = run_length(at);
      if (length < shortest) {
        const uint64_t wanted = std::min(shortest, n - at);
        insert_each(at, at + length, at + wanted);
        length = wanted;
      }
      runs_[run_count_++] = {at, length};
      at += length;
      while (run_count_ > 1 && unbalanced()) {
      }
    }
    while (run_count_ > 1)
      merge_at(run_count_ > 2 && runs_[run_count_ - 3].length < runs_[run_count_ - 1].length ? run_count_ - 3 : run_count_ - 2);
  }

 private:
  struct Run {
    uint64_t start, length;
  };

  bool less(const Item& a, const Item& b) { return less_(a.key, b.key); }
  void charge(uint64_t comparisons) {
    if (!interp_.charge_steps(comparisons)) throw SortFailed{};
  }

  // n / 2^k between 32 and 64, rounded up: runs of that length merge evenly.
  static uint64_t shortest_run(uint64_t n) {
    uint64_t odd = 0;
    while (n >= 64) {
      odd |= n & 1;
      n >>= 1;
    }
    return n + odd;
  }

  // The items from `start` that ascend, or that strictly descend and are turned round.
  uint64_t run_length(uint64_t start) {
    const uint64_t end = items_.size();
    uint64_t at = start + 1;
    if (at == end) return 1;
    const bool descending = less(items_[at], items_[at - 1]);
    for (++at; at < end; ++at) {
      if (less(items_[at], items_[at - 1]) != descending) break;
      if ((at & 1023) == 0) charge(1024);
    }
    charge((at - start) & 1023);
    if (descending) std::reverse(items_.begin() + start, items_.begin() + at);
    return at - start;
  }

  // [start, sorted) is in order; binary insertion of those up to `end`.
  void insert_each(uint64_t start, uint64_t sorted, uint64_t end) {
    for (uint64_t at = sorted; at < end; ++at) {
      const Item pivot = items_[at];
      uint64_t low = start, high = at;
      while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (less_(pivot.key, items_[middle].key)) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      std::memmove(static_cast<void*>(&items_[low + 1]), &items_[low], (at - low) * sizeof(Item));
      items_[low] = pivot;
    }
    charge((end - sorted) * 5);
  }

  // Merges where a run is not longer than what follows; false when all are balanced.
  bool unbalanced() {
    const uint64_t n = run_count_;
    const bool third = n > 2 && runs_[n - 3].length <= runs_[n - 2].length + runs_[n - 1].length;
    const bool fourth = n > 3 && runs_[n - 4].length <= runs_[n - 3].length + runs_[n - 2].length;
    if (third || fourth) {
      merge_at(runs_[n - 3].length < runs_[n - 1].length ? n - 3 : n - 2);
    } else if (runs_[n - 2].length <= runs_[n - 1].length) {
      merge_at(n - 2);
    } else {
      return false;
    }
    return true;
  }

  void merge_at(uint64_t i) {
    const Run a = runs_[i], b = runs_[i + 1];
    runs_[i].length += b.length;
    if (i + 3 == run_count_) runs_[i + 1] = runs_[i + 2];
    --run_count_;
    merge(a.start, b.start, b.start + b.length);
  }

  // Neighbouring runs; what is in place at either end is found by growing steps and left alone.
  void merge(uint64_t start, uint64_t middle, uint64_t end) {
    const Item first = items_[middle], last = items_[middle - 1];
    start += gallop(start, middle, [&](const Item& item) { return !less(first, item); });
    if (start == middle) return;
    end = middle + gallop_back(middle, end, [&](const Item& item) { return less(item, last); });
    charge(end - start);
    if (middle - start <= end - middle) {
      merge_low(start, middle, end);
    } else {
      merge_high(start, middle, end);
    }
  }

  // How many items at the front of [from, to) satisfy `inside`, which holds for a prefix.
  template <class Inside>
  uint64_t gallop(uint64_t from, uint64_t to, Inside inside) {
    uint64_t known = 0, step = 1;
    const uint64_t n = to - from;
    while (step <= n && inside(items_[from + step - 1])) {
      known = step;
      step = step * 2 + 1;
    }
    uint64_t high = std::min(step - 1, n);
    while (known < high) {
      const uint64_t at = known + (high - known) / 2;
      if (inside(items_[from + at])) {
        known = at + 1;
      } else {
        high = at;
      }
    }
    return known;
  }
  // The same, expecting that the prefix is long.
  template <class Inside>
  uint64_t gallop_back(uint64_t from, uint64_t to, Inside inside) {
    uint64_t step = 1, outside = 0;
    const uint64_t n = to - from;
    while (step <= n && !inside(items_[to - step])) {
      outside = step;
      step = step * 2 + 1;
    }
    uint64_t low = step > n ? 0 : n - step + 1, high = n - outside;
    while (low < high) {
      const uint64_t at = low + (high - low) / 2;
      if (inside(items_[from + at])) {
        low = at + 1;
      } else {
        high = at;
      }
    }
    return low;
  }

  void merge_low(uint64_t start, uint64_t middle, uint64_t end) {
    Item* const left = buffer_.data();
    const uint64_t n = middle - start;
    std::memcpy(static_cast<void*>(left), &items_[start], n * sizeof(Item));
    uint64_t a = 0, b = middle, to = start;
    while (a < n && b < end) items_[to++] = less(items_[b], left[a]) ? items_[b++] : left[a++];
    std::memcpy(static_cast<void*>(&items_[to]), &left[a], (n - a) * sizeof(Item));
  }

  void merge_high(uint64_t start, uint64_t middle, uint64_t end) {
    Item* const right = buffer_.data();
    const uint64_t n = end - middle;
    std::memcpy(static_cast<void*>(right), &items_[middle], n * sizeof(Item));
    uint64_t a = middle, b = n, to = end;
    while (a > start && b > 0) items_[--to] = less(right[b - 1], items_[a - 1]) ? items_[--a] : right[--b];
    std::memcpy(static_cast<void*>(&items_[to - b]), right, b * sizeof(Item));
  }

  Interpreter& interp_;
  std::span<Item> items_;
  Less less_;
  Scratch<Item> buffer_;
  Run runs_[96];  // lengths grow at least as Fibonacci's numbers do
  uint64_t run_count_ = 0;
};

}  // namespace interloom::lang
