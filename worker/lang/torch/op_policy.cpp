#include "worker/lang/torch/op_policy.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <initializer_list>
#include <span>

#include "common/status.h"

namespace interloom::lang_torch {
namespace {

using Names = std::span<const std::string_view>;
using NameList = std::initializer_list<std::string_view>;  // a list written at the call

bool contains(Names names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }
bool contains(NameList names, std::string_view name) { return contains(Names(names.begin(), names.size()), name); }
bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }
bool starts_with_any(std::string_view name, Names prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view p) { return name.starts_with(p); });
}

// Ops that begin with '_' are LibTorch's own inner steps: many check nothing (fuzzing crashes _stack, _fft_r2c, _weight_norm,
// _pdist_forward, _sobol_engine_ff_, _foreach_copy, ...). These have been read and fuzzed: their callers add no checks that
// memory safety needs.
constexpr std::string_view kPrivateAllowed[] = {
    "_softmax", "_log_softmax", "_safe_softmax", "_to_copy", "_unsafe_view", "_conj", "_conj_copy", "_conj_physical", "_neg_view",
    "_is_all_true", "_is_any_true", "_linalg_det", "_linalg_eigh", "_linalg_slogdet", "_linalg_solve_ex", "_linalg_svd",
    "_logcumsumexp", "_aminmax", "_adaptive_avg_pool2d", "_adaptive_avg_pool3d", "_euclidean_dist", "_pad_circular", "_pad_enum",
    "_reshape_copy", "_standard_gamma", "_unique", "_unique2", "_upsample_bicubic2d_aa",
    "_upsample_bilinear2d_aa", "_upsample_nearest_exact1d", "_upsample_nearest_exact2d", "_upsample_nearest_exact3d",
    "_prelu_kernel", "_fused_rms_norm", "_addmm_activation", "_shape_as_tensor"};

// Files, streams, counters, other devices' or the process's state.
constexpr std::string_view kProcess[] = {"from_file", "record_stream", "pin_memory", "is_pinned", "get_gradients", "is_distributed",
                            "is_vulkan_available", "cudnn_is_acceptable", "output_nr", "sym_constrain_range",
                            "sym_constrain_range_for_size"};

// A tensor's memory is exchanged or grown: a hook point's tensor is a view of a batch that others have rows in, so a view
// that can be moved or grown over its storage shows them. as_strided is allowed within the tensor's own elements (a guard).
constexpr std::string_view kStorage[] = {"set", "set_", "set_data", "data", "resize", "resize_", "resize_as", "resize_as_", "as_strided_scatter",
                            "slice_inverse", "swap_tensors"};

// Kernels that trust their arguments: sizes that callers normally check, or values used as an index.
//   slow_conv*, thnn_conv2d, conv_depthwise3d: shapes (crashed). batch_norm_*: statistics' shapes (crashed).
//   native_group_norm: N, C, HxW as given. ctc_loss: label values index the log probabilities.
//   fractional_max_pool*: random_samples beyond [0, 1] index outside. rrelu_with_noise*: noise's shape.
//   unsafe_*: split and chunk that let in-place edits bypass autograd's checks.
constexpr std::string_view kUnsafePrefixes[] = {"slow_conv", "thnn_conv", "conv_depthwise3d", "batch_norm_", "fractional_max_pool", "rrelu_with_noise",
                                   "unsafe_", "convolution_overrideable"};
constexpr std::string_view kUnsafe[] = {"native_group_norm", "ctc_loss", "native_norm", "nonzero_numpy"};

// Quantized, packed and vendor formats: their kernels check little, and no model here uses them.
constexpr std::string_view kBackendPrefixes[] = {"cudnn_", "miopen_", "mkldnn_", "mps_", "fbgemm_", "quantize", "q_", "choose_qparams",
                                    "fake_quantize", "fused_moving_avg", "to_mkldnn", "lstm_mps", "empty_quantized"};
constexpr std::string_view kBackend[] = {"int_repr", "dequantize", "qscheme"};

// Sparse and nested tensors carry index tensors whose invariants ops trust.
constexpr std::string_view kSparse[] = {"indices", "indices_copy", "values", "values_copy", "crow_indices", "crow_indices_copy", "col_indices",
                           "col_indices_copy", "ccol_indices", "ccol_indices_copy", "row_indices", "row_indices_copy", "dense_dim",
                           "smm", "sspaddmm", "hspmm", "coalesce", "is_coalesced", "nested_to_padded_tensor", "to_padded_tensor"};

// lstm(hx of other shapes than input) crashes; the networks are to be built of checked ops.
constexpr std::string_view kRecurrent[] = {"lstm", "gru", "rnn_tanh", "rnn_relu"};

