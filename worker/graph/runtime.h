// GraphRuntime: one job's run of a program. Binds what the bytecode names, gives the interleaver its invokes, collects saves.
//
// Lives beside the Interpreter, TorchJob and Interleaver of the job and dies before them. One thread.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "common/status.h"
#include "worker/graph/compile.h"
#include "worker/interleaver/interleaver.h"
#include "worker/lang/function.h"
#include "worker/lang/torch/torch_job.h"
#include "worker/models/model.h"

namespace interloom::graph {

class GraphRuntime {
 public:
  // Everything outlives the runtime. `tensors` are the graph's constants.
  GraphRuntime(const Program& program, const models::Model& model, lang_torch::TorchJob& job,
               interleaver::Interleaver& interleaver, std::vector<at::Tensor> tensors);
  ~GraphRuntime();  // abandons the interleaver's invokes: they run its code
  GraphRuntime(const GraphRuntime&) = delete;
  GraphRuntime& operator=(const GraphRuntime&) = delete;

  // Fills the interpreter's globals and adds an invoke for each of the program's. `rows`: of each invoke.
  // kInternal, kInvalidArgument (a device that is not there); kResourceExhausted when the job's quota is spent already.
  Status install(const std::vector<interleaver::Rows>& rows);

  // What has been saved, by key, in order of first save. Never null after install().
  lang::DictObject& saves() { return *saves_; }

  // "node 'h' (invoke 0, #3): TypeError: …", from what the interleaver knows of a failure.
  static Status describe(const interleaver::Failure& failure);

 private:
  using Native = lang::NativeClosureObject::Closure;
  void bind(const char* name, Native native);
  void bind_hooks();
  void bind_saves();
  Status bind_constants();
  StatusOr<lang::Value> constant(const GraphArg& arg);
  lang::Value call_module(const lang::Args& args);
  bool save(const lang::Value& key, const lang::Value& value, bool append);

  const Program& program_;
  const models::Model& model_;
  lang_torch::TorchJob& job_;
  lang::Interpreter& interp_;
  interleaver::Interleaver& interleaver_;
  std::vector<at::Tensor> tensors_;
  lang::CellScope scope_;
  lang::Ref<lang::DictObject> saves_;
};

}  // namespace interloom::graph
