// What is known of an overload before any call: its parameters in the form the binder wants them. Internal to lang_torch.
#pragma once

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>

#include <string>
#include <string_view>
#include <vector>

#include "worker/lang/torch/op_call.h"
#include "worker/lang/torch/op_policy.h"

namespace interloom::lang_torch {

enum class ParamKind : uint8_t {
  kTensor,
  kScalar,
  kInt,
  kFloat,
  kBool,
  kStr,
  kComplex,
  kDType,
  kLayout,
  kDevice,
  kMemoryFormat,
  kGenerator,
  kTensorList,
  kOptionalTensorList,
  kIntList,
  kFloatList,
  kBoolList,
  kScalarList,
  kStrList,
  kUnsupported,
};

struct Param {
  std::string name;
  ParamKind kind;
  bool optional = false;
  bool keyword_only = false;
  bool has_default = false;
  bool writes = false;
  bool out = false;  // an `out=` parameter
  bool number_as_tensor = false;
  bool varargs = false;   // f(1, 2) for f((1, 2))
  int64_t list_size = 0;  // N of int[N]
  c10::IValue default_value;
};

struct OpEntry {
  c10::OperatorHandle handle;
  const c10::FunctionSchema* schema;
  std::string name;       // "aten::softmax.int"
  std::string bare_name;  // "softmax"
  std::vector<Param> params;
  size_t positional = 0;  // params that are not keyword only
  OpTraits traits;
  Denial denial = Denial::kNone;
  bool has_out = false;
  bool writes = false;                    // any parameter
  bool checked = false;                   // check_arguments has something to say
  std::vector<std::string> return_names;  // of several results, when all have one
};

struct OpFamily {
  std::string bare_name;
  std::vector<const OpEntry*> overloads;   // that clients may call; those with out= last
  std::vector<std::string> all_overloads;  // names, denied ones too
  Denial denial = Denial::kNone;           // of the first, when none may be called
};

// "tuple of ints", "Tensor", as PyTorch's messages say.
std::string_view param_type_name(const Param& param);

inline constexpr size_t kMaxParams = 64;

// How well a value fits a parameter: 0 exactly, more for conversions, negative: not at all. Raises nothing.
int match_cost(const Param& param, const lang::Value& value);
// An int, or a 0-dim integer tensor.
bool stands_for_int(const lang::Value& value);
// The IValue for a value that match_cost accepts. False: raised.
bool convert_argument(TorchJob& job, const Param& param, const lang::Value& value, c10::IValue* out);

// Puts arguments at their parameters (null: default). "" or the TypeError's text. REQUIRES: bound has kMaxParams entries.
struct Bound {
  const lang::Value* values[kMaxParams];
  lang::Value gathered;  // f(1, 2) as a tuple
};
std::string bind_arguments(const OpEntry& entry, lang::Heap& heap, const lang::Args& args, Bound* bound);
// The parameter of a keyword, aliases as in Python ("input", "axis") included; negative: none.
int find_param(const OpEntry& entry, std::string_view keyword);

// Results of a call, taken off the stack.
lang::Value results_to_value(TorchJob& job, const OpEntry& entry, const Bound& bound, c10::ArrayRef<c10::IValue> results);

}  // namespace interloom::lang_torch
