#include "client/cpp/tensor_access.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace interloom::client {

namespace {

template <class Out, class Stored, class Convert>
std::vector<Out> convert(const HostTensor& tensor, Convert to_number) {
  const size_t count = tensor.nbytes / sizeof(Stored);
  std::vector<Out> out(count);
  for (size_t i = 0; i < count; ++i) {
    Stored stored;
    std::memcpy(&stored, tensor.data.get() + i * sizeof(Stored), sizeof(Stored));
    out[i] = static_cast<Out>(to_number(stored));
  }
  return out;
}

template <class Out, class Stored>
std::vector<Out> convert(const HostTensor& tensor) {
  return convert<Out, Stored>(tensor, [](Stored stored) { return stored; });
}

template <class Out>
StatusOr<std::vector<Out>> integers(const HostTensor& tensor) {
  switch (tensor.meta.dtype) {
    case DType::kBool:
    case DType::kUInt8:
      return convert<Out, uint8_t>(tensor);
    case DType::kInt8:
      return convert<Out, int8_t>(tensor);
    case DType::kInt16:
      return convert<Out, int16_t>(tensor);
    case DType::kInt32:
      return convert<Out, int32_t>(tensor);
    case DType::kInt64:
      return convert<Out, int64_t>(tensor);
    case DType::kUInt16:
      return convert<Out, uint16_t>(tensor);
    case DType::kUInt32:
      return convert<Out, uint32_t>(tensor);
    case DType::kUInt64:
      return convert<Out, uint64_t>(tensor);
    default:
      return invalid_argument("a ", dtype_name(tensor.meta.dtype), " tensor has no elements of that kind");
  }
}

template <class Out>
StatusOr<std::vector<Out>> reals(const HostTensor& tensor) {
  switch (tensor.meta.dtype) {
    case DType::kFloat32:
      return convert<Out, float>(tensor);
    case DType::kFloat64:
      return convert<Out, double>(tensor);
    case DType::kFloat16:
      return convert<Out, uint16_t>(tensor, half_to_float);
    case DType::kBFloat16:
      return convert<Out, uint16_t>(tensor, bfloat16_to_float);
    default:
      return integers<Out>(tensor);
  }
}

template <class Element>
StatusOr<HostTensor> copy_elements(std::span<const Element> elements, std::vector<int64_t> shape, DType dtype) {
  TensorMeta meta{dtype, std::move(shape)};
  ASSIGN_OR_RETURN(const uint64_t nbytes, meta.checked_nbytes());
  if (nbytes != elements.size_bytes())
    return invalid_argument("shape ", shape_text(meta.shape), " does not hold ", elements.size(), " elements");
  return HostTensor::copy_of(std::move(meta), {reinterpret_cast<const char*>(elements.data()), elements.size_bytes()});
}

}  // namespace

float bfloat16_to_float(uint16_t bits) { return std::bit_cast<float>(static_cast<uint32_t>(bits) << 16); }

float half_to_float(uint16_t bits) {
  constexpr int kFractionBits = 10, kBias = 15, kSpecial = 31;
  const int exponent = (bits >> kFractionBits) & kSpecial;
  const int fraction = bits & 0x3ff;
  const float sign = (bits & 0x8000) != 0 ? -1.0f : 1.0f;
  if (exponent == kSpecial) return fraction != 0 ? std::nanf("") : sign * HUGE_VALF;
  if (exponent == 0) return sign * std::ldexp(static_cast<float>(fraction), 1 - kBias - kFractionBits);
  return sign * std::ldexp(static_cast<float>(fraction | 0x400), exponent - kBias - kFractionBits);
}

StatusOr<std::vector<float>> to_floats(const HostTensor& tensor) { return reals<float>(tensor); }
StatusOr<std::vector<double>> to_doubles(const HostTensor& tensor) { return reals<double>(tensor); }
StatusOr<std::vector<int64_t>> to_ints(const HostTensor& tensor) { return integers<int64_t>(tensor); }

std::string shape_text(const std::vector<int64_t>& shape) {
  std::string out = "[";
  for (size_t i = 0; i < shape.size(); ++i) out += str_cat(i == 0 ? "" : ", ", shape[i]);
  return out + "]";
}

std::string describe(const TensorMeta& meta) { return str_cat(dtype_name(meta.dtype), shape_text(meta.shape)); }

StatusOr<HostTensor> tensor_of(std::span<const float> elements, std::vector<int64_t> shape) {
  return copy_elements(elements, std::move(shape), DType::kFloat32);
}
StatusOr<HostTensor> tensor_of(std::span<const int64_t> elements, std::vector<int64_t> shape) {
  return copy_elements(elements, std::move(shape), DType::kInt64);
}

}  // namespace interloom::client
