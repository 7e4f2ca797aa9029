// The dtypes that weights may have, between torch's names for them and ours. Any thread.
#pragma once

#include <c10/core/ScalarType.h>

#include <optional>
#include <string_view>

#include "common/tensor.h"

namespace interloom::models {

struct WeightDtype {
  DType wire;
  at::ScalarType torch;
  std::string_view name;
};
inline constexpr WeightDtype kWeightDtypes[] = {
    {DType::kFloat32, at::ScalarType::Float, "float32"},
    {DType::kBFloat16, at::ScalarType::BFloat16, "bfloat16"},
    {DType::kFloat16, at::ScalarType::Half, "float16"},
};

inline std::optional<at::ScalarType> weight_dtype_from_name(std::string_view name) {
  if (name.starts_with("torch.")) name.remove_prefix(6);
  for (const WeightDtype& dtype : kWeightDtypes)
    if (dtype.name == name) return dtype.torch;
  return std::nullopt;
}
inline std::optional<at::ScalarType> weight_dtype(DType wire) {
  for (const WeightDtype& dtype : kWeightDtypes)
    if (dtype.wire == wire) return dtype.torch;
  return std::nullopt;
}
inline std::string_view weight_dtype_name(at::ScalarType type) {
  for (const WeightDtype& dtype : kWeightDtypes)
    if (dtype.torch == type) return dtype.name;
  return "unknown";
}

}  // namespace interloom::models
