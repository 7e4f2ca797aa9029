// ATen ops by name from values of lang: lookup, validation before running, the call.
//
//   ASSIGN_OR_RETURN(OpHandle op, find_op("aten::softmax.int"));
//   RETURN_IF_ERROR(check_call(op, {StaticKind::kUnknown, StaticKind::kInt}, {}));   // when a graph is validated
//   Value y = op.call(job, Args({x, Value::integer(-1)}));                            // TypeError, RuntimeError, ... raised
//
// Names without an overload ("aten::softmax", and just "softmax") choose one at the call as PyTorch's argument parser would.
// Handles are immutable, cheap to copy, valid for the process, usable from any thread; a call belongs to the job's thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/status.h"
#include "worker/lang/args.h"
#include "worker/lang/torch/torch_job.h"

namespace interloom::lang_torch {

// What is known of an argument before the program runs.
enum class StaticKind : uint8_t {
  kUnknown,
  kNone,
  kBool,
  kInt,
  kFloat,
  kComplex,
  kStr,
  kTensor,
  kDType,
  kDevice,
  kLayout,
  kMemoryFormat,
  kList,   // list or tuple
  kOther,  // a value no op takes: dict, slice, ellipsis, bytes
};

struct OpEntry;   // one overload
struct OpFamily;  // all overloads of a name

class OpHandle {
 public:
  OpHandle() = default;
  explicit OpHandle(const OpEntry* entry) : entry_(entry) {}
  explicit OpHandle(const OpFamily* family) : family_(family) {}

  // "aten::softmax.int", or "aten::softmax" when the overload is chosen at the call.
  std::string name() const;
  // The schema's text; of a family all of them, a line each.
  std::string schema_text() const;
  // Whether it can be written tensor.f(...).
  bool is_method() const;

  // Converts the arguments, runs the op, converts the results. Tensor lists come back as tuples, several results as a
  // tuple with the schema's names. The error sentinel: an exception is raised in job.interp().
  lang::Value call(TorchJob& job, const lang::Args& args) const;

  const OpEntry* entry() const { return entry_; }
  const OpFamily* family() const { return family_; }

 private:
  const OpEntry* entry_ = nullptr;
  const OpFamily* family_ = nullptr;
};

// kInvalidArgument names the op and says what would have been right: nearest names, the overloads of that name, or why
// client code may not call it.
StatusOr<OpHandle> find_op(std::string_view name);
// The family of a bare method or function name ("softmax"), or an empty handle's null when there is none that clients may
// call. For attribute look-up: no message is made.
const OpFamily* find_family(std::string_view bare_name);

// Validates a call before it runs: number of arguments, keywords, and those types that are known. kInvalidArgument.
Status check_call(const OpHandle& op, std::span<const StaticKind> positional,
                  std::span<const std::pair<std::string, StaticKind>> keywords);

// Every overload the dispatcher knows and what the policy says of it: for tests and documentation.
struct OpInfo {
  std::string name;
  bool allowed;
  std::string reason;
};
std::vector<OpInfo> list_ops();

}  // namespace interloom::lang_torch
