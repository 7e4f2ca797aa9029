// Every instruction set that this machine has, against ATen.
#include "worker/models/kernels.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include "worker/models/ops.h"

namespace interloom::models {
namespace {

std::vector<std::pair<const char*, const Kernels*>> tables() {
  std::vector<std::pair<const char*, const Kernels*>> out;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) out.emplace_back("avx2", &kAvx2Kernels);
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) out.emplace_back("avx512", &kAvx512Kernels);
  if (__builtin_cpu_supports("avx512bf16")) out.emplace_back("avx512bf16", &kAvx512Bf16Kernels);
#endif
  return out;
}

constexpr at::ScalarType kTypes[] = {at::kFloat, at::kBFloat16, at::kHalf};
double tolerance(at::ScalarType type) { return type == at::kFloat ? 3e-6 : type == at::kBFloat16 ? 1e-2 : 1.5e-3; }

void expect_near(const at::Tensor& got, const at::Tensor& want, double tolerance, const std::string& where) {
  const double off = (got.to(at::kDouble) - want.to(at::kDouble)).abs().max().item<double>();
  EXPECT_LE(off, tolerance * std::max(want.to(at::kDouble).abs().max().item<double>(), 1.0)) << where;
}

at::Tensor run_linear(const Kernels& table, const at::Tensor& x, const at::Tensor& w, const at::Tensor& bias) {
  const int64_t out = w.size(0);
  at::Tensor y = at::empty({x.size(0), out}, x.options());
  const Element type = element_of(w), input = table.linear_input(type);
  const at::Tensor source = input == type ? x : x.to(at::kFloat);
  const LinearJob job{source.const_data_ptr(),
                      w.const_data_ptr(),
                      bias.defined() ? bias.const_data_ptr() : nullptr,
                      y.data_ptr(),
                      x.size(0),
                      w.size(1),
                      out,
                      type,
                      input};
  table.linear(job, 0, out / 2);  // in two parts, as threads would
  table.linear(job, out / 2, out);
  return y;
}

TEST(Kernels, LinearEqualsAtenForOddShapes) {
  at::manual_seed(1);
  for (const auto& [name, table] : tables())
    for (const at::ScalarType type : kTypes)
      for (const int64_t rows : {1, 2, 3, 4, 5, 9, 40})
        for (const auto& [in, out] :
             {std::pair<int64_t, int64_t>{1, 1}, {7, 3}, {16, 5}, {33, 18}, {64, 31}, {100, 64}, {577, 10}}) {
          const at::Tensor x = at::randn({rows, in}).to(type), w = at::randn({out, in}).to(type),
                           bias = at::randn({out}).to(type);
          const std::string where = std::string(name) + " " + c10::toString(type) + " " + std::to_string(rows) + "x" +
                                    std::to_string(in) + "x" + std::to_string(out);
          const at::Tensor exact = at::linear(x.to(at::kDouble), w.to(at::kDouble));
          expect_near(run_linear(*table, x, w, {}), exact, tolerance(type), where);
          expect_near(run_linear(*table, x, w, bias), exact + bias.to(at::kDouble), tolerance(type), where + " bias");
        }
}

TEST(Kernels, LinearRowDoesNotDependOnItsBatch) {
  at::manual_seed(2);
  for (const auto& [name, table] : tables())
    for (const at::ScalarType type : kTypes) {
      const at::Tensor x = at::randn({11, 75}).to(type), w = at::randn({13, 75}).to(type);
      const at::Tensor together = run_linear(*table, x, w, {});
      for (int64_t row = 0; row < 11; ++row)
        EXPECT_TRUE(at::equal(run_linear(*table, x.narrow(0, row, 1), w, {}), together.narrow(0, row, 1)))
            << name << " row " << row;
    }
}

TEST(Kernels, ElementwiseEqualsAten) {
  at::manual_seed(3);
  for (const auto& [name, table] : tables())
    for (const at::ScalarType type : kTypes)
      for (const int64_t size : {1, 15, 16, 24, 100}) {
        const std::string where = std::string(name) + " " + c10::toString(type) + " " + std::to_string(size);
        const at::Tensor x = (at::randn({4, size}) * 3).to(type), w = at::randn({size}).to(type);
        at::Tensor y = at::empty_like(x);
        table->rms_norm({x.const_data_ptr(), w.const_data_ptr(), y.data_ptr(), size, 1e-5f, element_of(x)}, 0, 4);
        const at::Tensor wide = x.to(at::kFloat);
        expect_near(y, w * (wide * at::rsqrt(wide.pow(2).mean({-1}, true) + 1e-5)).to(type), tolerance(type),
                    where + " rms_norm");
        table->silu(x.const_data_ptr(), y.data_ptr(), 0, x.numel(), element_of(x));
        expect_near(y, at::silu(x), tolerance(type), where + " silu");
        at::Tensor product = at::empty_like(x);
        table->silu_mul(x.const_data_ptr(), x.const_data_ptr(), product.data_ptr(), 0, x.numel(), element_of(x));
        EXPECT_TRUE(at::equal(product, y * x)) << where << " silu_mul is silu, rounded, times";
      }
}

