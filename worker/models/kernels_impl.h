// The kernels of kernels.h over a vector type V: included by one file an instruction set, inside its anonymous namespace.
//
// V is a register of kWidth floats: zero, set1, load and store (float, and 16-bit types through uint16_t), fma, add, mul,
// max, sum, largest, exp. Only those files include this.
#pragma once

#define IL_INLINE inline __attribute__((always_inline))

// 16-bit elements are told apart by type; both are two bytes.
struct Bf16 {
  uint16_t bits;
};
struct Fp16 {
  uint16_t bits;
};

// One float of a row's tail.
IL_INLINE float get(const float* p) { return *p; }
IL_INLINE float get(const Bf16* p) { return V::one(p); }
IL_INLINE float get(const Fp16* p) { return V::one(p); }
IL_INLINE void put(float* p, float value) { *p = value; }
IL_INLINE void put(Bf16* p, float value) { V::put_one(p, value); }
IL_INLINE void put(Fp16* p, float value) { V::put_one(p, value); }
// `value` as a T holds it.
template <class T>
IL_INLINE float rounded(float value) {
  if constexpr (std::is_same_v<T, float>) return value;
  T t;
  put(&t, value);
  return get(&t);
}
template <class T>
IL_INLINE V rounded(V value) {
  if constexpr (std::is_same_v<T, float>) return value;
  T lanes[V::kWidth];
  value.store(lanes);
  return V::load(lanes);
}

// R outputs of M rows at once. The order of every sum is: lanes over k, lanes together, then the tail.
template <class W, class X, int R, int M>
IL_INLINE void linear_block(const W* w, const X* x, int64_t k_size, float (&out)[M][R]) {
  V acc[M][R];
  for (int m = 0; m < M; ++m)
    for (int r = 0; r < R; ++r) acc[m][r] = V::zero();
  const int64_t whole = k_size - k_size % V::kWidth;
  for (int64_t k = 0; k < whole; k += V::kWidth) {
    V weights[R];
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) weights[r] = V::load(w + r * k_size + k);
#pragma GCC unroll 8
    for (int m = 0; m < M; ++m) {
      const V row = V::load(x + m * k_size + k);
#pragma GCC unroll 8
      for (int r = 0; r < R; ++r) acc[m][r] = V::fma(weights[r], row, acc[m][r]);
    }
  }
  for (int m = 0; m < M; ++m)
    for (int r = 0; r < R; ++r) {
      float sum = acc[m][r].sum();
      for (int64_t k = whole; k < k_size; ++k) sum += get(w + r * k_size + k) * get(x + m * k_size + k);
      out[m][r] = sum;
    }
}

template <class W, class X, int R, int M>
void linear_tile(const LinearJob& job, int64_t n, int64_t m0) {
  float out[M][R];
  linear_block<W, X, R, M>(static_cast<const W*>(job.w) + n * job.in, static_cast<const X*>(job.x) + m0 * job.in, job.in, out);
  for (int m = 0; m < M; ++m)
    for (int r = 0; r < R; ++r) {
      const float bias = job.bias ? get(static_cast<const W*>(job.bias) + n + r) : 0.0f;
      put(static_cast<W*>(job.y) + (m0 + m) * job.out + n + r, out[m][r] + bias);
    }
}

// The rows that fill no whole block: `left` of them, at most M.
template <class W, class X, int R, int M>
IL_INLINE void linear_remainder(const LinearJob& job, int64_t n, int64_t m, int64_t left) {
  if constexpr (M > 0) {
    if (left == M) return linear_tile<W, X, R, M>(job, n, m);
    linear_remainder<W, X, R, M - 1>(job, n, m, left);
  }
}

template <class W, class X, int R>
IL_INLINE void linear_rows(const LinearJob& job, int64_t n, int64_t m, int64_t m_end) {
  for (; m + V::kRows <= m_end; m += V::kRows) linear_tile<W, X, R, V::kRows>(job, n, m);
  linear_remainder<W, X, R, V::kRows - 1>(job, n, m, m_end - m);
}