constexpr int64_t kMaxListedTensors = int64_t{1} << 20;
constexpr double kMaxPolynomialDegree = 100'000;  // work is linear in it, and nothing can interrupt it
constexpr int64_t kMaxCombination = 32;
constexpr double kMaxMagnitude = 4e18;  // a little below 2^62
constexpr int64_t kMaxPad = int64_t{1} << 40;

enum Guard : uint8_t { kNoGuard, kAsStrided, kPivots, kPolynomial, kIntMinimum, kNormShapes, kCombinations, kUnsafeFlag, kPadding, kRange };

Guard guard_of(std::string_view name) {
  if (contains({"as_strided", "as_strided_", "as_strided_copy"}, name)) return kAsStrided;
  if (contains({"lu_unpack", "lu_solve", "linalg_lu_solve", "linalg_ldl_solve"}, name)) return kPivots;
  if (name.starts_with("special_") && has(name, "_polynomial_")) return kPolynomial;
  if (contains({"matrix_power", "linalg_matrix_power", "random", "random_"}, name)) return kIntMinimum;
  if (contains({"native_batch_norm", "batch_norm", "instance_norm"}, name)) return kNormShapes;
  if (contains({"range", "arange"}, name)) return kRange;
  if (name == "combinations") return kCombinations;
  if (name == "segment_reduce") return kUnsafeFlag;
  if (has(name, "_pad") || name == "pad") return kPadding;
  return kNoGuard;
}

bool names_dimensions(const c10::FunctionSchema& schema, std::string_view name) {
  std::string overload = schema.overload_name();
  std::transform(overload.begin(), overload.end(), overload.begin(), [](unsigned char c) { return std::tolower(c); });
  if (has(overload, "dimname") || has(overload, "names") || has(overload, "named_") || has(overload, "ellipsis_idx")) return true;
  return contains({"align_to", "align_as", "align_tensors", "refine_names", "rename", "rename_"}, name);
}

// Argument types that op_call can make.
bool convertible(const c10::TypePtr& type) {
  switch (type->kind()) {
    case c10::TypeKind::OptionalType:
    case c10::TypeKind::ListType:
      return convertible(type->containedTypes().at(0));
    case c10::TypeKind::TensorType: case c10::TypeKind::NumberType: case c10::TypeKind::IntType: case c10::TypeKind::SymIntType:
    case c10::TypeKind::FloatType: case c10::TypeKind::BoolType: case c10::TypeKind::StringType: case c10::TypeKind::ComplexType:
    case c10::TypeKind::ScalarTypeType: case c10::TypeKind::LayoutType: case c10::TypeKind::DeviceObjType:
    case c10::TypeKind::MemoryFormatType: case c10::TypeKind::GeneratorType:
      return true;
    default:
      return false;
  }
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
    if (size[i] == 0) empty = true;
    else last += static_cast<__int128>(size[i] - 1) * stride[i];
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
  if (!shapes_fit) return str_cat(schema.name().substr(6), "(): pivots must be int32, one for each row, of the matrices' batch shape");
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
  if (schema.name() == "aten::native_batch_norm" && training && !training->toBool() && (!values[3].isTensor() || !values[4].isTensor()))
    return "native_batch_norm(): running_mean and running_var must be given in evaluation mode";
  for (size_t i = 1; i <= 4; ++i) {
    if (!values[i].isTensor()) continue;
    const at::Tensor& given = values[i].toTensor();
    if (given.defined() && (given.dim() != 1 || given.numel() != input.size(1)))
      return str_cat(schema.arguments()[i].name(), " should contain ", input.size(1), " elements not ", given.numel());
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
  if (most <= kMaxListedTensors) return "";
  return str_cat(schema.name().substr(6), "(): would make ", most, " tensors, more than ", kMaxListedTensors);
}

}  // namespace

std::string_view denial_reason(Denial denial) {
  switch (denial) {
    case Denial::kNone: return "";
    case Denial::kNamespace: return "only aten ops can be called";
    case Denial::kPrivate: return "it is internal to PyTorch";
    case Denial::kUnsafe: return "it does not check its arguments";
    case Denial::kProcess: return "it reaches outside of the job";
    case Denial::kStorage: return "it changes which memory a tensor has; use .clone() or a view";
    case Denial::kBackward: return "derivative formulas are internal to PyTorch; use autograd";
    case Denial::kBackend: return "quantized and vendor formats are not available";
    case Denial::kSparseNested: return "sparse and nested tensors are not available";
    case Denial::kNames: return "named dimensions are not available";
    case Denial::kArgument: return "it takes an argument that cannot be given here";
    case Denial::kRecurrent: return "fused recurrent networks are not available; use the cells";
  }
  return "";
}

