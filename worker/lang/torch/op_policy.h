// Which ATen overloads client code may call, and bounds on their arguments.
//
// A client must not reach files, process state, another job's memory, or unchecked memory through an op. The policy is
// deny by rule and list over the schema, so a new LibTorch's ops fall under the same rules. Pure functions, any thread.
#pragma once

#include <ATen/core/function_schema.h>
#include <ATen/core/ivalue.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace interloom::lang_torch {

enum class Denial : uint8_t {
  kNone,          // allowed
  kNamespace,     // not aten
  kPrivate,       // begins with '_' and is not known to be safe and useful
  kUnsafe,        // no bounds checks, or found to crash
  kProcess,       // reads or writes process, file, stream or version state
  kStorage,       // gives a tensor other memory than its own
  kBackward,      // internal derivative formulas trust their arguments
  kBackend,       // kernels of other back ends, quantized and packed formats
  kSparseNested,  // sparse and nested tensors
  kNames,         // named dimensions
  kArgument,      // has an argument that no value can be given for
  kRecurrent,     // fused recurrent networks
};
std::string_view denial_reason(Denial denial);

Denial op_denial(const c10::FunctionSchema& schema);

// What an allowed op does beside its schema.
struct OpTraits {
  std::vector<uint8_t> hidden_writes;  // arguments written without saying so (running statistics)
  bool default_generator = false;      // draws from the default generator with no way to pass another
  bool view_list = false;              // returns a list of tensors: its length must be bounded before it runs
  uint8_t guard = 0;                   // which check of check_arguments; 0: none
};
OpTraits op_traits(const c10::FunctionSchema& schema, bool seeded_tag);

// Which check the op of that name (without "aten::") needs; 0: none.
uint8_t argument_guard(std::string_view name);

// Refuses arguments that would crash LibTorch, run for hours or make millions of tensors. "" when fine.
std::string check_arguments(const c10::FunctionSchema& schema, const OpTraits& traits, c10::ArrayRef<c10::IValue> arguments);

}  // namespace interloom::lang_torch