// Few rows of large weights run at the pace of memory, which one stream of addresses serves best; else four outputs share
// the loads of x. The sums are the same either way.
IL_INLINE bool streams(const LinearJob& job) {
  constexpr int64_t kMaxRows = 6, kMinBytes = 128 << 10;
  return job.rows <= kMaxRows && job.in * job.out * element_size(job.type) >= kMinBytes;
}

// Row blocks keep their part of x in the second-level cache while the weights pass by.
template <class W, class X>
void linear(const LinearJob& job, int64_t begin, int64_t end) {
  constexpr int64_t kCacheBytes = 384 << 10;
  const int64_t fit = kCacheBytes / (job.in * int64_t{sizeof(X)} + 1);
  const int64_t block = std::max<int64_t>(fit - fit % V::kRows, V::kRows);
  const int64_t grouped = streams(job) ? begin : end;
  for (int64_t m = 0; m < job.rows; m += block) {
    const int64_t m_end = std::min(m + block, job.rows);
    int64_t n = begin;
    for (; n + V::kOutputs <= grouped; n += V::kOutputs) linear_rows<W, X, V::kOutputs>(job, n, m, m_end);
    for (; n < end; ++n) linear_rows<W, X, 1>(job, n, m, m_end);
  }
}

template <class T>
void rms_norm(const RmsNormJob& job, int64_t begin, int64_t end) {
  const int64_t size = job.size, whole = size - size % V::kWidth;
  const T* weight = static_cast<const T*>(job.weight);
  for (int64_t row = begin; row < end; ++row) {
    const T* x = static_cast<const T*>(job.x) + row * size;
    T* y = static_cast<T*>(job.y) + row * size;
    V squares = V::zero();
    for (int64_t i = 0; i < whole; i += V::kWidth) {
      const V value = V::load(x + i);
      squares = V::fma(value, value, squares);
    }
    float sum = squares.sum();
    for (int64_t i = whole; i < size; ++i) sum += get(x + i) * get(x + i);
    const float scale = 1.0f / std::sqrt(sum / static_cast<float>(size) + job.eps);
    const V scales = V::set1(scale);
    for (int64_t i = 0; i < whole; i += V::kWidth)
      V::mul(V::load(weight + i), rounded<T>(V::mul(V::load(x + i), scales))).store(y + i);
    for (int64_t i = whole; i < size; ++i) put(y + i, get(weight + i) * rounded<T>(get(x + i) * scale));
  }
}

IL_INLINE V silu_of(V x) { return V::div(x, V::add(V::set1(1.0f), V::exp(V::sub(V::zero(), x)))); }
// Tails go through a whole register, so that an element's value does not depend on where it stands.
template <class T>
IL_INLINE V load_some(const T* p, int64_t n) {
  T lanes[V::kWidth] = {};
  std::memcpy(lanes, p, static_cast<size_t>(n) * sizeof(T));
  return V::load(lanes);
}
template <class T>
IL_INLINE void store_some(V value, T* p, int64_t n) {
  T lanes[V::kWidth];
  value.store(lanes);
  std::memcpy(p, lanes, static_cast<size_t>(n) * sizeof(T));
}

template <class T>
void silu(const void* x_, void* y_, int64_t begin, int64_t end) {
  const T* x = static_cast<const T*>(x_);
  T* y = static_cast<T*>(y_);
  int64_t i = begin;
  for (; i + V::kWidth <= end; i += V::kWidth) silu_of(V::load(x + i)).store(y + i);
  if (i < end) store_some(silu_of(load_some(x + i, end - i)), y + i, end - i);
}

