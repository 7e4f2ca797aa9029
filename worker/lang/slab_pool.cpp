#include "worker/lang/slab_pool.h"

#include <cstdlib>

namespace interloom::lang {

SlabPool::~SlabPool() {
  for (void* slab : kept_) std::free(slab);
}

void* SlabPool::acquire() {
  {
    const std::lock_guard lock(mutex_);
    if (!kept_.empty()) {
      void* slab = kept_.back();
      kept_.pop_back();
      return slab;
    }
  }
  return std::aligned_alloc(kSlabBytes, kSlabBytes);
}

void SlabPool::give_back(void* slab) {
  {
    const std::lock_guard lock(mutex_);
    if (kept_.size() < max_kept_) {
      kept_.push_back(slab);
      return;
    }
  }
  std::free(slab);
}

}  // namespace interloom::lang
