// A pass through the modules, and what a module is.
//
// A family writes its forward as straight lines of module calls; Pass::call puts the hooks around each. A module class
// names its arguments (Args: what the parent passes) and its result (Out), both plain structs or tensors: they become
// IoInputs and IoValue only where somebody looks. The same class serves calls on the side.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <utility>

#include "worker/models/hooks.h"
#include "worker/models/io_args.h"

namespace interloom::models {

// A module as call_module and the tree see it. Immutable once built.
class AnyModule {
 public:
  virtual ~AnyModule() = default;
  // A call without hooks. Throws c10::Error.
  virtual IoValue side_call(const IoInputs& inputs) const = 0;
  virtual std::string takes() const = 0;  // "(input: Tensor[..., 576])": for messages

  ModuleId id = 0;
  std::string path;
};

class LayerKvCache;

// One run through the modules: who looks, and what has passed. Lives on the stack of forward().
class Pass {
 public:
  // Either may be null.
  Pass(HookSink* sink, LayerKvCache* cache) : sink_(sink), armed_(sink ? sink->armed() : nullptr), cache_(cache) {}

  template <class M>
  typename M::Out call(const M& module, typename M::Args args) {
    if (armed(module.id)) [[unlikely]]
      return call_watched(module, std::move(args));
    typename M::Out out = module.forward(*this, args);
    if (armed(module.id) & kArmedOutput) [[unlikely]] {
      IoValue value = module.pack(std::move(out));
      sink_->after(module.id, value);
      out = module.unpack(value);
    }
    return out;
  }

  uint8_t armed(ModuleId id) const { return armed_ ? armed_[id] : 0; }
  // Keys and values to look at and to add to; null: none.
  LayerKvCache* cache() const { return cache_; }
  // Between layers: a sink may end the pass here.
  void checkpoint() {
    if (sink_) [[unlikely]]
      sink_->checkpoint();
  }

 private:
  template <class M>
  typename M::Out call_watched(const M& module, typename M::Args args) {
    IoInputs inputs = module.pack_args(args);
    IoValue value;
    if (std::optional<IoValue> skipped = sink_->before(module.id, inputs)) {
      value = *std::move(skipped);
    } else {
      value = module.pack(module.forward(*this, module.unpack_args(inputs)));
    }
    sink_->after(module.id, value);
    return module.unpack(value);
  }

  HookSink* sink_;
  const uint8_t* armed_;
  LayerKvCache* cache_;
};

// What M adds: `Out forward(Pass&, const Args&) const`, pack_args/unpack_args, pack/unpack and takes().
template <class M, class ArgsType, class OutType>
class Module : public AnyModule {
 public:
  using Args = ArgsType;
  using Out = OutType;

  OutType operator()(Pass& pass, ArgsType args) const { return pass.call(self(), std::move(args)); }
  IoValue side_call(const IoInputs& inputs) const final {
    Pass pass(nullptr, nullptr);
    return self().pack(self().forward(pass, self().unpack_args(inputs)));
  }

 private:
  const M& self() const { return static_cast<const M&>(*this); }
};

// A module from one tensor to one tensor, passed by position. M adds forward(Pass&, const at::Tensor&) and takes().
template <class M>
class TensorModule : public Module<M, at::Tensor, at::Tensor> {
 public:
  explicit TensorModule(const char* parameter = "input") : parameter_(parameter) {}
  IoInputs pack_args(const at::Tensor& x) const { return {{x}, {}}; }
  at::Tensor unpack_args(const IoInputs& inputs) const { return ArgReader(inputs, this->path, {parameter_}).tensor(parameter_); }
  IoValue pack(at::Tensor out) const { return out; }
  at::Tensor unpack(const IoValue& value) const { return output_tensor(value, this->path); }

 protected:
  std::string takes_last(int64_t size) const {
    return std::string("(") + parameter_ + ": Tensor[..., " + std::to_string(size) + "])";
  }
  const char* parameter_;
};

}  // namespace interloom::models