template <class T>
void silu_mul(const void* gate_, const void* up_, void* y_, int64_t begin, int64_t end) {
  const T *gate = static_cast<const T*>(gate_), *up = static_cast<const T*>(up_);
  T* y = static_cast<T*>(y_);
  int64_t i = begin;
  for (; i + V::kWidth <= end; i += V::kWidth) V::mul(rounded<T>(silu_of(V::load(gate + i))), V::load(up + i)).store(y + i);
  if (i < end) store_some(V::mul(rounded<T>(silu_of(load_some(gate + i, end - i))), load_some(up + i, end - i)), y + i, end - i);
}

template <class T>
IL_INLINE void rope_head(const T* x, const T* cos, const T* sin, T* y, int64_t half) {
  int64_t i = 0;
  for (; i + V::kWidth <= half; i += V::kWidth) {
    const V low = V::load(x + i), high = V::load(x + half + i);
    const V low_cos = rounded<T>(V::mul(low, V::load(cos + i))), high_sin = rounded<T>(V::mul(high, V::load(sin + i)));
    const V high_cos = rounded<T>(V::mul(high, V::load(cos + half + i)));
    const V low_sin = rounded<T>(V::mul(low, V::load(sin + half + i)));
    V::sub(low_cos, high_sin).store(y + i);
    V::add(high_cos, low_sin).store(y + half + i);
  }
  for (; i < half; ++i) {
    const float low = get(x + i), high = get(x + half + i);
    put(y + i, rounded<T>(low * get(cos + i)) - rounded<T>(high * get(sin + i)));
    put(y + half + i, rounded<T>(high * get(cos + half + i)) + rounded<T>(low * get(sin + half + i)));
  }
}

template <class T>
void rope(const RopeJob& job, int64_t begin, int64_t end) {
  for (int64_t i = begin; i < end; ++i) {
    const int64_t batch = i / job.seq, position = i % job.seq;
    const int64_t angle = batch * job.angle_batch + position * job.dim;
    const T* x = static_cast<const T*>(job.x) + batch * job.x_batch + position * job.x_seq;
    T* y = static_cast<T*>(job.y) + batch * job.y_batch + position * job.y_seq;
    for (int64_t head = 0; head < job.heads; ++head)
      rope_head(x + head * job.x_head, static_cast<const T*>(job.cos) + angle, static_cast<const T*>(job.sin) + angle,
                y + head * job.y_head, job.dim / 2);
  }
}

#include "worker/models/kernels_attention_impl.h"

// The table's entries: from an Element at run time to a type.
#define IL_FOR_ELEMENT(element, call) \
  switch (element) {                  \
    case Element::kFloat32: {         \
      using T = float;                \
      call;                           \
      break;                          \
    }                                 \
    case Element::kBFloat16: {        \
      using T = Bf16;                 \
      call;                           \
      break;                          \
    }                                 \
    case Element::kFloat16: {         \
      using T = Fp16;                 \
      call;                           \
      break;                          \
    }                                 \
  }
void linear_any(const LinearJob& job, int64_t begin,
                int64_t end){IL_FOR_ELEMENT(job.type, (linear<T, float>(job, begin, end)))} Element float_input(Element) {
  return Element::kFloat32;
}
void rms_norm_any(const RmsNormJob& job, int64_t begin, int64_t end) { IL_FOR_ELEMENT(job.type, rms_norm<T>(job, begin, end)) }
void silu_any(const void* x, void* y, int64_t begin, int64_t end, Element type) {
  IL_FOR_ELEMENT(type, silu<T>(x, y, begin, end))
}
void silu_mul_any(const void* gate, const void* up, void* y, int64_t begin, int64_t end, Element type) {
  IL_FOR_ELEMENT(type, silu_mul<T>(gate, up, y, begin, end))
}
void rope_any(const RopeJob& job, int64_t begin, int64_t end) { IL_FOR_ELEMENT(job.type, rope<T>(job, begin, end)) }
void decode_attention_any(const DecodeAttentionJob& job, float* scratch, int64_t begin, int64_t end) {
  IL_FOR_ELEMENT(job.type, decode_attention<T>(job, scratch, begin, end))
}
