#include <immintrin.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

#include "worker/models/kernels.h"

#if defined(__x86_64__)
// GCC 12 takes the undefined operands inside its own intrinsics for uninitialised variables.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,f16c")

namespace interloom::models {
namespace {

struct Bf16;
struct Fp16;

struct V {
  static constexpr int kWidth = 16, kRows = 6, kOutputs = 4;
  __m512 r;

  static inline V zero() { return {_mm512_setzero_ps()}; }
  static inline V set1(float value) { return {_mm512_set1_ps(value)}; }
  static inline V load(const float* p) { return {_mm512_loadu_ps(p)}; }
  static inline V load(const Bf16* p) {
    const __m512i wide = _mm512_cvtepu16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)));
    return {_mm512_castsi512_ps(_mm512_slli_epi32(wide, 16))};
  }
  static inline V load(const Fp16* p) { return {_mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)))}; }
  void store(float* p) const { _mm512_storeu_ps(p, r); }
  void store(Bf16* p) const { _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), bf16()); }
  void store(Fp16* p) const {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), _mm512_cvtps_ph(r, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
  }
  static inline float one(const Bf16* p) {
    uint16_t bits;
    std::memcpy(&bits, p, 2);
    const uint32_t wide = uint32_t{bits} << 16;
    float value;
    std::memcpy(&value, &wide, 4);
    return value;
  }
  static inline float one(const Fp16* p) {
    uint16_t bits;
    std::memcpy(&bits, p, 2);
    return _cvtsh_ss(bits);
  }
  static inline void put_one(Bf16* p, float value) {
    const __m256i lanes = V::set1(value).bf16();
    const uint16_t bits = static_cast<uint16_t>(_mm256_extract_epi16(lanes, 0));
    std::memcpy(p, &bits, 2);
  }
  static inline void put_one(Fp16* p, float value) {
    const uint16_t bits = _cvtss_sh(value, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    std::memcpy(p, &bits, 2);
  }
  static inline V fma(V a, V b, V c) { return {_mm512_fmadd_ps(a.r, b.r, c.r)}; }
  static inline V add(V a, V b) { return {_mm512_add_ps(a.r, b.r)}; }
  static inline V sub(V a, V b) { return {_mm512_sub_ps(a.r, b.r)}; }
  static inline V mul(V a, V b) { return {_mm512_mul_ps(a.r, b.r)}; }
  static inline V div(V a, V b) { return {_mm512_div_ps(a.r, b.r)}; }
  float sum() const { return _mm512_reduce_add_ps(r); }

  // exp by powers of two and a polynomial: within 2 ulp.
  static inline V exp(V x) {
    const __m512 n = _mm512_roundscale_ps(_mm512_mul_ps(x.r, _mm512_set1_ps(1.44269504088896341f)),
                                          _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    __m512 t = _mm512_fnmadd_ps(n, _mm512_set1_ps(0.693359375f), x.r);
    t = _mm512_fnmadd_ps(n, _mm512_set1_ps(-2.12194440e-4f), t);
    __m512 y = _mm512_set1_ps(1.9875691500e-4f);
    y = _mm512_fmadd_ps(y, t, _mm512_set1_ps(1.3981999507e-3f));
    y = _mm512_fmadd_ps(y, t, _mm512_set1_ps(8.3334519073e-3f));
    y = _mm512_fmadd_ps(y, t, _mm512_set1_ps(4.1665795894e-2f));
    y = _mm512_fmadd_ps(y, t, _mm512_set1_ps(1.6666665459e-1f));
    y = _mm512_fmadd_ps(y, t, _mm512_set1_ps(5.0000001201e-1f));
    y = _mm512_fmadd_ps(y, _mm512_mul_ps(t, t), _mm512_add_ps(t, _mm512_set1_ps(1.0f)));
    y = _mm512_scalef_ps(y, n);
    // At infinity t is infinity minus infinity.
    y = _mm512_mask_mov_ps(y, _mm512_cmp_ps_mask(x.r, _mm512_set1_ps(-150.0f), _CMP_LT_OQ), _mm512_setzero_ps());
    return {_mm512_mask_mov_ps(y, _mm512_cmp_ps_mask(x.r, _mm512_set1_ps(129.0f), _CMP_GT_OQ),
                               _mm512_set1_ps(std::numeric_limits<float>::infinity()))};
  }

 private:
  // To the nearest, ties to even; NaN stays NaN.
  __m256i bf16() const {
    const __m512i bits = _mm512_castps_si512(r);
    const __m512i odd = _mm512_and_si512(_mm512_srli_epi32(bits, 16), _mm512_set1_epi32(1));
    __m512i up = _mm512_srli_epi32(_mm512_add_epi32(bits, _mm512_add_epi32(odd, _mm512_set1_epi32(0x7fff))), 16);
    up = _mm512_mask_mov_epi32(up, _mm512_cmp_ps_mask(r, r, _CMP_UNORD_Q), _mm512_set1_epi32(0x7fc0));
    return _mm512_cvtepi32_epi16(up);
  }
};

#include "worker/models/kernels_impl.h"

}  // namespace

