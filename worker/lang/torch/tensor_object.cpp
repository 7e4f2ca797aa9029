#include "worker/lang/torch/tensor_object.h"

#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/torch/tensor_internal.h"

namespace interloom::lang_torch {

using lang::ExceptionKind;
using lang::Heap;
using lang::Interpreter;
using lang::Object;
using lang::Type;
using lang::Value;

namespace {

// What LibTorch keeps for a tensor beside its storage: TensorImpl, StorageImpl, autograd meta.
constexpr uint64_t kTensorOverhead = 384;

void destroy_tensor(Heap& heap, Object* self) {
  tensor_of(self).tensor.~Tensor();
  heap.release(kTensorOverhead);
}

int tensor_truth(Interpreter&, Object* self) {
  const Value result = guarded(*tensor_of(self).job, [&] { return Value::boolean(tensor_of(self).tensor.is_nonzero()); });
  return result.is_error() ? -1 : result.as_bool();
}

int64_t tensor_length(Interpreter& interp, Object* self) {
  if (tensor_of(self).tensor.dim() == 0) {
    interp.raise(ExceptionKind::kTypeError, "len() of a 0-d tensor");
    return -1;
  }
  return tensor_of(self).tensor.size(0);
}

bool tensor_hash(Interpreter&, Object* self, int64_t* out) {
  *out = lang::hash_int(tensor_of(self).serial);
  return true;
}

// Over the first dimension; PyTorch's iter() unbinds, so later changes of the shape do not show.
struct TensorIteratorObject : Object {
  TensorIteratorObject(Value t, int64_t n) : tensor(std::move(t)), size(n) {}
  Value tensor;
  int64_t size;
  int64_t position = 0;
  static const Type kType;
};

Value tensor_iter(Interpreter& interp, Object* self) {
  const at::Tensor& tensor = tensor_of(self).tensor;
  if (tensor.dim() == 0) return interp.raise(ExceptionKind::kTypeError, "iteration over a 0-d tensor");
  return Value::object(interp.heap().make<TensorIteratorObject>(Value::share(self), tensor.size(0)));
}

Value tensor_next(Interpreter&, Object* self) {
  auto& it = *static_cast<TensorIteratorObject*>(self);
  if (it.position >= it.size) return Value::undefined();
  TensorObject& tensor = tensor_of(it.tensor.object());
  return guarded(*tensor.job, [&] { return make_tensor(*tensor.job, tensor.tensor.select(0, it.position++), tensor.read_only); });
}

}  // namespace

const Type TensorIteratorObject::kType = {
    .name = "tensor_iterator",
    .destroy = [](Heap&, Object* self) { static_cast<TensorIteratorObject*>(self)->tensor.~Value(); },
    .iter = [](Interpreter&, Object* self) { return Value::share(self); },
    .next = tensor_next};

const Type TensorObject::kType = {
    .name = "Tensor",
    .module = "torch",
    .destroy = destroy_tensor,
    .owns_external = true,
    .external_bytes =
        [](const Object* self) { return static_cast<uint64_t>(static_cast<const TensorObject*>(self)->tensor.nbytes()); },
    .repr = tensor_repr,
    .hash = tensor_hash,
    .compare = tensor_compare,
    .truth = tensor_truth,
    .length = tensor_length,
    .get_item = [](Interpreter&, Object* self, const Value& key) { return tensor_get_item(tensor_of(self), key); },
    .set_item = [](Interpreter&, Object* self, const Value& key,
                   const Value& value) { return tensor_set_item(tensor_of(self), key, value); },
    .contains = tensor_contains,
    .iter = tensor_iter,
    .get_attr = tensor_get_attr,
    .set_attr = tensor_set_attr,
    .binary = tensor_binary,
    .inplace = tensor_inplace,
    .unary = tensor_unary,
    .to_int = tensor_to_int,
    .to_float = tensor_to_float,
    .to_index = tensor_to_index,
    .methods = kTensorMethods,
    .properties = kTensorProperties,
};

Value make_tensor(TorchJob& job, at::Tensor tensor, bool read_only) {
  job.heap().charge(kTensorOverhead);
  try {
    return Value::object(job.heap().make<TensorObject>(std::move(tensor), job, read_only));
  } catch (...) {
    job.heap().release(kTensorOverhead);
    throw;
  }
}

Value make_optional_tensor(TorchJob& job, at::Tensor tensor) {
  return tensor.defined() ? make_tensor(job, std::move(tensor)) : Value::none();
}

bool check_writable(const TensorObject& tensor) {
  if (!tensor.read_only) return true;
  tensor.job->interp().raise(ExceptionKind::kRuntimeError,
                             "this tensor is the model's own and cannot be changed; change a copy made by .clone()");
  return false;
}

}  // namespace interloom::lang_torch
