// tensor[key], tensor[key] = value: torch/csrc/autograd/python_variable_indexing.cpp over at::indexing, with its texts.
#include <ATen/ATen.h>
#include <ATen/TensorIndexing.h>

#include "worker/lang/number.h"
#include "worker/lang/torch/dtype_object.h"
#include "worker/lang/torch/tensor_internal.h"

namespace interloom::lang_torch {

using at::indexing::TensorIndex;
using lang::ExceptionKind;
using lang::Value;

namespace {

constexpr int64_t kMaxIndices = 128;

bool fail(TorchJob& job, ExceptionKind kind, std::string_view text) {
  job.interp().raise(kind, text);
  return false;
}

// A bound of a slice: an int, or a 0-dim integer tensor. Beyond int64 it is the nearest int64, as everywhere in Python.
bool slice_bound(TorchJob& job, const Value& value, std::optional<c10::SymInt>* out) {
  if (value.is_none()) return true;
  if (value.is_int_or_bool()) {
    *out = c10::SymInt(std::max(value.as_int(), at::indexing::INDEX_MIN));
    return true;
  }
  if (auto* big = value.as<lang::BigIntObject>()) {
    *out = c10::SymInt(big->negative ? at::indexing::INDEX_MIN : at::indexing::INDEX_MAX);
    return true;
  }
  if (TensorObject* tensor = as_tensor(value);
      tensor && tensor->tensor.numel() == 1 && at::isIntegralType(tensor->tensor.scalar_type(), true)) {
    *out = c10::SymInt(std::max(tensor->tensor.item().toLong(), at::indexing::INDEX_MIN));
    return true;
  }
  return fail(job, ExceptionKind::kTypeError, "slice indices must be integers or None or have an __index__ method");
}

bool slice_index(TorchJob& job, const lang::SliceObject& slice, std::optional<TensorIndex>* out) {
  std::optional<c10::SymInt> start, stop, step;
  if (!slice_bound(job, slice.start, &start) || !slice_bound(job, slice.stop, &stop) || !slice_bound(job, slice.step, &step))
    return false;
  out->emplace(at::indexing::Slice(start, stop, step));
  return true;
}

bool wrong_index(TorchJob& job, const Value& key) {
  job.interp().raise(ExceptionKind::kIndexError,
                     "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got ",
                     key.type_name(), ")");
  return false;
}

bool to_index(TorchJob& job, const Value& key, std::optional<TensorIndex>* out) {
  if (key.is_int() || key.is_bool()) {
    if (key.is_bool()) {
      out->emplace(key.as_bool());
      return true;
    }
    // The least int64s are no SymInt; no dimension is that long anyway.
    out->emplace(std::max(key.as_int(), at::indexing::INDEX_MIN));
  } else if (key.is<lang::BigIntObject>()) {
    return fail(job, ExceptionKind::kOverflowError, "Python int too large to convert to C long");
  } else if (key.is_none()) {
    out->emplace(at::indexing::None);
  } else if (key.is_ellipsis()) {
    out->emplace(at::indexing::Ellipsis);
  } else if (auto* slice = key.as<lang::SliceObject>()) {
    return slice_index(job, *slice, out);
  } else if (TensorObject* tensor = as_tensor(key)) {
    out->emplace(tensor->tensor);
  } else if (sequence_items(key)) {
    at::Tensor tensor = tensor_from_data(job, key);
    if (!tensor.defined()) return false;
    if (tensor.scalar_type() != at::kBool && tensor.scalar_type() != at::kByte) tensor = tensor.to(at::kLong);
    out->emplace(std::move(tensor));
  } else {
    return wrong_index(job, key);
  }
  return true;
}

// A list counts as a tuple when numpy's old rule says so: short, and with something in it that is no number.
bool list_is_tuple(std::span<const Value> items) {
  if (items.size() >= 32) return false;
  for (const Value& item : items) {
    if (as_tensor(item) || sequence_items(item) || item.is<lang::SliceObject>() || item.is_ellipsis() || item.is_none())
      return true;
  }
  return false;
}

// A 0-dim tensor takes None, Ellipsis, bools and tensors only; PyTorch says so for an int.
bool check_zero_dim(TensorObject& self, const Value& key) {
  if (self.tensor.dim() != 0 || !(key.is_int() || key.is<lang::SliceObject>())) return true;
  if (key.is_int() && key.as_int() != 0) {
    self.job->interp().raise(ExceptionKind::kIndexError, "index ", key.as_int(), " is out of bounds for dimension 0 with size 0");
    return false;
  }
  if (key.is_int())
    return fail(*self.job, ExceptionKind::kIndexError,
                "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim "
                "tensor to a number");
  return fail(*self.job, ExceptionKind::kIndexError, "slice() cannot be applied to a 0-dim tensor.");
}

// How many dimensions the indices use up, counted before any of them is looked at further.
int64_t specified_dimensions(std::span<const Value> keys) {
  int64_t count = 0;
  for (const Value& key : keys) {
    if (TensorObject* tensor = as_tensor(key)) {
      const at::ScalarType type = tensor->tensor.scalar_type();
      count += type == at::kBool || type == at::kByte ? tensor->tensor.dim() : 1;
    } else if (!key.is_none() && !key.is_ellipsis() && !key.is_bool()) {
      ++count;
    }
  }
  return count;
}

// Applies ints, slices, None and Ellipsis as views; tensors are left in `tensors`, by dimension. False: raised.
bool apply_indices(TensorObject& self, std::span<const Value> keys, at::Tensor* result, std::vector<at::Tensor>* tensors) {
  int64_t dim = 0, specified = specified_dimensions(keys);
  *result = self.tensor;
  if (keys.size() != 1 && specified > self.tensor.dim()) {
    self.job->interp().raise(ExceptionKind::kIndexError, "too many indices for tensor of dimension ", self.tensor.dim());
    return false;
  }
  for (size_t i = 0; i < keys.size(); ++i) {
    std::optional<TensorIndex> index;
    if (!to_index(*self.job, keys[i], &index)) return false;
    if (specified > self.tensor.dim()) {
      self.job->interp().raise(ExceptionKind::kIndexError, "too many indices for tensor of dimension ", self.tensor.dim());
      return false;
    }
    *result = at::indexing::handleDimInMultiDimIndexing(
        *result, self.tensor, *index, &dim, &specified, static_cast<int64_t>(i), *tensors,
        /*disable_slice_optimization=*/true, self.tensor.device(), result->sym_sizes());
  }
  return true;
}

// Where key points: a view, and the index tensors still to be applied to it. False: raised.
bool resolve_key(TensorObject& self, const Value& key, at::Tensor* view, std::vector<at::Tensor>* tensors) {
  if (!check_zero_dim(self, key)) return false;
  const auto items = sequence_items(key);
  const bool as_tuple = items && (!key.is<lang::ListObject>() || list_is_tuple(*items));
  const std::span<const Value> keys = as_tuple ? *items : std::span<const Value>(&key, 1);
  if (static_cast<int64_t>(keys.size()) > kMaxIndices)
    return fail(*self.job, ExceptionKind::kIndexError, "too many indices for tensor");
  return apply_indices(self, keys, view, tensors);
}

// What is stored: a tensor as it is, a number in the target's dtype.
bool stored_value(TensorObject& self, const Value& value, at::Tensor* out) {
  if (TensorObject* tensor = as_tensor(value)) {
    *out = tensor->tensor;
    return true;
  }
  at::Scalar scalar;
  if (!to_scalar(self.job->interp(), value, &scalar)) {
    if (self.job->interp().has_error()) return false;
    self.job->interp().raise(ExceptionKind::kTypeError, "can't assign a ", value.type_name(), " to a torch.",
                             c10::toString(self.tensor.scalar_type()), "Tensor");
    return false;
  }
  *out = at::indexing::scalarToTensor(scalar, self.tensor.options().device(at::kCPU), at::kCPU);
  return true;
}

}  // namespace

Value tensor_get_item(TensorObject& self, const Value& key) {
  return guarded(*self.job, [&]() -> Value {
    at::Tensor view;
    std::vector<at::Tensor> tensors;
    if (!resolve_key(self, key, &view, &tensors)) return Value::error();
    if (!tensors.empty())
      view = at::indexing::dispatch_index(view, std::move(tensors));
    else if (view.is_same(self.tensor))
      view = at::alias(view);
    const bool read_only = self.read_only && view.is_alias_of(self.tensor);
    return make_tensor(*self.job, std::move(view), read_only);
  });
}

bool tensor_set_item(TensorObject& self, const Value& key, const Value& value) {
  const Value done = guarded(*self.job, [&]() -> Value {
    if (value.is_undefined())
      return self.job->interp().raise(ExceptionKind::kTypeError, "Tensor does not support deleting items");
    at::Tensor stored, view;
    std::vector<at::Tensor> tensors;
    if (!check_writable(self) || !stored_value(self, value, &stored)) return Value::error();
    if (key.is_bool() && !key.as_bool()) return Value::none();
    if (!resolve_key(self, key, &view, &tensors)) return Value::error();
    if (key.is_bool()) tensors.clear();  // True is the whole, with a dimension more
    if (tensors.empty()) {
      at::indexing::copy_to(view, stored);
      return Value::none();
    }
    const c10::SymIntArrayRef wanted = at::indexing::slicePrefix1sSize(stored.sym_sizes());
    if (wanted.size() != static_cast<size_t>(stored.dim())) stored = stored.view_symint(wanted);
    at::indexing::dispatch_index_put_(view, std::move(tensors), stored);
    return Value::none();
  });
  return !done.is_error();
}

}  // namespace interloom::lang_torch