TEST(Kernels, SiluOfExtremes) {
  const float inf = std::numeric_limits<float>::infinity();
  const at::Tensor x = at::tensor({inf, -inf, 1000.0f, -1000.0f, 88.8f, -88.8f, 0.0f, -0.0f, std::nanf(""), 1e-30f});
  for (const auto& [name, table] : tables()) {
    at::Tensor y = at::empty_like(x);
    table->silu(x.const_data_ptr(), y.data_ptr(), 0, x.numel(), Element::kFloat32);
    EXPECT_TRUE(at::allclose(y, at::silu(x), 1e-5, 1e-30, /*equal_nan=*/true)) << name << "\n" << y;
  }
}

at::Tensor random_heads(int64_t batch, int64_t heads, int64_t seq, int64_t dim, at::ScalarType type) {
  return at::randn({batch, heads, seq, dim}).to(type);
}

TEST(Kernels, DecodeAttentionEqualsSdpa) {
  at::manual_seed(4);
  const c10::InferenceMode inference;
  for (const at::ScalarType type : kTypes)
    for (const int64_t dim : {6, 16, 64, 80})
      for (const int64_t keys : {1, 5, 17, 130})
        for (const bool masked : {false, true}) {
          const at::Tensor q = random_heads(2, 6, 1, dim, type), k = random_heads(2, 2, keys, dim, type),
                           v = random_heads(2, 2, keys, dim, type);
          at::Tensor mask;
          if (masked) mask = (at::rand({2, 1, 1, keys}) > 0.3).logical_or(at::arange(keys).view({1, 1, 1, keys}) == 0);
          const auto wide = [](const at::Tensor& t) { return t.to(at::kDouble); };
          const at::Tensor want =
              at::scaled_dot_product_attention(wide(q), wide(k).repeat_interleave(3, 1), wide(v).repeat_interleave(3, 1),
                                               masked ? std::optional<at::Tensor>(mask) : std::nullopt, 0.0, false, 0.3);
          expect_near(attention(q, k, v, mask, 0.3), want.transpose(1, 2).reshape({2, 1, 6 * dim}), tolerance(type),
                      c10::toString(type));
        }
}

TEST(Kernels, DecodeAttentionWithEveryKeyMaskedIsZero) {
  const c10::InferenceMode inference;
  const at::Tensor q = at::randn({1, 2, 1, 16}), k = at::randn({1, 2, 4, 16});
  EXPECT_TRUE(at::equal(attention(q, k, k, at::zeros({1, 1, 1, 4}, at::kBool), 1.0), at::zeros({1, 1, 32})));
}

const at::Tensor kNoBias;

TEST(Ops, RopeEqualsItsFormula) {
  at::manual_seed(5);
  for (const at::ScalarType type : kTypes)
    for (const int64_t dim : {8, 24, 64}) {
      const at::Tensor x = at::randn({2, 5, 3 * dim}).to(type), cos = at::randn({1, 5, dim}).to(type),
                       sin = at::randn({1, 5, dim}).to(type);
      const at::Tensor fast = apply_rope(x, cos, sin, 3);
      const at::Tensor slow = apply_rope(x.detach().clone().requires_grad_(), cos, sin, 3).detach();
      expect_near(fast, slow, tolerance(type), std::to_string(dim));
    }
}

TEST(Ops, GradientsFlowThroughEveryOp) {
  const at::Tensor x = at::randn({1, 2, 16}).requires_grad_(), w = at::randn({16, 16}), norm = at::randn({16});
  at::Tensor y = silu_mul(models::silu(linear(rms_norm(x, norm, 1e-6), w, kNoBias)), x);
  y = apply_rope(y, at::randn({1, 2, 8}), at::randn({1, 2, 8}), 2);
  y = attention(y, y, y, {}, 0.5);
  ASSERT_TRUE(y.requires_grad());
  y.sum().backward();
  EXPECT_GT(x.grad().abs().sum().item<double>(), 0);
}

TEST(Ops, LinearTakesStridedRowsAndLeavesErrorsToTorch) {
  const at::Tensor x = at::randn({2, 5, 16}), w = at::randn({4, 16});
  EXPECT_TRUE(at::allclose(linear(x.slice(1, 4), w, kNoBias), at::linear(x.slice(1, 4), w), 1e-4, 1e-5));
  EXPECT_TRUE(at::equal(linear(at::empty({0, 16}), w, kNoBias), at::empty({0, 4})));
  EXPECT_THROW(linear(at::randn({2, 15}), w, kNoBias), c10::Error);
  EXPECT_THROW(linear(x.to(at::kDouble), w, kNoBias), c10::Error);
}

}  // namespace
}  // namespace interloom::models
