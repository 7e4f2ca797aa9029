// The arithmetic of a forward pass: each operation as the own kernels or as ATen ops.
//
// The kernels are taken on the CPU, for dense tensors of one float type, when autograd records nothing; everything else
// (gradients, other devices, mixed or wrong shapes) goes to ATen, whose errors are then PyTorch's. Results of both agree
// within rounding. Any thread. Throws c10::Error.
#pragma once

#include <ATen/core/Tensor.h>

#include <initializer_list>

#include "worker/models/kernels.h"

namespace interloom::models {

// x [..., in] times weight [out, in] transposed, plus bias [out] (may be undefined).
at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

// LlamaRMSNorm: statistics in float32, the product with the weight in the input's dtype.
at::Tensor rms_norm(const at::Tensor& x, const at::Tensor& weight, double eps);

at::Tensor silu(const at::Tensor& x);
// silu(gate) * up, rounded as the two steps would be.
at::Tensor silu_mul(const at::Tensor& gate, const at::Tensor& up);

// Rotary positions: x [batch, seq, heads * dim] becomes [batch, heads, seq, dim]. cos and sin: [1 or batch, seq, dim].
at::Tensor apply_rope(const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin, int64_t heads);

// Softmax attention as transformers' sdpa path computes it. q: [batch, heads, seq, dim], k and v: [batch, kv_heads, keys,
// dim], mask: bool, broadcast to [batch, 1, seq, keys], or undefined (then causal when seq > 1, as sdpa aligns it).
// Returns [batch, seq, heads * dim].
at::Tensor attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& mask, double scale);

// True when the own kernels may take these: dense CPU tensors of one float type and nothing recorded by autograd.
bool can_use_kernels(std::initializer_list<const at::Tensor*> tensors);
Element element_of(const at::Tensor& tensor);

}  // namespace interloom::models
