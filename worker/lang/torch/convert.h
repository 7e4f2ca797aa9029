// Tensors between a job, a wire payload and host memory.
//
// TensorCollector and the wire hooks join lang's to_wire/from_wire. Errors are Status. One thread.
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "common/status.h"
#include "common/tensor.h"
#include "common/value.h"
#include "worker/lang/torch/torch_job.h"
#include "worker/lang/wire.h"

namespace interloom::lang_torch {

// All of DType but kInvalid have a ScalarType. Undefined / kInvalid for what has none.
at::ScalarType to_scalar_type(DType dtype);
DType to_dtype(at::ScalarType type);

// Bytes of a tensor: no copy when it is contiguous in host memory (then the result keeps its storage alive and sees later
// in-place writes), else a contiguous copy. kInvalidArgument: sparse, nested, quantized or meta; names the layout or dtype.
StatusOr<HostTensor> to_host_tensor(const at::Tensor& tensor);

enum class HostOwnership : uint8_t {
  kShared,  // others may hold the bytes: copy
  kOwned,   // the caller gives the bytes up: no copy when it holds the last reference
};
// A tensor over host bytes with meta's dtype, shape and requires_grad. kInvalidArgument: meta does not fit the bytes.
// With a job the copy is charged to it and kResourceExhausted when it does not fit.
StatusOr<at::Tensor> from_host_tensor(HostTensor host, HostOwnership ownership = HostOwnership::kShared, TorchJob* job = nullptr);

// Gathers the tensors of a payload: the same tensor object travels once.
class TensorCollector {
 public:
  // Pass to lang::to_wire. Handles Tensor, dtype, device, Size, named results.
  lang::ToWireHook hook(TorchJob& job);
  std::vector<HostTensor> take() { return std::move(tensors_); }
  const std::vector<HostTensor>& tensors() const { return tensors_; }

 private:
  std::vector<HostTensor> tensors_;
  std::vector<std::pair<const void*, uint32_t>> seen_;  // TensorImpl, index; sorted
  std::vector<at::Tensor> kept_;                        // so that a TensorImpl's address stays its own
};

// For lang::from_wire: WireTensor i becomes tensors[i] (one object for each index), dtypes and devices too.
// REQUIRES: tensors outlives the hook.
lang::FromWireHook from_wire_hook(TorchJob& job, const std::vector<at::Tensor>& tensors);

}  // namespace interloom::lang_torch
