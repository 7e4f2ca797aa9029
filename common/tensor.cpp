#include "common/tensor.h"

#include <array>
#include <cassert>
#include <cstdlib>
#include <cstring>
#include <limits>

namespace interloom {

namespace {

struct DTypeRow {
  std::string_view name;
  size_t size;
};

constexpr std::array<DTypeRow, kDTypeCount> kDTypes = {{
    {"invalid", 0},         {"uint8", 1},         {"int8", 1},           {"int16", 2},           {"int32", 4},
    {"int64", 8},           {"float16", 2},       {"float32", 4},        {"float64", 8},         {"complex32", 4},
    {"complex64", 8},       {"complex128", 16},   {"bool", 1},           {"bfloat16", 2},        {"uint16", 2},
    {"uint32", 4},          {"uint64", 8},        {"float8_e4m3fn", 1},  {"float8_e5m2", 1},     {"float8_e4m3fnuz", 1},
    {"float8_e5m2fnuz", 1}, {"float8_e8m0fnu", 1},
}};

struct Alias {
  std::string_view name;
  DType dtype;
};

constexpr Alias kAliases[] = {
    {"float", DType::kFloat32},  {"double", DType::kFloat64},  {"half", DType::kFloat16},     {"long", DType::kInt64},
    {"int", DType::kInt32},      {"short", DType::kInt16},     {"chalf", DType::kComplex32},  {"cfloat", DType::kComplex64},
    {"cdouble", DType::kComplex128},
};

const DTypeRow& row_of(DType dtype) {
  const auto index = static_cast<size_t>(dtype);
  return kDTypes[index < kDTypes.size() ? index : 0];
}

}  // namespace

size_t dtype_size(DType dtype) { return row_of(dtype).size; }
std::string_view dtype_name(DType dtype) { return row_of(dtype).name; }

DType dtype_from_name(std::string_view name) {
  if (name.substr(0, 6) == "torch.") name.remove_prefix(6);
  for (size_t i = 1; i < kDTypes.size(); ++i)
    if (kDTypes[i].name == name) return static_cast<DType>(i);
  for (const Alias& alias : kAliases)
    if (alias.name == name) return alias.dtype;
  return DType::kInvalid;
}

StatusOr<uint64_t> TensorMeta::checked_nbytes() const {
  uint64_t bytes = dtype_size(dtype);
  if (bytes == 0) return invalid_argument("tensor with invalid dtype ", static_cast<int>(dtype));
  bool empty = false;
  for (int64_t dim : shape) {
    if (dim < 0) return invalid_argument("tensor with negative dimension ", dim);
    empty |= dim == 0;
  }
  if (empty) return uint64_t{0};
  for (int64_t dim : shape) {
    // Signed arithmetic on sizes must be safe everywhere, torch's included.
    if (__builtin_mul_overflow(bytes, static_cast<uint64_t>(dim), &bytes) ||
        bytes > static_cast<uint64_t>(std::numeric_limits<int64_t>::max()))
      return invalid_argument("tensor whose size overflows");
  }
  return bytes;
}

std::shared_ptr<std::byte> allocate_tensor_bytes(uint64_t nbytes) {
  constexpr uint64_t kAlignment = 64;  // as torch allocates
  constexpr uint64_t kNoMachineHas = 1ull << 39;  // 512 GiB; allocators (sanitizers' too) need not be asked for more
  if (nbytes > kNoMachineHas) return nullptr;
  void* memory = std::aligned_alloc(kAlignment, (nbytes + kAlignment) / kAlignment * kAlignment);
  if (memory == nullptr) return nullptr;
  return {static_cast<std::byte*>(memory), [](std::byte* bytes) { std::free(bytes); }};
}

HostTensor HostTensor::copy_of(TensorMeta meta, std::string_view bytes) {
  assert(meta.checked_nbytes().ok() && *meta.checked_nbytes() == bytes.size());
  HostTensor out{std::move(meta), nullptr, bytes.size()};
  if (bytes.empty()) return out;
  std::shared_ptr<std::byte> data = allocate_tensor_bytes(bytes.size());
  if (data == nullptr) throw std::bad_alloc();
  std::memcpy(data.get(), bytes.data(), bytes.size());
  out.data = std::move(data);
  return out;
}

}  // namespace interloom
