// The inner loops of a CPU forward pass, in the widest instructions that this machine has.
//
// Plain pointers, no torch: ops.cpp checks shapes and owns the memory. Every kernel takes a range of the work, so that
// the caller splits it over threads. A result never depends on the split nor on how many rows go together: an element
// of linear() is summed in one fixed order, so a row alone and the same row in a batch are equal bit for bit.
// Any thread; the tables are constant.
#pragma once

#include <cstdint>

namespace interloom::models {

enum class Element : uint8_t { kFloat32, kBFloat16, kFloat16 };
inline constexpr int64_t element_size(Element element) { return element == Element::kFloat32 ? 4 : 2; }

// y[m, n] = sum over k of x[m, k] * w[n, k], plus bias[n]. Sums are kept in float.
struct LinearJob {
  const void* x;     // [rows, in] dense, of type `x_type`
  const void* w;     // [out, in] dense, of type `type`
  const void* bias;  // [out] of type `type`, or null
  void* y;           // [rows, out] dense, of type `type`
  int64_t rows, in, out;
  Element type;    // of w, bias and y
  Element x_type;  // what Kernels::linear_input says for `type`
};

// y = weight * (x / sqrt(mean(x²) + eps)), the quotient rounded to `type` before the product, as LlamaRMSNorm does.
struct RmsNormJob {
  const void *x, *weight;
  void* y;
  int64_t size;  // of a row
  float eps;
  Element type;
};

// Rotates pairs (i, i + dim/2) of every head by the angles of its position. Offsets are in elements.
struct RopeJob {
  const void *x, *cos, *sin;  // cos and sin: [angle_batch, seq, dim]
  void* y;
  int64_t seq, heads, dim;
  int64_t x_batch, x_seq, x_head;  // strides of x; the last dimension is dense
  int64_t y_batch, y_seq, y_head;
  int64_t angle_batch;  // stride of cos and sin between batch rows; 0: shared
  Element type;
};

// One query position over the keys and values that passed: out = softmax(q·k * scale, masked) · v.
struct DecodeAttentionJob {
  const void *q, *k, *v;  // q: [batch, heads, dim] dense
  void* out;              // [batch, heads, dim] dense
  const bool* mask;       // [batch, keys], true: look; or null
  int64_t heads, kv_heads, keys, dim;
  int64_t kv_batch, kv_head;  // strides of k and v; positions follow each other densely
  float scale;
  Element type;
};

struct Kernels {
  // Rows of the output (columns of y) from begin to end.
  void (*linear)(const LinearJob&, int64_t begin, int64_t end);
  // The element type that linear() wants x in.
  Element (*linear_input)(Element type);
  void (*rms_norm)(const RmsNormJob&, int64_t begin, int64_t end);                 // rows
  void (*silu)(const void* x, void* y, int64_t begin, int64_t end, Element type);  // elements
  // y = silu(gate) rounded to the type, times up.
  void (*silu_mul)(const void* gate, const void* up, void* y, int64_t begin, int64_t end, Element type);
  void (*rope)(const RopeJob&, int64_t begin, int64_t end);  // (batch, seq) pairs
  // (batch, kv head) pairs. REQUIRES: scratch has keys * heads / kv_heads floats.
  void (*decode_attention)(const DecodeAttentionJob&, float* scratch, int64_t begin, int64_t end);
};

// The best table for this machine; null where it has none (then ATen does the work).
const Kernels* kernels();

extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;      // without bfloat16 instructions
extern const Kernels kAvx512Bf16Kernels;  // with

}  // namespace interloom::models
