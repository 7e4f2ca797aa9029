// Elements of host tensors as C++ numbers, and host tensors from them. Any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "common/status.h"
#include "common/tensor.h"

namespace interloom::client {

// Every element in row-major order. Bool is 0 and 1; floats of 8 bits and complex numbers are kInvalidArgument.
StatusOr<std::vector<float>> to_floats(const HostTensor& tensor);
StatusOr<std::vector<double>> to_doubles(const HostTensor& tensor);
// Integers and bool only: a fraction is never cut off in silence.
StatusOr<std::vector<int64_t>> to_ints(const HostTensor& tensor);

// "[2, 5]" and "float32[2, 5]", for messages.
std::string shape_text(const std::vector<int64_t>& shape);
std::string describe(const TensorMeta& meta);

// Copies. kInvalidArgument when the shape holds another number of elements.
StatusOr<HostTensor> tensor_of(std::span<const float> elements, std::vector<int64_t> shape);
StatusOr<HostTensor> tensor_of(std::span<const int64_t> elements, std::vector<int64_t> shape);

float half_to_float(uint16_t bits);
float bfloat16_to_float(uint16_t bits);

}  // namespace interloom::client
