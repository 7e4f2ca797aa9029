// TensorObject: torch.Tensor as a value of lang.
//
// Operators, comparisons, indexing, attributes and every allowed ATen method behave as PyTorch's in Python, including
// type promotion with Python numbers and exception texts. Views share memory as in PyTorch. A read-only tensor (a model's
// weight) refuses every write; whatever shares its storage is read-only too.
// One job's thread; the TorchJob it was made for must be alive while it is used.
#pragma once

#include <ATen/core/Tensor.h>

#include "worker/lang/interpreter.h"
#include "worker/lang/torch/torch_job.h"

namespace interloom::lang_torch {

struct TensorObject : lang::Object {
  TensorObject(at::Tensor t, TorchJob& j, bool ro) : tensor(std::move(t)), job(&j), read_only(ro), serial(j.next_serial()) {}
  at::Tensor tensor;  // defined
  TorchJob* job;
  bool read_only;
  int64_t serial;  // its hash: identity without an address
  static const lang::Type kType;
};

// REQUIRES: defined. Throws BudgetStop.
lang::Value make_tensor(TorchJob& job, at::Tensor tensor, bool read_only = false);
// None for an undefined tensor.
lang::Value make_optional_tensor(TorchJob& job, at::Tensor tensor);

// The tensor in a value, or null. Borrowed.
inline TensorObject* as_tensor(const lang::Value& value) { return value.as<TensorObject>(); }

// tensor[key] and tensor[key] = value, with Python's rules. The error sentinel / false: raised.
lang::Value tensor_get_item(TensorObject& self, const lang::Value& key);
bool tensor_set_item(TensorObject& self, const lang::Value& key, const lang::Value& value);

// A number or nested sequence of numbers as torch.tensor(data, dtype=dtype) makes it. Undefined: raised.
// `dtype` may be Undefined: inferred.
at::Tensor tensor_from_data(TorchJob& job, const lang::Value& data, at::ScalarType dtype = at::ScalarType::Undefined);

// A 0-dim tensor's element as a Python number. REQUIRES: numel() == 1.
lang::Value tensor_item(TorchJob& job, const at::Tensor& tensor);
// Nested lists of Python numbers.
lang::Value tensor_tolist(TorchJob& job, const at::Tensor& tensor);

// A Python number as a Scalar. False: not a number (nothing raised), or out of range (raised).
bool to_scalar(lang::Interpreter& interp, const lang::Value& value, at::Scalar* out);

// RuntimeError when the tensor is read-only; false then.
bool check_writable(const TensorObject& tensor);

}  // namespace interloom::lang_torch
