// Hook points: where a forward pass can be watched and changed.
//
// A model calls HookSink around every module that somebody armed; an unarmed module costs a predicted branch before and
// after. The table is read when a module is entered (any bit: before() and after() are called) and, where nothing was
// set then, again when it is left (kArmedOutput: after() alone), so that a sink may arm what encloses it. The sink may read and
// change the inputs, give the output itself (skip), read and replace the output, or end the pass by throwing StopForward. It runs
// on the thread of the pass and may switch fibers; it must not throw anything else.
#pragma once

#include <cstdint>
#include <optional>

#include "worker/models/io_value.h"

namespace interloom::models {

using ModuleId = int32_t;  // index into ModelInfo::modules

enum ArmedBits : uint8_t { kArmedInput = 1, kArmedOutput = 2 };

// Ends the forward pass now: thrown by a sink, caught by whoever called Model::forward.
struct StopForward {};

class HookSink {
 public:
  virtual ~HookSink() = default;

  // One entry a module, ArmedBits; valid during the pass, and the sink may change entries while it runs.
  virtual const uint8_t* armed() const = 0;

  // Before an armed module runs. Inputs may be changed. A value returned is the output: the module does not run, nothing
  // inside it fires, and after() is called with that value.
  virtual std::optional<IoValue> before(ModuleId module, IoInputs& inputs) = 0;

  // After it ran (or was skipped). The output may be edited in place or replaced.
  virtual void after(ModuleId module, IoValue& output) = 0;

  // Called between layers: a sink that wants the pass to end (cancel, deadline) throws StopForward.
  virtual void checkpoint() {}
};

}  // namespace interloom::models
