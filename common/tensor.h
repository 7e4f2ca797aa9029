// Tensors as bytes: what leaves or enters a process. No torch here.
//
// A HostTensor is immutable, contiguous, row-major, little-endian, in host memory. Copies share the bytes. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/status.h"

namespace interloom {

// Every dtype torch has that a value can travel in. Numbers are those of proto's DType.
enum class DType : uint8_t {
  kInvalid = 0, kUInt8, kInt8, kInt16, kInt32, kInt64, kFloat16, kFloat32, kFloat64, kComplex32, kComplex64,
  kComplex128, kBool, kBFloat16, kUInt16, kUInt32, kUInt64, kFloat8E4M3FN, kFloat8E5M2, kFloat8E4M3FNUZ,
  kFloat8E5M2FNUZ, kFloat8E8M0FNU,
};
inline constexpr int kDTypeCount = 22;

// Bytes of one element; 0 for kInvalid.
size_t dtype_size(DType dtype);
// torch's name without "torch.": "float32", "bfloat16", "float8_e4m3fn".
std::string_view dtype_name(DType dtype);
// From torch's name, with or without "torch.", aliases ("float", "half", "long") too. Unknown: kInvalid.
DType dtype_from_name(std::string_view name);

struct TensorMeta {
  DType dtype = DType::kInvalid;
  std::vector<int64_t> shape;  // empty: a scalar
  bool requires_grad = false;

  // Elements and bytes; kInvalidArgument if a dimension is negative, the dtype invalid or the product overflows.
  StatusOr<uint64_t> checked_nbytes() const;
  bool operator==(const TensorMeta&) const = default;
};

// Uninitialized bytes for a tensor, aligned as torch aligns them (64); null when the machine has no room.
std::shared_ptr<std::byte> allocate_tensor_bytes(uint64_t nbytes);

struct HostTensor {
  TensorMeta meta;
  std::shared_ptr<const std::byte> data;  // meta.checked_nbytes() bytes; may be null when that is 0
  uint64_t nbytes = 0;

  // A tensor over a copy of `bytes`. REQUIRES: bytes.size() equals meta's size.
  static HostTensor copy_of(TensorMeta meta, std::string_view bytes);
  std::string_view bytes() const { return {reinterpret_cast<const char*>(data.get()), nbytes}; }
};

}  // namespace interloom
