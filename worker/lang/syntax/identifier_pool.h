// Interned identifiers: one copy of each spelling, NFKC-normalised, in an arena.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "worker/lang/syntax/arena.h"
#include "worker/lang/syntax/identifiers.h"

namespace interloom::lang::syntax {

class IdentifierPool {
 public:
  explicit IdentifierPool(Arena& arena) : arena_(arena), slots_(64) {}

  std::string_view intern(std::string_view name) {
    uint64_t hash = 0xCBF29CE484222325u;
    unsigned char wide = 0;
    for (const char c : name) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
      wide |= static_cast<unsigned char>(c);
    }
    if (wide >= 0x80) {
      const std::string normal = normalise_nfkc(name);
      if (normal != name) return intern(normal);
    }
    size_t slot = mix(hash) & (slots_.size() - 1);
    while (slots_[slot].data()) {
      if (slots_[slot] == name) return slots_[slot];
      slot = (slot + 1) & (slots_.size() - 1);
    }
    slots_[slot] = arena_.copy(name);
    const std::string_view out = slots_[slot];
    if (++count_ * 2 > slots_.size()) grow();
    return out;
  }

 private:
  static size_t mix(uint64_t hash) { return static_cast<size_t>(hash ^ hash >> 29); }
  void grow() {
    std::vector<std::string_view> old(slots_.size() * 2);
    old.swap(slots_);
    for (const std::string_view name : old) {
      if (!name.data()) continue;
      uint64_t hash = 0xCBF29CE484222325u;
      for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
      size_t slot = mix(hash) & (slots_.size() - 1);
      while (slots_[slot].data()) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = name;
    }
  }

  Arena& arena_;
  std::vector<std::string_view> slots_;  // open addressing, a power of two
  size_t count_ = 0;
};

}  // namespace interloom::lang::syntax
