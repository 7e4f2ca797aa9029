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
constexpr std::string_view kPrivateAllowed[] = {"_softmax",
                                                "_log_softmax",
                                                "_safe_softmax",
                                                "_to_copy",
                                                "_unsafe_view",
                                                "_conj",
                                                "_conj_copy",
                                                "_conj_physical",
                                                "_neg_view",
                                                "_is_all_true",
                                                "_is_any_true",
                                                "_linalg_det",
                                                "_linalg_eigh",
                                                "_linalg_slogdet",
                                                "_linalg_solve_ex",
                                                "_linalg_svd",
                                                "_aminmax",
                                                "_adaptive_avg_pool2d",
                                                "_adaptive_avg_pool3d",
                                                "_euclidean_dist",
                                                "_pad_circular",
                                                "_pad_enum",
                                                "_reshape_copy",
                                                "_standard_gamma",
                                                "_unique",
                                                "_unique2",
                                                "_upsample_bicubic2d_aa",
                                                "_upsample_bilinear2d_aa",
                                                "_upsample_nearest_exact1d",
                                                "_upsample_nearest_exact2d",
                                                "_upsample_nearest_exact3d",
                                                "_prelu_kernel",
                                                "_fused_rms_norm",
                                                "_addmm_activation",
                                                "_shape_as_tensor"};

// Files, streams, counters, other devices' or the process's state.
constexpr std::string_view kProcess[] = {"from_file",
                                         "record_stream",
                                         "pin_memory",
                                         "is_pinned",
                                         "get_gradients",
                                         "is_distributed",
                                         "is_vulkan_available",
                                         "cudnn_is_acceptable",
                                         "output_nr",
                                         "sym_constrain_range",
                                         "sym_constrain_range_for_size"};

// A tensor's memory is exchanged or grown: a hook point's tensor is a view of a batch that others have rows in, so a view
// that can be moved or grown over its storage shows them. as_strided is allowed within the tensor's own elements (a guard).
constexpr std::string_view kStorage[] = {
    "set",       "set_",       "set_data",           "data",          "resize",      "resize_",
    "resize_as", "resize_as_", "as_strided_scatter", "slice_inverse", "swap_tensors"};

// Kernels that trust their arguments: sizes that callers normally check, or values used as an index.
//   slow_conv*, thnn_conv2d, conv_depthwise3d: shapes (crashed). batch_norm_*: statistics' shapes (crashed).
//   native_group_norm: N, C, HxW as given. ctc_loss: label values index the log probabilities.
//   fractional_max_pool*: random_samples beyond [0, 1] index outside. rrelu_with_noise*: noise's shape.
//   embedding_bag, segment_reduce: indices, offsets and lengths (crashed).
//   unsafe_*: split and chunk that let in-place edits bypass autograd's checks.
constexpr std::string_view kUnsafePrefixes[] = {
    "slow_conv",           "thnn_conv",        "conv_depthwise3d", "batch_norm_",
    "fractional_max_pool", "rrelu_with_noise", "unsafe_",          "convolution_overrideable"};
constexpr std::string_view kUnsafe[] = {"native_group_norm", "ctc_loss",      "native_norm",
                                        "nonzero_numpy",     "embedding_bag", "segment_reduce"};

// Quantized, packed and vendor formats: their kernels check little, and no model here uses them.
constexpr std::string_view kBackendPrefixes[] = {"cudnn_",    "miopen_",  "mkldnn_",        "mps_",          "fbgemm_",
                                                 "quantize",  "q_",       "choose_qparams", "fake_quantize", "fused_moving_avg",
                                                 "to_mkldnn", "lstm_mps", "empty_quantized"};
constexpr std::string_view kBackend[] = {"int_repr", "dequantize", "qscheme"};

// Sparse and nested tensors carry index tensors whose invariants ops trust.
constexpr std::string_view kSparse[] = {"indices",
                                        "indices_copy",
                                        "values",
                                        "values_copy",
                                        "crow_indices",
                                        "crow_indices_copy",
                                        "col_indices",
                                        "col_indices_copy",
                                        "ccol_indices",
                                        "ccol_indices_copy",
                                        "row_indices",
                                        "row_indices_copy",
                                        "dense_dim",
                                        "smm",
                                        "sspaddmm",
                                        "hspmm",
                                        "coalesce",
                                        "is_coalesced",
                                        "nested_to_padded_tensor",
                                        "to_padded_tensor"};

// lstm(hx of other shapes than input) crashes; the networks are to be built of checked ops.
constexpr std::string_view kRecurrent[] = {"lstm", "gru", "rnn_tanh", "rnn_relu"};

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
    case c10::TypeKind::TensorType:
    case c10::TypeKind::NumberType:
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType:
    case c10::TypeKind::FloatType:
    case c10::TypeKind::BoolType:
    case c10::TypeKind::StringType:
    case c10::TypeKind::ComplexType:
    case c10::TypeKind::ScalarTypeType:
    case c10::TypeKind::LayoutType:
    case c10::TypeKind::DeviceObjType:
    case c10::TypeKind::MemoryFormatType:
    case c10::TypeKind::GeneratorType:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string_view denial_reason(Denial denial) {
  switch (denial) {
    case Denial::kNone:
      return "";
    case Denial::kNamespace:
      return "only aten ops can be called";
    case Denial::kPrivate:
      return "it is internal to PyTorch";
    case Denial::kUnsafe:
      return "it does not check its arguments";
    case Denial::kProcess:
      return "it reaches outside of the job";
    case Denial::kStorage:
      return "it changes which memory a tensor has; use .clone() or a view";
    case Denial::kBackward:
      return "derivative formulas are internal to PyTorch; use autograd";
    case Denial::kBackend:
      return "quantized and vendor formats are not available";
    case Denial::kSparseNested:
      return "sparse and nested tensors are not available";
    case Denial::kNames:
      return "named dimensions are not available";
    case Denial::kArgument:
      return "it takes an argument that cannot be given here";
    case Denial::kRecurrent:
      return "fused recurrent networks are not available; use the cells";
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
  // median's out= forms write through tensors of other shapes (crashed).
  if ((name == "median" || name == "nanmedian") && schema.overload_name() == "dim_values") return Denial::kUnsafe;
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
    // aten::cov normalizes its weights in place.
    if (name == "cov" && (argument.name() == "fweights" || argument.name() == "aweights"))
      traits.hidden_writes.push_back(static_cast<uint8_t>(i));
    takes_generator = takes_generator || argument.name() == "generator";
  }
  // The tag is missing on some composites; those that fuzzing saw draw are listed.
  traits.default_generator = !takes_generator && (seeded_tag || has(name, "dropout") || has(name, "scaled_dot_product") ||
                                                  (name.starts_with("rand") || name.starts_with("normal")));
  traits.view_list = schema.returns().size() == 1 && schema.returns()[0].type()->kind() == c10::TypeKind::ListType &&
                     !schema.arguments().empty() && schema.arguments()[0].type()->kind() == c10::TypeKind::TensorType;
  traits.guard = argument_guard(name);
  return traits;
}

}  // namespace interloom::lang_torch
