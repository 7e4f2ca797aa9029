#include "worker/lang/torch/convert.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>
#include <iterator>

#include "worker/lang/torch/dtype_object.h"
#include "worker/lang/torch/tensor_object.h"

namespace interloom::lang_torch {

using lang::Value;

namespace {

struct DTypePair {
  DType dtype;
  at::ScalarType type;
};
constexpr DTypePair kDTypes[] = {{DType::kUInt8, at::kByte},
                                 {DType::kInt8, at::kChar},
                                 {DType::kInt16, at::kShort},
                                 {DType::kInt32, at::kInt},
                                 {DType::kInt64, at::kLong},
                                 {DType::kFloat16, at::kHalf},
                                 {DType::kFloat32, at::kFloat},
                                 {DType::kFloat64, at::kDouble},
                                 {DType::kComplex32, at::kComplexHalf},
                                 {DType::kComplex64, at::kComplexFloat},
                                 {DType::kComplex128, at::kComplexDouble},
                                 {DType::kBool, at::kBool},
                                 {DType::kBFloat16, at::kBFloat16},
                                 {DType::kUInt16, at::kUInt16},
                                 {DType::kUInt32, at::kUInt32},
                                 {DType::kUInt64, at::kUInt64},
                                 {DType::kFloat8E4M3FN, at::kFloat8_e4m3fn},
                                 {DType::kFloat8E5M2, at::kFloat8_e5m2},
                                 {DType::kFloat8E4M3FNUZ, at::kFloat8_e4m3fnuz},
                                 {DType::kFloat8E5M2FNUZ, at::kFloat8_e5m2fnuz},
                                 {DType::kFloat8E8M0FNU, at::kFloat8_e8m0fnu}};
static_assert(std::size(kDTypes) == kDTypeCount - 1);

// Exceptions of LibTorch outside a job's call become a Status here.
template <class Body>
Status status_wall(Body&& body) {
  try {
    body();
    return OkStatus();
  } catch (const c10::OutOfMemoryError& error) {
    return make_status(StatusCode::kResourceExhausted, error.what_without_backtrace());
  } catch (const c10::Error& error) {
    return internal_error("LibTorch: ", error.what_without_backtrace());
  } catch (const std::exception& error) {
    return internal_error("LibTorch: ", error.what());
  }
}

}  // namespace

at::ScalarType to_scalar_type(DType dtype) {
  for (const DTypePair& pair : kDTypes) {
    if (pair.dtype == dtype) return pair.type;
  }
  return at::ScalarType::Undefined;
}

DType to_dtype(at::ScalarType type) {
  for (const DTypePair& pair : kDTypes) {
    if (pair.type == type) return pair.dtype;
  }
  return DType::kInvalid;
}

StatusOr<HostTensor> to_host_tensor(const at::Tensor& tensor) {
  if (!tensor.defined()) return invalid_argument("an undefined tensor has no bytes");
  if (tensor.layout() != at::kStrided || tensor.is_nested() || tensor.is_meta())
    return invalid_argument("only dense tensors have bytes to send, not a ", tensor.is_meta() ? "meta" : "sparse or nested",
                            " one");
  HostTensor host;
  host.meta.dtype = to_dtype(tensor.scalar_type());
  if (host.meta.dtype == DType::kInvalid)
    return invalid_argument("dtype ", c10::toString(tensor.scalar_type()), " cannot be sent");
  host.meta.shape = tensor.sizes().vec();
  host.meta.requires_grad = tensor.requires_grad();
  host.nbytes = tensor.nbytes();
  if (host.nbytes == 0) return host;
  RETURN_IF_ERROR(status_wall([&] {
    at::NoGradGuard no_grad;
    at::Tensor dense = tensor.detach().resolve_conj().resolve_neg().to(at::kCPU).contiguous();
    const auto* data = static_cast<const std::byte*>(dense.const_data_ptr());
    host.data = std::shared_ptr<const std::byte>(data, [dense](const std::byte*) {});
  }));
  return host;
}

StatusOr<at::Tensor> from_host_tensor(HostTensor host, HostOwnership ownership, TorchJob* job) {
  ASSIGN_OR_RETURN(const uint64_t nbytes, host.meta.checked_nbytes());
  if (nbytes != host.nbytes || (nbytes != 0 && host.data == nullptr))
    return invalid_argument("a tensor of ", nbytes, " bytes came with ", host.data ? host.nbytes : 0, " bytes");
  const auto options = at::TensorOptions().dtype(to_scalar_type(host.meta.dtype)).device(at::kCPU);
  at::Tensor tensor;
  RETURN_IF_ERROR(status_wall([&] {
    if (ownership == HostOwnership::kOwned && nbytes != 0 && host.data.use_count() == 1) {
      void* data = const_cast<std::byte*>(host.data.get());
      tensor = at::from_blob(
          data, host.meta.shape, [keep = std::move(host.data)](void*) {}, options);
    } else {
      std::optional<AllocationScope> scope;
      if (job) scope.emplace(job->account());
      tensor = at::empty(host.meta.shape, options);
      if (nbytes != 0) std::memcpy(tensor.mutable_data_ptr(), host.data.get(), nbytes);
    }
    if (host.meta.requires_grad) tensor.set_requires_grad(true);
  }));
  return tensor;
}

lang::ToWireHook TensorCollector::hook(TorchJob& job) {
  return [this, &job](const Value& value) -> StatusOr<WireValue> {
    if (TensorObject* object = as_tensor(value)) {
      const void* key = object->tensor.unsafeGetTensorImpl();
      const auto at =
          std::lower_bound(seen_.begin(), seen_.end(), key, [](const auto& entry, const void* k) { return entry.first < k; });
      if (at != seen_.end() && at->first == key) return WireValue{WireTensor{at->second}};
      std::optional<AllocationScope> scope(std::in_place, job.account());
      ASSIGN_OR_RETURN(HostTensor host, to_host_tensor(object->tensor));
      const auto index = static_cast<uint32_t>(tensors_.size());
      seen_.insert(at, {key, index});
      tensors_.push_back(std::move(host));
      kept_.push_back(object->tensor);
      return WireValue{WireTensor{index}};
    }
    if (auto* dtype = value.as<DTypeObject>()) return WireValue{WireDType{to_dtype(dtype->dtype)}};
    if (auto* device = value.as<DeviceObject>()) return WireValue{WireDevice{device->device.str()}};
    if (const auto items = sequence_items(value)) {
      WireTuple tuple;
      for (const Value& item : *items) {
        ASSIGN_OR_RETURN(WireValue wire, lang::to_wire(job.interp(), item, hook(job)));
        tuple.items.push_back(std::move(wire));
      }
      return WireValue{std::move(tuple)};
    }
    return invalid_argument("a '", value.type_name(), "' cannot be sent");
  };
}

lang::FromWireHook from_wire_hook(TorchJob& job, const std::vector<at::Tensor>& tensors) {
  auto made = std::make_shared<std::vector<Value>>(tensors.size());
  return [&job, &tensors, made](const WireValue& wire) -> StatusOr<Value> {
    if (const auto* tensor = std::get_if<WireTensor>(&wire.kind)) {
      if (tensor->index >= tensors.size())
        return invalid_argument("tensor ", tensor->index, " is not among the ", tensors.size(), " that came along");
      Value& value = (*made)[tensor->index];
      if (value.is_undefined()) value = make_tensor(job, tensors[tensor->index]);
      return value;
    }
    if (const auto* dtype = std::get_if<WireDType>(&wire.kind)) {
      const at::ScalarType type = to_scalar_type(dtype->dtype);
      if (type == at::ScalarType::Undefined) return invalid_argument("unknown dtype");
      return job.dtype(type);
    }
    if (const auto* device = std::get_if<WireDevice>(&wire.kind)) {
      std::optional<at::Device> parsed;
      try {
        parsed.emplace(device->name);
      } catch (const std::exception&) {
        return invalid_argument("unknown device '", device->name, "'");
      }
      return job.device(*parsed);
    }
    return invalid_argument("this kind of value has no meaning here");
  };
}

}  // namespace interloom::lang_torch
