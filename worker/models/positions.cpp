#include "worker/models/positions.h"

#include <ATen/ATen.h>

namespace interloom::models {

bool has_padding(const at::Tensor& attention_mask) {
  if (attention_mask.device().is_cpu() && attention_mask.scalar_type() == at::kLong && attention_mask.is_contiguous()) {
    const int64_t* mask = attention_mask.const_data_ptr<int64_t>();
    for (int64_t i = 0; i < attention_mask.numel(); ++i)
      if (mask[i] == 0) return true;
    return false;
  }
  return !attention_mask.to(at::kBool).all().item<bool>();
}

at::Tensor plain_positions(int64_t seq, int64_t past, at::Device device) {
  return at::arange(past, past + seq, at::TensorOptions().dtype(at::kLong).device(device)).unsqueeze(0);
}

at::Tensor generation_positions(const at::Tensor& attention_mask, int64_t batch, int64_t seq, int64_t past, at::Device device) {
  if (!attention_mask.defined()) return plain_positions(seq, past, device).expand({batch, seq}).contiguous();
  const at::Tensor mask = attention_mask.to(at::kLong);
  const at::Tensor all = (mask.cumsum(-1) - 1).masked_fill(mask == 0, 0);
  return all.narrow(1, all.size(1) - seq, seq).contiguous();
}

at::Tensor causal_mask(const at::Tensor& attention_mask, int64_t batch, int64_t seq, int64_t past, at::Device device) {
  if (attention_mask.defined() && attention_mask.dim() == 4) return attention_mask;
  const int64_t keys = past + seq;
  if (attention_mask.defined())
    TORCH_CHECK(attention_mask.dim() == 2 && attention_mask.size(0) == batch && attention_mask.size(1) == keys,
                "attention_mask has shape ", attention_mask.sizes(), ", expected [", batch, ", ", keys, "]");
  const bool padded = attention_mask.defined() && has_padding(attention_mask);
  if (!padded && (seq == 1 || past == 0)) return {};
  const auto options = at::TensorOptions().dtype(at::kLong).device(device);
  const at::Tensor queries = at::arange(past, keys, options).view({1, 1, seq, 1});
  at::Tensor mask = at::arange(keys, options).view({1, 1, 1, keys}) <= queries;
  if (padded) mask = mask.logical_and(attention_mask.to(at::kBool).view({batch, 1, 1, keys}));
  return mask.expand({batch, 1, seq, keys}).contiguous();
}

}  // namespace interloom::models
