// TestJob: a job over the FakeModel whose invokes are C++ functions, for tests of the interleaver.
#pragma once

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "worker/interleaver/fake_model.h"
#include "worker/interleaver/interleaver.h"
#include "worker/lang/containers.h"
#include "worker/lang/function.h"
#include "worker/lang/torch/tensor_object.h"
#include "worker/lang/torch/torch_job.h"

namespace interloom::interleaver {

class TestJob {
 public:
  // Runs in the invoke's fiber: undefined ends it well, the error sentinel has raised.
  using Body = std::function<lang::Value(TestJob&)>;

  explicit TestJob(std::vector<int64_t> rows_of_invokes = {1}) : order(*ExecutionOrder::learn(model)), interp({}), torch(interp) {
    int64_t start = 0;
    int with_rows = 0;
    for (int64_t count : rows_of_invokes) {
      rows.push_back({start, count});
      start += count;
      with_rows += count > 0;
    }
    batch = start;
    interleaver.emplace(Interleaver::Setup{interp, model.info(), order, stacks, &stop, batch, with_rows > 1});
  }

  void invoke(Body body) {
    const size_t index = bodies++;
    interleaver->add_invoke(rows[index], [this, body = std::move(body)] {
      const lang::Value callable =
          lang::native_closure(interp.heap(), "invoke", [this, &body](lang::Interpreter&, const lang::Args&) {
            const lang::Value result = body(*this);
            return result.is_undefined() ? lang::Value::none() : result;
          });
      return interp.run(callable, {});
    });
  }

  // One pass. Token i of row r is r + i.
  void trace(int64_t length = 2) {
    interleaver->start();
    if (interleaver->ended()) return;
    interleaver->begin_pass(0, true);
    if (!interleaver->ended() && forward(length)) interleaver->end_pass();
    if (!interleaver->ended()) interleaver->finish();
  }
  void generate(int64_t steps) {
    interleaver->start();
    for (int64_t step = 0; step < steps && !interleaver->ended(); ++step) {
      interleaver->begin_pass(step, false);
      if (!interleaver->ended() && forward(1)) interleaver->end_pass();
    }
    if (!interleaver->ended()) interleaver->finish();
  }
  bool forward(int64_t length) {
    models::ForwardArgs args;
    args.input_ids = (at::arange(batch).unsqueeze(1) + at::arange(length).unsqueeze(0)).remainder(FakeModel::kVocab);
    args.hooks = &*interleaver;
    try {
      output = model.forward(args);
      return true;
    } catch (const models::StopForward&) {
      return false;
    }
  }
  // The model's own logits for the same tokens.
  at::Tensor plain(int64_t length = 2) {
    models::ForwardArgs args;
    args.input_ids = (at::arange(batch).unsqueeze(1) + at::arange(length).unsqueeze(0)).remainder(FakeModel::kVocab);
    return model.forward(args).first_tensor();
  }

  models::ModuleId id(const std::string& path) const { return model.id(path); }
  // Undefined when it has raised.
  at::Tensor read(const std::string& path, HookSide side = HookSide::kOutput) {
    const lang::Value value = interleaver->read(id(path), side);
    const auto* tensor = value.is_error() ? nullptr : lang_torch::as_tensor(value);
    return tensor ? tensor->tensor : at::Tensor();
  }
  bool write(const std::string& path, at::Tensor tensor, HookSide side = HookSide::kOutput) {
    return interleaver->write(id(path), side, lang_torch::make_tensor(torch, std::move(tensor)));
  }
  std::string error() const {
    const auto& failure = interleaver->failure();
    return failure ? str_cat(failure->error.exception_type, ": ", failure->error.message) : "";
  }

  c10::InferenceMode inference;
  FakeModel model;
  ExecutionOrder order;
  StopSignal stop;
  lang::StackPool stacks;
  lang::Interpreter interp;
  lang_torch::TorchJob torch;
  std::vector<Rows> rows;
  int64_t batch = 0;
  std::optional<Interleaver> interleaver;
  models::IoValue output;
  size_t bodies = 0;
};

}  // namespace interloom::interleaver
