// MT19937, the generator of CPython's random: same seeds, same numbers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace interloom::lang::modules {

class Mt19937 {
 public:
  static constexpr uint32_t kWords = 624;

  // REQUIRES: a key.
  void seed(std::span<const uint32_t> key) {
    seed_word(19650218);
    uint32_t i = 1;
    size_t j = 0;
    for (size_t n = std::max<size_t>(kWords, key.size()); n > 0; --n) {
      state_[i] = (state_[i] ^ mixed(i, 1664525)) + key[j] + static_cast<uint32_t>(j);
      if (++j == key.size()) j = 0;
      advance(&i);
    }
    for (uint32_t n = kWords - 1; n > 0; --n) {
      state_[i] = (state_[i] ^ mixed(i, 1566083941)) - i;
      advance(&i);
    }
    state_[0] = 0x80000000;
  }

  uint32_t next() {
    if (index_ >= kWords) refill();
    uint32_t y = state_[index_++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680;
    y ^= y << 15 & 0xefc60000;
    return y ^ y >> 18;
  }

  // In [0, 1), 53 bits.
  double next_double() {
    const uint32_t a = next() >> 5, b = next() >> 6;
    return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0);
  }

  std::span<uint32_t, kWords> words() { return state_; }
  uint32_t index() const { return index_; }
  void set_index(uint32_t index) { index_ = index; }  // REQUIRES: <= kWords

 private:
  void seed_word(uint32_t word) {
    state_[0] = word;
    for (uint32_t i = 1; i < kWords; ++i) state_[i] = 1812433253u * (state_[i - 1] ^ state_[i - 1] >> 30) + i;
    index_ = kWords;
  }
  uint32_t mixed(uint32_t i, uint32_t factor) const { return (state_[i - 1] ^ state_[i - 1] >> 30) * factor; }
  void advance(uint32_t* i) {
    if (++*i < kWords) return;
    state_[0] = state_[kWords - 1];
    *i = 1;
  }
  void refill() {
    constexpr uint32_t kShift = 397;
    for (uint32_t i = 0; i < kWords; ++i) {
      const uint32_t y = (state_[i] & 0x80000000) | (state_[(i + 1) % kWords] & 0x7fffffff);
      state_[i] = state_[(i + kShift) % kWords] ^ y >> 1 ^ (y & 1 ? 0x9908b0df : 0);
    }
    index_ = 0;
  }

  uint32_t state_[kWords] = {};
  uint32_t index_ = kWords;
};

}  // namespace interloom::lang::modules