const Kernels kAvx512Kernels = {linear_any, float_input, rms_norm_any, silu_any, silu_mul_any, rope_any, decode_attention_any};

#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16,avx2,fma,f16c")

namespace {

// The products of two bfloat16 pairs a lane and instruction: twice the pace of floats.
template <int R, int M>
void bf16_tile(const LinearJob& job, int64_t n, int64_t m0) {
  constexpr int kPairs = 32;
  const Bf16* w = static_cast<const Bf16*>(job.w) + n * job.in;
  const Bf16* x = static_cast<const Bf16*>(job.x) + m0 * job.in;
  __m512 acc[M][R];
  for (int m = 0; m < M; ++m)
    for (int r = 0; r < R; ++r) acc[m][r] = _mm512_setzero_ps();
  const auto step = [&](auto&& load) __attribute__((always_inline)) {
    __m512bh weights[R];
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) weights[r] = (__m512bh)load(w + r * job.in);
#pragma GCC unroll 8
    for (int m = 0; m < M; ++m) {
      const __m512bh row = (__m512bh)load(x + m * job.in);
#pragma GCC unroll 8
      for (int r = 0; r < R; ++r) acc[m][r] = _mm512_dpbf16_ps(acc[m][r], weights[r], row);
    }
  };
  int64_t k = 0;
  for (; k + kPairs <= job.in; k += kPairs)
    step([k](const Bf16* p) __attribute__((always_inline)) { return _mm512_loadu_si512(p + k); });
  if (k < job.in) {
    const __mmask32 some = static_cast<__mmask32>((uint64_t{1} << (job.in - k)) - 1);
    step([ k, some ](const Bf16* p) __attribute__((always_inline)) { return _mm512_maskz_loadu_epi16(some, p + k); });
  }
  for (int m = 0; m < M; ++m)
    for (int r = 0; r < R; ++r) {
      const float bias = job.bias ? V::one(static_cast<const Bf16*>(job.bias) + n + r) : 0.0f;
      V::put_one(static_cast<Bf16*>(job.y) + (m0 + m) * job.out + n + r, _mm512_reduce_add_ps(acc[m][r]) + bias);
    }
}

template <int R>
void bf16_rows(const LinearJob& job, int64_t n, int64_t m, int64_t m_end) {
  for (; m + 4 <= m_end; m += 4) bf16_tile<R, 4>(job, n, m);
  for (; m < m_end; ++m) bf16_tile<R, 1>(job, n, m);
}

void linear_bf16(const LinearJob& job, int64_t begin, int64_t end) {
  if (job.type != Element::kBFloat16) return linear_any(job, begin, end);
  constexpr int64_t kCacheBytes = 384 << 10;
  const int64_t block = std::max<int64_t>(kCacheBytes / (job.in * 2 + 1) / 4 * 4, 4);
  const int64_t grouped = streams(job) ? begin : end;
  for (int64_t m = 0; m < job.rows; m += block) {
    const int64_t m_end = std::min(m + block, job.rows);
    int64_t n = begin;
    for (; n + 4 <= grouped; n += 4) bf16_rows<4>(job, n, m, m_end);
    for (; n < end; ++n) bf16_rows<1>(job, n, m, m_end);
  }
}
Element bf16_input(Element type) { return type == Element::kBFloat16 ? type : Element::kFloat32; }

}  // namespace

const Kernels kAvx512Bf16Kernels = {linear_bf16,  bf16_input, rms_norm_any,        silu_any,
                                    silu_mul_any, rope_any,   decode_attention_any};

}  // namespace interloom::models
#pragma GCC pop_options
#endif
