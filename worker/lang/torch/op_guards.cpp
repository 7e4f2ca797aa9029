// Checks of arguments that LibTorch does not make: found by reading and by the fuzzer of op_policy_test.cpp.
#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "common/status.h"
#include "worker/lang/torch/op_policy.h"

namespace interloom::lang_torch {
namespace {

bool contains(std::initializer_list<std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

constexpr int64_t kMaxListedTensors = int64_t{1} << 20;
constexpr double kMaxPolynomialDegree = 100'000;  // work is linear in it, and nothing can interrupt it
constexpr int64_t kMaxCombination = 32;
constexpr double kMaxMagnitude = 4e18;  // a little below 2^62
constexpr double kMaxEye = 1e8;         // n * m * 16 bytes must fit int64: eye.out does not check
constexpr double kMaxPositions = 1e8;
constexpr double kMaxWindow = 1e12;  // kernel sizes, strides, padding

enum Guard : uint8_t {
  kNoGuard,
  kAsStrided,
  kPivots,
  kPolynomial,
  kIntMinimum,
  kNormShapes,
  kCombinations,
  kEye,
  kWindow,
  kRange,
  kSteps,
};

Guard guard_of(std::string_view name) {
  if (contains({"as_strided", "as_strided_", "as_strided_copy"}, name)) return kAsStrided;
  if (contains({"lu_unpack", "lu_solve", "linalg_lu_solve", "linalg_ldl_solve"}, name)) return kPivots;
  if (name.starts_with("special_") && has(name, "_polynomial_")) return kPolynomial;
  if (contains({"matrix_power", "linalg_matrix_power", "random", "random_"}, name)) return kIntMinimum;
  if (contains({"native_batch_norm", "batch_norm", "instance_norm"}, name)) return kNormShapes;
  if (contains({"range", "arange"}, name)) return kRange;
  if (contains({"linspace", "logspace"}, name)) return kSteps;
  if (name == "combinations") return kCombinations;
  if (name == "eye") return kEye;
  if (has(name, "_pad") || name == "pad" || has(name, "pool") || has(name, "conv") || has(name, "im2col") ||
      has(name, "col2im") || has(name, "upsample") || name.starts_with("unfold"))
    return kWindow;
  return kNoGuard;
}

const c10::IValue* argument(const c10::FunctionSchema& schema, c10::ArrayRef<c10::IValue> values, std::string_view name) {
  for (size_t i = 0; i < values.size(); ++i) {
    if (schema.arguments()[i].name() == name) return &values[i];
  }
  return nullptr;
}

// Elements [0, numel) of a tensor that lies dense in memory, so its range has nobody else's elements.
std::string check_as_strided(const c10::FunctionSchema& schema, c10::ArrayRef<c10::IValue> values) {
  const at::Tensor& self = values[0].toTensor();
  const std::vector<int64_t> size = values[1].toIntVector(), stride = values[2].toIntVector();
  const int64_t begin = self.storage_offset();
  const int64_t offset = values.size() > 3 && !values[3].isNone() ? values[3].toInt() : begin;
  if (size.size() != stride.size()) return "";  // PyTorch's own error
  __int128 last = offset;
  bool empty = false;
  for (size_t i = 0; i < size.size(); ++i) {
    if (size[i] < 0 || stride[i] < 0) return "";
    if (size[i] == 0)
      empty = true;
    else
      last += static_cast<__int128>(size[i] - 1) * stride[i];
  }
  if (empty) return "";
  if (!self.is_non_overlapping_and_dense() || offset < begin || last >= static_cast<__int128>(begin) + self.numel())
    return str_cat(schema.name().substr(6), "(): here a tensor may only be restrided within its own elements");
  return "";
}

std::string check_pivots(const c10::FunctionSchema& schema, c10::ArrayRef<c10::IValue> values) {
  const c10::IValue *pivots = nullptr, *matrix = nullptr;
  for (const char* name : {"pivots", "LU_pivots"}) pivots = pivots ? pivots : argument(schema, values, name);
  for (const char* name : {"LU", "LU_data", "LD"}) matrix = matrix ? matrix : argument(schema, values, name);
  const at::Tensor &p = pivots->toTensor(), &lu = matrix->toTensor();
  const bool shapes_fit = lu.dim() >= 2 && p.dim() == lu.dim() - 1 && p.size(-1) == std::min(lu.size(-1), lu.size(-2)) &&
                          p.sizes().slice(0, p.dim() - 1) == lu.sizes().slice(0, lu.dim() - 2) && p.scalar_type() == at::kInt;
  if (!shapes_fit)
    return str_cat(schema.name().substr(6), "(): pivots must be int32, one for each row, of the matrices' batch shape");
  if (p.numel() == 0) return "";
  const int64_t low = p.abs().min().item<int64_t>(), high = p.abs().max().item<int64_t>();
  const bool negative = schema.name() == "aten::linalg_ldl_solve";
  if (low >= 1 && high <= lu.size(-2) && (negative || p.min().item<int64_t>() >= 1)) return "";
  return str_cat(schema.name().substr(6), "(): pivots must be between 1 and ", lu.size(-2));
}

std::string check_polynomial(const c10::FunctionSchema& schema, c10::ArrayRef<c10::IValue> values) {
  const c10::IValue& n = *argument(schema, values, "n");
  double degree = 0;
  if (n.isTensor()) {
    const at::Tensor& tensor = n.toTensor();
    if (tensor.numel() != 0 && !tensor.is_complex()) degree = tensor.to(at::kDouble).nan_to_num(0).max().item<double>();
  } else if (!n.toScalar().isComplex()) {
    degree = n.toScalar().toDouble();
  }
  if (degree <= kMaxPolynomialDegree) return "";
  return str_cat(schema.name().substr(6), "(): degree n must not be above ", static_cast<int64_t>(kMaxPolynomialDegree));
}

std::string check_norm_shapes(const c10::FunctionSchema& schema, c10::ArrayRef<c10::IValue> values) {
  const at::Tensor& input = values[0].toTensor();
  if (input.dim() < 2) return str_cat(schema.name().substr(6), "(): input must have at least 2 dimensions");
  const c10::IValue* training = argument(schema, values, "training");
  if (schema.name() == "aten::native_batch_norm" && training && !training->toBool() &&
      (!values[3].isTensor() || !values[4].isTensor()))
    return "native_batch_norm(): running_mean and running_var must be given in evaluation mode";
  for (size_t i = 1; i <= 4; ++i) {
    if (!values[i].isTensor()) continue;
    const at::Tensor& given = values[i].toTensor();
    if (given.defined() && (given.dim() != 1 || given.numel() != input.size(1)))
      return str_cat(schema.arguments()[i].name(), " should contain ", input.size(1), " elements not ", given.numel());
  }
  return "";
}

std::string check_window(const c10::FunctionSchema& schema, c10::ArrayRef<c10::IValue> values) {
  // Windows and padding are added up in int64 without a check. Padding reads two numbers a dimension whatever the length.
  const std::string_view name = std::string_view(schema.name()).substr(6);
  const size_t at = name.find("_pad");
  const bool by_dimension = at != std::string_view::npos && at + 4 < name.size() && name[at + 4] >= '1' && name[at + 4] <= '3';
  const size_t wanted = by_dimension ? 2 * static_cast<size_t>(name[at + 4] - '0') : 0;
  for (const c10::IValue& value : values) {
    if (value.isInt() && std::abs(static_cast<double>(value.toInt())) > kMaxWindow)
      return str_cat(name, "(): ", value.toInt(), " is out of range");
    if (!value.isIntList()) continue;
    if (wanted != 0 && value.toIntList().size() != wanted)
      return str_cat("padding size is expected to be ", wanted, ", but got: ", value.toIntList().size());
    double product = 1;
    for (const int64_t size : value.toIntList()) {
      if (std::abs(static_cast<double>(size)) > kMaxWindow) return str_cat(name, "(): ", size, " is out of range");
      product *= std::max(1.0, std::abs(static_cast<double>(size)));
    }
    // The loop runs over the output's positions also where it has no channels, so nothing is allocated that the quota could
    // refuse.
    if (name.starts_with("adaptive_") && product > kMaxPositions) return str_cat(name, "(): output size is out of range");
  }
  return "";
}

// Loops and quotients of int64 never end or overflow near its limits.
std::string check_magnitude(const c10::FunctionSchema& schema, c10::ArrayRef<c10::IValue> values, double most) {
  for (const c10::IValue& value : values) {
    const double number = value.isInt() ? static_cast<double>(value.toInt()) : value.isDouble() ? value.toDouble() : 0;
    if (std::abs(number) > most) return str_cat(schema.name().substr(6), "(): ", number, " is out of range");
  }
  return "";
}

std::string check_list_length(const c10::FunctionSchema& schema, c10::ArrayRef<c10::IValue> values) {
  int64_t most = 0;
  if (values[0].isTensor()) {
    const at::Tensor& self = values[0].toTensor();
    for (const int64_t size : self.sizes()) most = std::max(most, size);
    const c10::IValue* split = argument(schema, values, "split_size");
    if (split && split->isInt() && split->toInt() > 0) most = most / split->toInt() + 1;
  }
  for (const char* name : {"sections", "chunks"}) {
    const c10::IValue* count = argument(schema, values, name);
    if (count && count->isInt()) most = count->toInt();
  }
  const c10::IValue* sections = argument(schema, values, "tensor_indices_or_sections");
  if (sections && sections->toTensor().dim() == 0 && at::isIntegralType(sections->toTensor().scalar_type(), false))
    most = sections->toTensor().item().toLong();
  if (most <= kMaxListedTensors) return "";
  return str_cat(schema.name().substr(6), "(): would make ", most, " tensors, more than ", kMaxListedTensors);
}

// Integral ranges divide by the step as an int64, which is 0 for 0.5 (PyTorch in Python dies of it).
std::string check_range(const c10::FunctionSchema& schema, c10::ArrayRef<c10::IValue> values) {
  std::string problem = check_magnitude(schema, values, kMaxMagnitude / 2);
  const c10::IValue* step = argument(schema, values, "step");
  const c10::IValue* dtype = argument(schema, values, "dtype");
  const c10::IValue* out = argument(schema, values, "out");
  const bool integral = (dtype && dtype->isInt() && at::isIntegralType(static_cast<at::ScalarType>(dtype->toInt()), true)) ||
                        (out && out->isTensor() && at::isIntegralType(out->toTensor().scalar_type(), true));
  if (problem.empty() && step && step->isDouble() && integral && !(std::abs(step->toDouble()) >= 1))
    problem = str_cat(schema.name().substr(6), "(): step ", step->toDouble(), " is zero for an integral dtype");
  return problem;
}

}  // namespace

uint8_t argument_guard(std::string_view name) { return guard_of(name); }

std::string check_arguments(const c10::FunctionSchema& schema, const OpTraits& traits, c10::ArrayRef<c10::IValue> values) {
  if (traits.view_list) return check_list_length(schema, values);
  switch (traits.guard) {
    case kAsStrided:
      return check_as_strided(schema, values);
    case kPivots:
      return check_pivots(schema, values);
    case kPolynomial:
      return check_polynomial(schema, values);
    case kNormShapes:
      return check_norm_shapes(schema, values);
    case kIntMinimum:
      return check_magnitude(schema, values, kMaxMagnitude);
    case kRange:
      return check_range(schema, values);
    case kSteps:
      return check_magnitude(schema, values, kMaxWindow);
    case kCombinations: {
      const c10::IValue* r = argument(schema, values, "r");
      return r && r->toInt() > kMaxCombination ? str_cat("combinations(): r must not be above ", kMaxCombination) : "";
    }
    case kEye:
      return check_magnitude(schema, values, kMaxEye);
    case kWindow:
      return check_window(schema, values);
    default:
      return "";
  }
}

}  // namespace interloom::lang_torch
