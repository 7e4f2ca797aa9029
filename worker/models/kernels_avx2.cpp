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
#pragma GCC target("avx2,fma,f16c")

namespace interloom::models {
namespace {

struct Bf16;
struct Fp16;

struct V {
  static constexpr int kWidth = 8, kRows = 3, kOutputs = 4;
  __m256 r;

  static inline V zero() { return {_mm256_setzero_ps()}; }
  static inline V set1(float value) { return {_mm256_set1_ps(value)}; }
  static inline V load(const float* p) { return {_mm256_loadu_ps(p)}; }
  static inline V load(const Bf16* p) {
    const __m256i wide = _mm256_cvtepu16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
    return {_mm256_castsi256_ps(_mm256_slli_epi32(wide, 16))};
  }
  static inline V load(const Fp16* p) { return {_mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)))}; }
  void store(float* p) const { _mm256_storeu_ps(p, r); }
  void store(Bf16* p) const { _mm_storeu_si128(reinterpret_cast<__m128i*>(p), bf16()); }
  void store(Fp16* p) const {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(p), _mm256_cvtps_ph(r, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
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
    const uint16_t bits = static_cast<uint16_t>(_mm_extract_epi16(V::set1(value).bf16(), 0));
    std::memcpy(p, &bits, 2);
  }
  static inline void put_one(Fp16* p, float value) {
    const uint16_t bits = _cvtss_sh(value, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    std::memcpy(p, &bits, 2);
  }
  static inline V fma(V a, V b, V c) { return {_mm256_fmadd_ps(a.r, b.r, c.r)}; }
  static inline V add(V a, V b) { return {_mm256_add_ps(a.r, b.r)}; }
  static inline V sub(V a, V b) { return {_mm256_sub_ps(a.r, b.r)}; }
  static inline V mul(V a, V b) { return {_mm256_mul_ps(a.r, b.r)}; }
  static inline V div(V a, V b) { return {_mm256_div_ps(a.r, b.r)}; }
  float sum() const {
    const __m128 half = _mm_add_ps(_mm256_castps256_ps128(r), _mm256_extractf128_ps(r, 1));
    const __m128 pair = _mm_add_ps(half, _mm_movehl_ps(half, half));
    return _mm_cvtss_f32(_mm_add_ss(pair, _mm_movehdup_ps(pair)));
  }

  // exp by powers of two and a polynomial: within 2 ulp; results below the smallest normal are 0.
  static inline V exp(V x) {
    const __m256 low = _mm256_set1_ps(-87.336544f), high = _mm256_set1_ps(88.722839f);
    const __m256 in = _mm256_min_ps(_mm256_max_ps(x.r, low), high);
    const __m256 n =
        _mm256_round_ps(_mm256_mul_ps(in, _mm256_set1_ps(1.44269504088896341f)), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    __m256 t = _mm256_fnmadd_ps(n, _mm256_set1_ps(0.693359375f), in);
    t = _mm256_fnmadd_ps(n, _mm256_set1_ps(-2.12194440e-4f), t);
    __m256 y = _mm256_set1_ps(1.9875691500e-4f);
    y = _mm256_fmadd_ps(y, t, _mm256_set1_ps(1.3981999507e-3f));
    y = _mm256_fmadd_ps(y, t, _mm256_set1_ps(8.3334519073e-3f));
    y = _mm256_fmadd_ps(y, t, _mm256_set1_ps(4.1665795894e-2f));
    y = _mm256_fmadd_ps(y, t, _mm256_set1_ps(1.6666665459e-1f));
    y = _mm256_fmadd_ps(y, t, _mm256_set1_ps(5.0000001201e-1f));
    y = _mm256_fmadd_ps(y, _mm256_mul_ps(t, t), _mm256_add_ps(t, _mm256_set1_ps(1.0f)));
    // 2^n in two halves: n is up to 128, one too many for an exponent.
    const __m256i whole = _mm256_cvtps_epi32(n), half = _mm256_srai_epi32(whole, 1);
    y = _mm256_mul_ps(_mm256_mul_ps(y, power(half)), power(_mm256_sub_epi32(whole, half)));
    y = _mm256_blendv_ps(y, _mm256_setzero_ps(), _mm256_cmp_ps(x.r, low, _CMP_LT_OQ));
    y = _mm256_blendv_ps(y, _mm256_set1_ps(std::numeric_limits<float>::infinity()), _mm256_cmp_ps(x.r, high, _CMP_GT_OQ));
    return {_mm256_blendv_ps(y, x.r, _mm256_cmp_ps(x.r, x.r, _CMP_UNORD_Q))};
  }

 private:
  static inline __m256 power(__m256i e) {
    return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_add_epi32(e, _mm256_set1_epi32(127)), 23));
  }
  // To the nearest, ties to even; NaN stays NaN.
  __m128i bf16() const {
    const __m256i bits = _mm256_castps_si256(r);
    const __m256i odd = _mm256_and_si256(_mm256_srli_epi32(bits, 16), _mm256_set1_epi32(1));
    __m256i up = _mm256_srli_epi32(_mm256_add_epi32(bits, _mm256_add_epi32(odd, _mm256_set1_epi32(0x7fff))), 16);
    up = _mm256_blendv_epi8(up, _mm256_set1_epi32(0x7fc0), _mm256_castps_si256(_mm256_cmp_ps(r, r, _CMP_UNORD_Q)));
    return _mm_packus_epi32(_mm256_castsi256_si128(up), _mm256_extracti128_si256(up, 1));
  }
};

#include "worker/models/kernels_impl.h"

}  // namespace

const Kernels kAvx2Kernels = {linear_any, float_input, rms_norm_any, silu_any, silu_mul_any, rope_any, decode_attention_any};

}  // namespace interloom::models
#pragma GCC pop_options
#endif
