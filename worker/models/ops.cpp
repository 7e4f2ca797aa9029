#include "worker/models/ops.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "worker/models/parallel.h"

namespace interloom::models {

namespace {

// Work below this many elements is not worth a second thread.
constexpr int64_t kGrain = 16384;

bool kernel_dtype(at::ScalarType type) { return type == at::kFloat || type == at::kBFloat16 || type == at::kHalf; }

// Kernels for a tensor that need not be dense in all dimensions.
bool plain(const at::Tensor& t) {
  return t.defined() && t.device().is_cpu() && t.layout() == at::kStrided && kernel_dtype(t.scalar_type()) && !t.is_conj() &&
         !t.is_neg();
}

bool recording(const at::Tensor& t) { return t.requires_grad(); }

int64_t grain(int64_t item_size) { return std::max<int64_t>(1, kGrain / std::max<int64_t>(item_size, 1)); }

}  // namespace

Element element_of(const at::Tensor& tensor) {
  switch (tensor.scalar_type()) {
    case at::kBFloat16:
      return Element::kBFloat16;
    case at::kHalf:
      return Element::kFloat16;
    default:
      return Element::kFloat32;
  }
}

bool can_use_kernels(std::initializer_list<const at::Tensor*> tensors) {
  if (kernels() == nullptr) return false;
  const bool grad = at::GradMode::is_enabled();
  const at::Tensor& first = **tensors.begin();
  if (!first.defined()) return false;
  for (const at::Tensor* t : tensors)
    if (!plain(*t) || t->scalar_type() != first.scalar_type() || !t->is_contiguous() || (grad && recording(*t))) return false;
  return true;
}

at::Tensor rms_norm(const at::Tensor& x, const at::Tensor& weight, double eps) {
  if (can_use_kernels({&x, &weight}) && x.dim() > 0 && weight.dim() == 1 && x.size(-1) == weight.size(0)) {
    at::Tensor y = at::empty_like(x);
    const int64_t size = weight.size(0);
    const RmsNormJob job{x.const_data_ptr(), weight.const_data_ptr(), y.data_ptr(), size, static_cast<float>(eps), element_of(x)};
    parallel_for(size > 0 ? x.numel() / size : 0, grain(size),
                 [&](int64_t begin, int64_t end) { kernels()->rms_norm(job, begin, end); });
    return y;
  }
  const at::Tensor wide = x.to(at::kFloat);
  const at::Tensor variance = wide.pow(2).mean({-1}, /*keepdim=*/true);
  return weight * (wide * at::rsqrt(variance + eps)).to(x.scalar_type());
}

at::Tensor silu(const at::Tensor& x) {
  if (!can_use_kernels({&x})) return at::silu(x);
  at::Tensor y = at::empty_like(x);
  const void* from = x.const_data_ptr();
  void* to = y.data_ptr();
  const Element type = element_of(x);
  parallel_for(x.numel(), kGrain, [&](int64_t begin, int64_t end) { kernels()->silu(from, to, begin, end, type); });
  return y;
}

at::Tensor silu_mul(const at::Tensor& gate, const at::Tensor& up) {
  if (!can_use_kernels({&gate, &up}) || gate.sizes() != up.sizes()) return at::silu(gate) * up;
  at::Tensor y = at::empty_like(gate);
  const void *left = gate.const_data_ptr(), *right = up.const_data_ptr();
  void* to = y.data_ptr();
  const Element type = element_of(gate);
  parallel_for(gate.numel(), kGrain, [&](int64_t begin, int64_t end) { kernels()->silu_mul(left, right, to, begin, end, type); });
  return y;
}

namespace {

at::Tensor rotate_half(const at::Tensor& x) {
  const int64_t half = x.size(-1) / 2;
  return at::cat({-x.slice(-1, half), x.slice(-1, 0, half)}, -1);
}

bool rope_fits(const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin, int64_t heads) {
  return x.dim() == 3 && cos.dim() == 3 && cos.sizes() == sin.sizes() && cos.size(1) == x.size(1) &&
         (cos.size(0) == 1 || cos.size(0) == x.size(0)) && cos.size(2) * heads == x.size(2) && cos.size(2) % 2 == 0;
}

}  // namespace

at::Tensor apply_rope(const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin, int64_t heads) {
  if (can_use_kernels({&x, &cos, &sin}) && rope_fits(x, cos, sin, heads)) {
    const int64_t batch = x.size(0), seq = x.size(1), dim = cos.size(2);
    at::Tensor y = at::empty({batch, heads, seq, dim}, x.options());
    const RopeJob job{x.const_data_ptr(),
                      cos.const_data_ptr(),
                      sin.const_data_ptr(),
                      y.data_ptr(),
                      seq,
                      heads,
                      dim,
                      x.stride(0),
                      x.stride(1),
                      dim,
                      y.stride(0),
                      y.stride(2),
                      y.stride(1),
                      cos.size(0) == 1 ? 0 : seq * dim,
                      element_of(x)};
    parallel_for(batch * seq, grain(heads * dim), [&](int64_t begin, int64_t end) { kernels()->rope(job, begin, end); });
    return y;
  }
  const at::Tensor split = x.view({x.size(0), x.size(1), heads, -1}).transpose(1, 2);
  return split * cos.unsqueeze(1) + rotate_half(split) * sin.unsqueeze(1);
}

namespace {

// The one query of a decode step.
at::Tensor decode_attention(const at::Tensor& query, const at::Tensor& k, const at::Tensor& v, const at::Tensor& mask,
                            double scale) {
  const at::Tensor q = query.contiguous();
  const int64_t batch = q.size(0), heads = q.size(1), dim = q.size(3), keys = k.size(2), kv_heads = k.size(1);
  at::Tensor out = at::empty({batch, 1, heads * dim}, q.options());
  const at::Tensor seen = mask.defined() ? mask.expand({batch, 1, 1, keys}).contiguous() : mask;
  const DecodeAttentionJob job{q.const_data_ptr(),
                               k.const_data_ptr(),
                               v.const_data_ptr(),
                               out.data_ptr(),
                               seen.defined() ? seen.const_data_ptr<bool>() : nullptr,
                               heads,
                               kv_heads,
                               keys,
                               dim,
                               k.stride(0),
                               k.stride(1),
                               static_cast<float>(scale),
                               element_of(q)};
  parallel_for(batch * kv_heads, grain(keys * dim * heads / kv_heads), [&](int64_t begin, int64_t end) {
    std::vector<float> scratch(static_cast<size_t>(keys * (heads / kv_heads)));
    kernels()->decode_attention(job, scratch.data(), begin, end);
  });
  return out;
}

bool decode_fits(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& mask) {
  if (q.dim() != 4 || q.size(2) != 1 || kernels() == nullptr || !plain(q) || !plain(k) || !plain(v) || k.dim() != 4) return false;
  if (at::GradMode::is_enabled() && (recording(q) || recording(k) || recording(v))) return false;
  const bool dense = k.stride(3) == 1 && k.stride(2) == k.size(3) && v.strides() == k.strides() && v.sizes() == k.sizes();
  const bool mask_fits =
      !mask.defined() || (mask.scalar_type() == at::kBool && mask.device().is_cpu() && mask.dim() == 4 && mask.size(1) == 1 &&
                          mask.size(2) == 1 && mask.size(3) == k.size(2) && (mask.size(0) == 1 || mask.size(0) == q.size(0)));
  return dense && mask_fits && k.scalar_type() == q.scalar_type() && v.scalar_type() == q.scalar_type() &&
         k.size(0) == q.size(0) && k.size(3) == q.size(3) && k.size(1) > 0 && q.size(1) % k.size(1) == 0 && k.size(2) > 0;
}

at::Tensor repeat_kv(const at::Tensor& kv, int64_t times) {
  return kv.unsqueeze(2)
      .expand({kv.size(0), kv.size(1), times, kv.size(2), kv.size(3)})
      .reshape({kv.size(0), kv.size(1) * times, kv.size(2), kv.size(3)});
}

}  // namespace

at::Tensor attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& mask, double scale) {
  if (decode_fits(q, k, v, mask)) return decode_attention(q, k, v, mask, scale);
  const int64_t seq = q.size(2), groups = k.size(1) > 0 ? q.size(1) / k.size(1) : 1;
  const bool share = groups > 1 && !mask.defined() && k.size(3) <= 256;
  const bool repeat = groups > 1 && !share;
  std::optional<at::Tensor> attn_mask;
  if (mask.defined()) attn_mask = mask;
  const at::Tensor out =
      at::scaled_dot_product_attention(q, repeat ? repeat_kv(k, groups) : k, repeat ? repeat_kv(v, groups) : v, attn_mask,
                                       /*dropout_p=*/0.0, /*is_causal=*/seq > 1 && !mask.defined(), scale, /*enable_gqa=*/share);
  return out.transpose(1, 2).reshape({q.size(0), seq, -1});
}

}  // namespace interloom::models
