// A bump allocator: chunks that grow from 4 KiB to 256 KiB, all freed together.
//
// Holds only what needs no destructor. One thread at a time while it is filled.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace interloom::lang::syntax {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Uninitialised memory, aligned for anything up to 8 bytes.
  void* allocate(size_t size) {
    size = (size + 7) & ~size_t{7};
    if (size > left_) [[unlikely]] grow(size);
    void* out = next_;
    next_ += size;
    left_ -= size;
    return out;
  }

  template <class T> T* make() {
    static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= 8);
    return new (allocate(sizeof(T))) T{};
  }

  // A copy of `items` that lives as long as the arena.
  template <class T> std::span<std::remove_const_t<T>> copy(std::span<T> items) {
    static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= 8);
    if (items.empty()) return {};
    auto* out = static_cast<std::remove_const_t<T>*>(allocate(items.size_bytes()));
    std::uninitialized_copy(items.begin(), items.end(), out);
    return {out, items.size()};
  }
  std::string_view copy(std::string_view text) {
    if (text.empty()) return std::string_view("", 0);
    char* out = static_cast<char*>(allocate(text.size()));
    std::memcpy(out, text.data(), text.size());
    return {out, text.size()};
  }

  size_t bytes() const { return bytes_; }  // held from the system

 private:
  void grow(size_t size) {
    const size_t chunk = std::max(size, std::min<size_t>(256 << 10, std::max<size_t>(4 << 10, bytes_)));
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk));
    bytes_ += chunk;
    next_ = chunks_.back().get();
    left_ = chunk;
  }

  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  size_t left_ = 0;
  size_t bytes_ = 0;
};

}  // namespace interloom::lang::syntax
