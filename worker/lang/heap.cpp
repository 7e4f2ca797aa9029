#include "worker/lang/heap.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

namespace interloom::lang {
namespace {

constexpr size_t kMaxCellBytes = 2048;
constexpr int kMaxDestroyDepth = 32;
// Added to every count before the externals are finalized, so that no drop reaches zero.
constexpr uint32_t kImmortalBias = 1u << 30;

constexpr size_t kCellBytes[] = {16,  32,  48,  64,  80,  96,  112, 128, 144, 160,  176,  192,  208,  224,
                                 240, 256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280, 1536, 1792, 2048};

}  // namespace

// What Heap::of finds at the start of an object's slab or large block.
struct Heap::BlockHeader {
  Heap* heap;
  bool large;
};

struct Heap::Slab : BlockHeader {
  Kind kind;
  uint8_t size_class;
  bool partial;  // in the list of slabs with room that are not current
  uint32_t cell_bytes;
  uint32_t bump;  // offset of the first cell never used
  uint32_t live;
  void* free;  // linked through the second word; the first is null, as no object's
  Slab *previous, *next, *previous_partial, *next_partial;

  static constexpr size_t header_bytes() { return (sizeof(Slab) + 15) / 16 * 16; }
  bool has_bump() const { return bump + cell_bytes <= kSlabBytes; }
};

struct alignas(16) Heap::LargeBlock : BlockHeader {
  bool object;
  size_t bytes;  // header included
  LargeBlock *previous, *next;
};

int Heap::class_of(size_t bytes) {
  if (bytes <= 256) return bytes == 0 ? 0 : static_cast<int>((bytes + 15) / 16) - 1;
  const int log = std::bit_width(bytes - 1) - 1;  // 2^log < bytes <= 2^(log+1)
  return 16 + (log - 8) * 4 + static_cast<int>((bytes - 1 - (size_t{1} << log)) >> (log - 2));
}

Heap::Heap(uint64_t quota_bytes, SlabPool* pool) : quota_(std::min(quota_bytes, kMaxQuota)), pool_(pool) {}

template <class Visit>
void Heap::for_each_object(Visit visit) {
  for (Slab* slab = slabs_; slab; slab = slab->next) {
    if (slab->kind != kObjects) continue;
    for (uint32_t at = Slab::header_bytes(); at < slab->bump; at += slab->cell_bytes) {
      Object* object = reinterpret_cast<Object*>(reinterpret_cast<char*>(slab) + at);
      if (object->type) visit(object);
    }
  }
  for (LargeBlock* block = large_; block; block = block->next) {
    if (!block->object) continue;
    Object* object = reinterpret_cast<Object*>(block + 1);
    if (object->type) visit(object);
  }
}

void Heap::finalize_externals() {
  destroy_depth_ = kMaxDestroyDepth;
  for_each_object([](Object* object) { object->refcount += kImmortalBias; });
  for_each_object([this](Object* object) {
    if (object->type->owns_external && object->type->destroy) object->type->destroy(*this, object);
  });
}

Heap::~Heap() {
  if (live_externals_ > 0) finalize_externals();
  while (slabs_) release_slab(slabs_);
  while (large_) free_large(large_);
}

Heap& Heap::of(const Object* object) {
  return *reinterpret_cast<BlockHeader*>(reinterpret_cast<uintptr_t>(object) & ~(uintptr_t{kSlabBytes} - 1))->heap;
}

void Heap::fail_over_quota() {
  exhausted_ = true;
  throw BudgetStop{};
}

void Heap::charge(uint64_t bytes) {
  if (!fits(bytes)) fail_over_quota();
  used_ += bytes;
  peak_ = std::max(peak_, used_);
}

Heap::Slab* Heap::new_slab(Kind kind, int size_class) {
  charge(kSlabBytes);
  void* memory = pool_ ? pool_->acquire() : std::aligned_alloc(kSlabBytes, kSlabBytes);
  if (!memory) {
    release(kSlabBytes);
    fail_over_quota();
  }
  Slab* slab = new (memory) Slab{};
  slab->heap = this;
  slab->kind = kind;
  slab->size_class = static_cast<uint8_t>(size_class);
  slab->cell_bytes = static_cast<uint32_t>(kCellBytes[size_class]);
  slab->bump = Slab::header_bytes();
  slab->next = slabs_;
  if (slabs_) slabs_->previous = slab;
  slabs_ = slab;
  ASAN_POISON_MEMORY_REGION(reinterpret_cast<char*>(slab) + Slab::header_bytes(), kSlabBytes - Slab::header_bytes());
  return slab;
}

void Heap::release_slab(Slab* slab) {
  (slab->previous ? slab->previous->next : slabs_) = slab->next;
  if (slab->next) slab->next->previous = slab->previous;
  ASAN_UNPOISON_MEMORY_REGION(slab, kSlabBytes);
  if (pool_) {
    pool_->give_back(slab);
  } else {
    std::free(slab);
  }
  release(kSlabBytes);
}

inline void* Heap::allocate_cell(Kind kind, int size_class) {
  Slab* slab = classes_[kind][size_class].current;
  if (!slab || (!slab->free && !slab->has_bump())) [[unlikely]] {
    refill(kind, size_class);
    slab = classes_[kind][size_class].current;
  }
  ++slab->live;
  void* cell = slab->free;
  if (cell) {
    slab->free = static_cast<void**>(cell)[1];
  } else {
    cell = reinterpret_cast<char*>(slab) + slab->bump;
    slab->bump += slab->cell_bytes;
  }
  ASAN_UNPOISON_MEMORY_REGION(cell, slab->cell_bytes);
  return cell;
}

void Heap::refill(Kind kind, int size_class) {
  SizeClass& entry = classes_[kind][size_class];
  if (Slab* slab = entry.partial) {
    entry.partial = slab->next_partial;
    if (entry.partial) entry.partial->previous_partial = nullptr;
    slab->next_partial = nullptr;
    slab->partial = false;
    entry.current = slab;
    return;
  }
  entry.current = new_slab(kind, size_class);
}

inline void Heap::free_cell(Slab* slab, void* cell) {
  static_cast<void**>(cell)[0] = nullptr;
  static_cast<void**>(cell)[1] = slab->free;
  ASAN_POISON_MEMORY_REGION(static_cast<char*>(cell) + 16, slab->cell_bytes - 16);
  slab->free = cell;
  --slab->live;
  SizeClass& entry = classes_[slab->kind][slab->size_class];
  if (slab == entry.current) return;
  if (slab->live == 0) {
    if (slab->partial) {
      (slab->previous_partial ? slab->previous_partial->next_partial : entry.partial) = slab->next_partial;
      if (slab->next_partial) slab->next_partial->previous_partial = slab->previous_partial;
    }
    release_slab(slab);
  } else if (!slab->partial) {
    slab->partial = true;
    slab->previous_partial = nullptr;
    slab->next_partial = entry.partial;
    if (entry.partial) entry.partial->previous_partial = slab;
    entry.partial = slab;
  }
}

// Large objects are aligned as slabs are, so that Heap::of works alike.
void* Heap::allocate_large(Kind kind, size_t bytes) {
  if (bytes > kMaxQuota) fail_over_quota();
  const size_t total = bytes + sizeof(LargeBlock);
  charge(total);
  void* memory =
      kind == kObjects ? std::aligned_alloc(kSlabBytes, (total + kSlabBytes - 1) / kSlabBytes * kSlabBytes) : std::malloc(total);
  if (!memory) {
    release(total);
    fail_over_quota();
  }
  LargeBlock* block = new (memory) LargeBlock{};
  block->heap = this;
  block->large = true;
  block->object = kind == kObjects;
  block->bytes = total;
  block->next = large_;
  if (large_) large_->previous = block;
  large_ = block;
  return block + 1;
}

void Heap::free_large(LargeBlock* block) {
  (block->previous ? block->previous->next : large_) = block->next;
  if (block->next) block->next->previous = block->previous;
  release(block->bytes);
  std::free(block);
}

void* Heap::allocate_object(size_t bytes) {
  if (bytes <= kMaxCellBytes) [[likely]]
    return allocate_cell(kObjects, class_of(bytes));
  void* memory = allocate_large(kObjects, bytes);
  static_cast<void**>(memory)[0] = nullptr;
  return memory;
}

void Heap::free_cell_of(void* object) {
  BlockHeader* header = reinterpret_cast<BlockHeader*>(reinterpret_cast<uintptr_t>(object) & ~(uintptr_t{kSlabBytes} - 1));
  if (header->large) {
    free_large(static_cast<LargeBlock*>(header));
  } else {
    free_cell(static_cast<Slab*>(header), object);
  }
}

void Heap::free_object(Object* object) {
  --live_objects_;
  live_externals_ -= object->type->owns_external;
  free_cell_of(object);
}

void* Heap::allocate_raw(size_t bytes) {
  return bytes <= kMaxCellBytes ? allocate_cell(kRaw, class_of(bytes)) : allocate_large(kRaw, bytes);
}

void Heap::free_raw(void* block, size_t bytes) {
  if (!block) return;
  if (bytes > kMaxCellBytes) return free_large(static_cast<LargeBlock*>(block) - 1);
  free_cell(reinterpret_cast<Slab*>(reinterpret_cast<uintptr_t>(block) & ~(uintptr_t{kSlabBytes} - 1)), block);
}

void* Heap::reallocate_raw(void* block, size_t old_bytes, size_t new_bytes) {
  if (block && old_bytes <= kMaxCellBytes && new_bytes <= kMaxCellBytes && class_of(old_bytes) == class_of(new_bytes))
    return block;
  void* moved = allocate_raw(new_bytes);
  if (block) std::memcpy(moved, block, std::min(old_bytes, new_bytes));
  free_raw(block, old_bytes);
  return moved;
}

// A destroy may keep its object by giving it a reference again (generator.cpp does).
// Direct up to a small depth, then queued: neither the C stack nor time per object grows with nesting.
void Heap::destroy(Object* object) {
  if (!object->type->destroy) return free_object(object);
  if (destroy_depth_ >= kMaxDestroyDepth) {
    std::memcpy(&object->refcount, &dead_, sizeof dead_);
    dead_ = object;
    return;
  }
  ++destroy_depth_;
  object->type->destroy(*this, object);
  if (object->refcount == 0) free_object(object);
  --destroy_depth_;
  if (destroy_depth_ == 0 && dead_) drain_dead();
}

void Heap::drain_dead() {
  ++destroy_depth_;
  while (Object* object = dead_) {
    std::memcpy(&dead_, &object->refcount, sizeof dead_);
    object->refcount = object->flags = 0;
    object->type->destroy(*this, object);
    if (object->refcount == 0) free_object(object);
  }
  --destroy_depth_;
}

void destroy_object(Object* object) { Heap::of(object).destroy(object); }

}  // namespace interloom::lang
