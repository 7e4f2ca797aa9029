// Heap: the memory of one job. Objects and buffers count against a byte quota; everything is freed at the heap's end,
// whatever the cycles.
//
// Going over the quota throws BudgetStop, a C++ exception that only the interpreter catches (it does not derive from
// std::exception): the job ends, nothing in it can catch that. So code that allocates must be exception safe, which owning
// Values and Refs make it. Destruction is not recursive beyond a small depth: a list nested a million deep is fine.
// One thread at a time. Memory comes in slabs of kSlabBytes by size class; the quota counts slabs, so it is real memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <utility>

#include "worker/lang/object.h"
#include "worker/lang/slab_pool.h"
#include "worker/lang/value.h"

namespace interloom::lang {

// Ends a job: thrown where no error value can be returned. The reason is in the heap or the interpreter.
struct BudgetStop {};

class Heap {
 public:
  static constexpr size_t kSlabBytes = lang::kSlabBytes;
  static constexpr uint64_t kMaxQuota = uint64_t{1} << 34;  // keeps a 32-bit reference count from overflowing

  explicit Heap(uint64_t quota_bytes, SlabPool* pool = nullptr);  // pool null: slabs come from malloc
  ~Heap();  // REQUIRES: no Value or Ref of this heap is used afterwards (dropping one would touch freed memory)
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // A new object with one reference. `extra` bytes follow it (inline items). Throws BudgetStop.
  template <class T, class... A>
  Ref<T> make(A&&... args) {
    return make_sized<T>(0, std::forward<A>(args)...);
  }
  template <class T, class... A>
  Ref<T> make_sized(size_t extra, A&&... args) {
    T* object = static_cast<T*>(allocate_object(sizeof(T) + extra));
    construct<T>(object, std::forward<A>(args)...);
    init(object, &T::kType);
    return Ref<T>::adopt(object);
  }
  // As make, for a type that shares its C++ struct with others: exceptions, and classes of user code, whose tail is zeroed.
  template <class T, class... A>
  Ref<T> make_typed(const Type& type, A&&... args) {
    return make_typed_sized<T>(type, 0, std::forward<A>(args)...);
  }
  template <class T, class... A>
  Ref<T> make_typed_sized(const Type& type, size_t extra, A&&... args) {
    const size_t body = align_tail(sizeof(T) + extra);
    T* object = static_cast<T*>(allocate_object(type.tail_bytes ? body + type.tail_bytes : sizeof(T) + extra));
    if (type.tail_bytes) std::memset(reinterpret_cast<char*>(object) + body, 0, type.tail_bytes);
    construct<T>(object, std::forward<A>(args)...);
    init(object, &type);
    return Ref<T>::adopt(object);
  }
  static constexpr size_t align_tail(size_t bytes) { return (bytes + 15) & ~size_t{15}; }

  // Buffers of an object (a list's items). Freed by their owner with the same size; at the heap's end in any case.
  void* allocate_raw(size_t bytes);
  void free_raw(void* block, size_t bytes);
  // As realloc: moves the bytes.
  void* reallocate_raw(void* block, size_t old_bytes, size_t new_bytes);

  // Memory outside (tensor storages, strings of C++). Throws BudgetStop when it does not fit; then nothing is charged.
  void charge(uint64_t bytes);
  void release(uint64_t bytes) { used_ -= bytes; }
  // Would it fit now?
  bool fits(uint64_t bytes) const { return bytes <= quota_ && used_ <= quota_ - bytes; }

  uint64_t used() const { return used_; }
  uint64_t peak() const { return peak_; }
  uint64_t quota() const { return quota_; }
  uint64_t live_objects() const { return live_objects_; }
  // Ends the job as an allocation that does not fit would: for memory about to be used outside the heap.
  [[noreturn]] void fail_over_quota();
  bool exhausted() const { return exhausted_; }  // the quota has been hit once
  // Never the same twice: versions of dicts' keys, which inline caches compare.
  uint64_t next_version() { return ++version_; }

  static Heap& of(const Object* object);
  void destroy(Object* object);  // REQUIRES: its count is 0. See destroy_object().

 private:
  struct Slab;
  struct LargeBlock;
  struct BlockHeader;
  struct SizeClass {
    Slab* current = nullptr;
    Slab* partial = nullptr;
  };
  static constexpr int kClasses = 28;
  enum Kind { kObjects, kRaw };

  template <class T, class... A>
  void construct(T* memory, A&&... args) {
    if constexpr (std::is_nothrow_constructible_v<T, A&&...>) {
      new (memory) T(std::forward<A>(args)...);
    } else {
      try {
        new (memory) T(std::forward<A>(args)...);
      } catch (...) {
        free_cell_of(memory);
        throw;
      }
    }
  }
  void init(Object* object, const Type* type) {
    object->type = type;
    object->refcount = 1;
    object->flags = 0;
    ++live_objects_;
    live_externals_ += type->owns_external;
  }
  void* allocate_object(size_t bytes);
  void free_object(Object* object);
  void free_cell_of(void* object);
  static int class_of(size_t bytes);
  void* allocate_cell(Kind kind, int size_class);
  void refill(Kind kind, int size_class);
  void free_cell(Slab* slab, void* cell);
  Slab* new_slab(Kind kind, int size_class);
  void release_slab(Slab* slab);
  void* allocate_large(Kind kind, size_t bytes);
  void free_large(LargeBlock* block);
  void drain_dead();
  void finalize_externals();
  template <class Visit>
  void for_each_object(Visit visit);

  const uint64_t quota_;
  SlabPool* const pool_;
  uint64_t used_ = 0;
  uint64_t peak_ = 0;
  uint64_t live_objects_ = 0;
  uint64_t live_externals_ = 0;
  uint64_t version_ = 0;
  bool exhausted_ = false;
  int destroy_depth_ = 0;
  Object* dead_ = nullptr;  // waiting to be destroyed, linked through refcount and flags
  SizeClass classes_[2][kClasses];
  Slab* slabs_ = nullptr;  // all, doubly linked
  LargeBlock* large_ = nullptr;
};

}  // namespace interloom::lang
