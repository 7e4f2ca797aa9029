#include "common/shuffle.h"

#include <cstdint>
#include <cstring>

namespace interloom {

namespace {

// GCC's portable vectors: 16 bytes is what every x86-64 and aarch64 has, and memory is the limit already.
using Vec = uint8_t __attribute__((vector_size(16)));
constexpr size_t kLanes = sizeof(Vec);

#define INTERLOOM_INLINE [[gnu::always_inline]] inline

INTERLOOM_INLINE Vec load(const std::byte* from) {
  Vec v;
  std::memcpy(&v, from, kLanes);
  return v;
}
INTERLOOM_INLINE void store(std::byte* to, Vec v) { std::memcpy(to, &v, kLanes); }

#if defined(__SSE2__)
using Vec16 = uint16_t __attribute__((vector_size(16)));
using Packed = short __attribute__((vector_size(16)));
// Saturation cannot happen: each 16-bit lane holds a byte.
INTERLOOM_INLINE Vec pack(Vec16 a, Vec16 b) { return (Vec)__builtin_ia32_packuswb128((Packed)a, (Packed)b); }
INTERLOOM_INLINE Vec even_bytes(Vec a, Vec b) { return pack((Vec16)a & 0xFF, (Vec16)b & 0xFF); }
INTERLOOM_INLINE Vec odd_bytes(Vec a, Vec b) { return pack((Vec16)a >> 8, (Vec16)b >> 8); }
#else
INTERLOOM_INLINE Vec even_bytes(Vec a, Vec b) {
  return __builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
}
INTERLOOM_INLINE Vec odd_bytes(Vec a, Vec b) {
  return __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
}
#endif
INTERLOOM_INLINE Vec interleave_low(Vec a, Vec b) {
  return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
INTERLOOM_INLINE Vec interleave_high(Vec a, Vec b) {
  return __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

// 16 elements of E bytes lie in E vectors; afterwards vector j holds byte j of each. Even bytes of E-byte elements are
// elements of E/2 bytes, so the split recurses.
template <size_t E>
INTERLOOM_INLINE void split(Vec* v) {
  if constexpr (E > 1) {
    Vec even[E / 2], odd[E / 2];
    for (size_t i = 0; i < E / 2; ++i) {
      even[i] = even_bytes(v[2 * i], v[2 * i + 1]);
      odd[i] = odd_bytes(v[2 * i], v[2 * i + 1]);
    }
    split<E / 2>(even);
    split<E / 2>(odd);
    for (size_t i = 0; i < E / 2; ++i) v[2 * i] = even[i], v[2 * i + 1] = odd[i];
  }
}

template <size_t E>
INTERLOOM_INLINE void join(Vec* v) {
  if constexpr (E > 1) {
    Vec even[E / 2], odd[E / 2];
    for (size_t i = 0; i < E / 2; ++i) even[i] = v[2 * i], odd[i] = v[2 * i + 1];
    join<E / 2>(even);
    join<E / 2>(odd);
    for (size_t i = 0; i < E / 2; ++i) {
      v[2 * i] = interleave_low(even[i], odd[i]);
      v[2 * i + 1] = interleave_high(even[i], odd[i]);
    }
  }
}

template <size_t E>
void shuffle(const std::byte* in, std::byte* out, size_t size) {
  const size_t count = size / E;
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    Vec v[E];
    for (size_t j = 0; j < E; ++j) v[j] = load(in + i * E + j * kLanes);
    split<E>(v);
    for (size_t j = 0; j < E; ++j) store(out + j * count + i, v[j]);
  }
  for (; i < count; ++i)
    for (size_t j = 0; j < E; ++j) out[j * count + i] = in[i * E + j];
  if (size > count * E) std::memcpy(out + count * E, in + count * E, size - count * E);
}

template <size_t E>
void unshuffle(const std::byte* in, std::byte* out, size_t size) {
  const size_t count = size / E;
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    Vec v[E];
    for (size_t j = 0; j < E; ++j) v[j] = load(in + j * count + i);
    join<E>(v);
    for (size_t j = 0; j < E; ++j) store(out + i * E + j * kLanes, v[j]);
  }
  for (; i < count; ++i)
    for (size_t j = 0; j < E; ++j) out[i * E + j] = in[j * count + i];
  if (size > count * E) std::memcpy(out + count * E, in + count * E, size - count * E);
}

}  // namespace

void byte_shuffle(const std::byte* in, std::byte* out, size_t size, size_t elem_size) {
  if (elem_size == 2) shuffle<2>(in, out, size);
  else if (elem_size == 4) shuffle<4>(in, out, size);
  else shuffle<8>(in, out, size);
}

void byte_unshuffle(const std::byte* in, std::byte* out, size_t size, size_t elem_size) {
  if (elem_size == 2) unshuffle<2>(in, out, size);
  else if (elem_size == 4) unshuffle<4>(in, out, size);
  else unshuffle<8>(in, out, size);
}

}  // namespace interloom