Denial op_denial(const c10::FunctionSchema& schema) {
  std::string_view name = schema.name();
  if (!name.starts_with("aten::")) return Denial::kNamespace;
  name.remove_prefix(6);
  const bool dunder = name.starts_with("__");
  if (has(name, "backward")) return Denial::kBackward;
  if (has(name, "sparse") || contains(kSparse, name)) return Denial::kSparseNested;
  if (name.starts_with("_") && !dunder && !contains(kPrivateAllowed, name)) return Denial::kPrivate;
  if (name.starts_with("sym_")) return Denial::kPrivate;
  if (contains(kProcess, name)) return Denial::kProcess;
  if (contains(kStorage, name)) return Denial::kStorage;
  if (starts_with_any(name, kBackendPrefixes) || contains(kBackend, name)) return Denial::kBackend;
  if (starts_with_any(name, kUnsafePrefixes) || contains(kUnsafe, name)) return Denial::kUnsafe;
  if (contains(kRecurrent, name)) return Denial::kRecurrent;
  if (names_dimensions(schema, name)) return Denial::kNames;
  const auto& arguments = schema.arguments();
  if (!std::all_of(arguments.begin(), arguments.end(), [](const c10::Argument& a) { return convertible(a.real_type()); }))
    return Denial::kArgument;
  return Denial::kNone;
}

OpTraits op_traits(const c10::FunctionSchema& schema, bool seeded_tag) {
  OpTraits traits;
  const std::string_view name = std::string_view(schema.name()).substr(6);
  bool takes_generator = false;
  for (size_t i = 0; i < schema.arguments().size(); ++i) {
    const c10::Argument& argument = schema.arguments()[i];
    if ((argument.name() == "running_mean" || argument.name() == "running_var") && !argument.alias_info())
      traits.hidden_writes.push_back(static_cast<uint8_t>(i));
    takes_generator = takes_generator || argument.name() == "generator";
  }
  // The tag is missing on some composites; those that fuzzing saw draw are listed.
  traits.default_generator = !takes_generator && (seeded_tag || has(name, "dropout") || has(name, "scaled_dot_product") ||
                                                  (name.starts_with("rand") || name.starts_with("normal")));
  traits.view_list = schema.returns().size() == 1 && schema.returns()[0].type()->kind() == c10::TypeKind::ListType &&
                     !schema.arguments().empty() && schema.arguments()[0].type()->kind() == c10::TypeKind::TensorType;
  traits.guard = guard_of(name);
  return traits;
}

std::string check_arguments(const c10::FunctionSchema& schema, const OpTraits& traits, c10::ArrayRef<c10::IValue> values) {
  if (traits.view_list) return check_list_length(schema, values);
  switch (traits.guard) {
    case kAsStrided: return check_as_strided(schema, values);
    case kPivots: return check_pivots(schema, values);
    case kPolynomial: return check_polynomial(schema, values);
    case kNormShapes: return check_norm_shapes(schema, values);
    case kIntMinimum: {
      // Loops over the magnitude of an int64 never end near its limits.
      for (const c10::IValue& value : values) {
        if (value.isInt() && std::abs(static_cast<double>(value.toInt())) > kMaxMagnitude) return str_cat(schema.name().substr(6), "(): ", value.toInt(), " is out of range");
      }
      return "";
    }
    case kRange: {
      // (end - start) / step is computed in int64.
      for (const c10::IValue& value : values) {
        if (value.isInt() && std::abs(static_cast<double>(value.toInt())) > kMaxMagnitude / 2)
          return str_cat(schema.name().substr(6), "(): ", value.toInt(), " is out of range");
      }
      return "";
    }
    case kCombinations: {
      const c10::IValue* r = argument(schema, values, "r");
      return r && r->toInt() > kMaxCombination ? str_cat("combinations(): r must not be above ", kMaxCombination) : "";
    }
    case kUnsafeFlag: {
      const c10::IValue* flag = argument(schema, values, "unsafe");
      return flag && flag->isBool() && flag->toBool() ? "segment_reduce(): unsafe=True is not available" : "";
    }
    case kPadding: {
      // Two numbers a dimension are read whatever the list's length; size + left + right is computed in int64.
      const std::string_view name = std::string_view(schema.name()).substr(6);
      const size_t at = name.find("_pad");
      const size_t wanted = at + 4 < name.size() && name[at + 4] >= '1' && name[at + 4] <= '3' ? 2 * static_cast<size_t>(name[at + 4] - '0') : 0;
      for (const c10::IValue& value : values) {
        if (!value.isIntList()) continue;
        if (wanted != 0 && value.toIntList().size() != wanted) return str_cat("padding size is expected to be ", wanted, ", but got: ", value.toIntList().size());
        for (const int64_t pad : value.toIntList()) {
          if (pad > kMaxPad || pad < -kMaxPad) return str_cat(schema.name().substr(6), "(): padding ", pad, " is out of range");
        }
      }
      return "";
    }
    default: return "";
  }
}

}  // namespace interloom::lang_torch
