// SlabPool: keeps slabs of ended heaps for the next ones, so that a small job costs the kernel nothing. Any thread; outlives its
// heaps.
#pragma once

#include <cstddef>
#include <mutex>
#include <vector>

namespace interloom::lang {

inline constexpr size_t kSlabBytes = 32 << 10;  // size and alignment

class SlabPool {
 public:
  explicit SlabPool(size_t max_kept = 256) : max_kept_(max_kept) {}
  ~SlabPool();
  SlabPool(const SlabPool&) = delete;
  SlabPool& operator=(const SlabPool&) = delete;

  void* acquire();  // null: out of memory
  void give_back(void* slab);

 private:
  const size_t max_kept_;
  std::mutex mutex_;
  std::vector<void*> kept_;
};

}  // namespace interloom::lang
