// Interleaver: weaves the invokes of one job into the forward passes of a model. The heart of the worker.
//
// Every invoke runs in a fiber. A fiber that asks for a hook point (module, side) sleeps until the pass reaches it and is
// resumed there, on the pass's own thread, while the value is live; at one point fibers are served in the order of invokes.
// Only modules that a fiber waits for are armed. Rules, as nnsight's:
//   · Values come in execution order. A point that has passed is an OutOfOrderError that names both places; one that the
//     pass ends without reaching is a MissedValueError that lists all that was still awaited.
//   · A write replaces the value at its point, and waits for it like a read. In-place edits act on the live tensor.
//   · Two or more invokes with rows each see their rows (rows.h); an invoke without rows sees the whole batch.
//   · skip() gives a module's output; in a batch it has to cover all rows. Nothing inside the module fires.
//   · stop() ends the pass after everyone waiting at that place has been served; what others still awaited is dropped.
//   · In generation a fiber is at one step; begin_step() moves it. Points refer to the fiber's step.
//   · Reading a variable (cell) of another invoke sleeps until it is set; NameError once its producer has ended.
// An exception that an invoke does not catch ends the job: failure() has it.
//
// The driver (worker/engine) calls, in this order: add_invoke()…, start(), then for each pass begin_pass(), Model::forward
// with this as sink, end_pass(); last finish(). After start(), a pass, or begin_pass() it looks at ended(). A pass that ends
// early throws models::StopForward out of forward(). Everything on one thread; the interpreter, model info, order and
// stack pool outlive it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "worker/interleaver/execution_order.h"
#include "worker/interleaver/rows.h"
#include "worker/lang/execution.h"
#include "worker/lang/fiber.h"
#include "worker/lang/interpreter.h"
#include "worker/models/hooks.h"

namespace interloom::interleaver {

extern const lang::Type kOutOfOrderError, kMissedValueError, kEarlyStop;

// Ends a pass from outside, between modules. May be set from any thread.
struct StopSignal {
  std::atomic<bool> requested{false};
  std::optional<std::chrono::steady_clock::time_point> deadline;
  bool raised() const {
    return requested.load(std::memory_order_relaxed) || (deadline && std::chrono::steady_clock::now() >= *deadline);
  }
};

struct Failure {
  lang::JobError error;
  int invoke = -1;  // -1: no single one
};

class Interleaver final : public models::HookSink {
 public:
  struct Setup {
    lang::Interpreter& interp;
    const ModelInfo& info;
    const ExecutionOrder& order;
    lang::StackPool& stacks;
    const StopSignal* stop = nullptr;  // null: none
    int64_t batch_rows = 0;
    bool narrow = false;  // two or more invokes have rows
  };
  explicit Interleaver(Setup setup);
  ~Interleaver() override;  // abandons
  Interleaver(const Interleaver&) = delete;
  Interleaver& operator=(const Interleaver&) = delete;

  // ---- The driver's side.
  // `body` runs the invoke's code in its fiber (Interpreter::run). Returns the invoke's index.
  int add_invoke(Rows rows, std::function<lang::Outcome()> body);
  // The invoke that sets a cell: lets a reader in another invoke fail as soon as it cannot be set any more.
  void set_producer(const lang::CellObject* cell, int invoke);
  void start();  // runs every invoke up to what it waits for first
  // early_stop: the pass may end as soon as no invoke waits for anything (nothing after it needs the outputs).
  void begin_pass(int64_t step, bool early_stop);
  void end_pass();
  void finish();   // no further pass comes
  void abandon();  // unwinds invokes that have not ended; nothing else may be called afterwards

  bool ended() const { return stopped_ || failure_.has_value(); }
  bool stopped() const { return stopped_; }
  const std::optional<Failure>& failure() const { return failure_; }
  // For an error that torch raised during forward(): "in 'model.layers.3.mlp', after node 'h' replaced
  // 'model.layers.2.output'"; empty when nothing has been replaced.
  std::string describe_breakage() const;

  // ---- The side of client code: called inside an invoke's fiber. Error sentinel / false / -1: raised.
  lang::Value read(ModuleId module, HookSide side);
  bool write(ModuleId module, HookSide side, const lang::Value& value);
  bool skip(ModuleId module, const lang::Value& value);
  lang::Value stop();  // always the error sentinel: unwinds the invoke
  // 1: the fiber is at `step` now. 0: generation has ended before it.
  int begin_step(int64_t step);
  int64_t step() const { return step_; }
  const ModelInfo& info() const { return setup_.info; }

  // ---- HookSink.
  const uint8_t* armed() const override { return armed_.data(); }
  std::optional<models::IoValue> before(ModuleId module, models::IoInputs& inputs) override;
  void after(ModuleId module, models::IoValue& output) override;
  void checkpoint() override;

 private:
  enum class Wait : uint8_t { kNothing, kPoint, kStep, kCell };
  enum class Wake : uint8_t { kServed, kMissed };
  struct Invoke {
    int index = 0;
    Rows rows;
    std::function<lang::Outcome()> body;
    std::unique_ptr<lang::Fiber> fiber;
    bool done = false;
    int64_t step = 0;  // where it is in generation
    Wait wait = Wait::kNothing;
    Wake wake = Wake::kServed;
    ModuleId module = 0;  // kPoint
    HookSide side = HookSide::kOutput;
    int32_t rank = kNoRank;
    int64_t awaited_step = 0;                // kStep
    const lang::CellObject* cell = nullptr;  // kCell
  };
  struct SkipPart {
    Rows rows;
    models::IoValue value;
    int invoke;
    std::string node;
  };
  // A mutable container that client code holds: what it changes in there goes into the model when the point is left.
  struct LiveContainer {
    Invoke* invoke;
    HookSide side;
    lang::Value value;
    models::IoValue seen;
  };

  bool arrive(ModuleId module, HookSide side);
  Wake park(Wait wait);
  void resume(Invoke& invoke, Wake wake);
  bool ready(const Invoke& invoke) const;
  void serve();
  void miss(int32_t before_rank);
  void advance(ModuleId module, bool output);
  void leave_point();
  models::IoValue live(HookSide side) const;
  bool wait_for_cell(lang::CellObject& cell);
  bool hopeless(const Invoke& waiter) const;
  bool replace(const Invoke& invoke, ModuleId module, HookSide side, models::IoValue value);
  bool put(HookSide side, models::IoValue value);
  void write_back_containers();
  std::optional<models::IoValue> assemble_skip(ModuleId module);
  void watch_everything();
  uint8_t base_armed(ModuleId module) const {
    return watching_ ? 3 : always_armed_.empty() ? 0 : always_armed_[static_cast<size_t>(module)];
  }
  void disarm(ModuleId module);
  void fail(int invoke, lang::JobError error);
  bool narrows(const Invoke& invoke) const { return setup_.narrow && invoke.rows.count > 0; }
  std::string awaited() const;
  std::string position() const;
  std::string node_here() const;

  Setup setup_;
  std::vector<std::unique_ptr<Invoke>> invokes_;
  std::vector<uint8_t> armed_;
  std::vector<uint8_t> always_armed_;  // modules called more than once a pass
  std::vector<int32_t> calls_;         // of those, so far in this pass; empty when there are none
  std::vector<std::pair<const lang::CellObject*, int>> producers_;
  Invoke* running_ = nullptr;
  int64_t step_ = 0;
  int32_t rank_ = kNoRank;  // where the pass is; kNoRank before its first point
  bool in_pass_ = false;
  bool early_stop_ = false;
  bool hooked_ = false;  // some invoke has asked for a point
  bool over_ = false;    // no further pass
  bool stopped_ = false;
  models::IoInputs* inputs_ = nullptr;  // the live value while fibers are served at a point
  models::IoValue* output_ = nullptr;
  std::vector<SkipPart> skips_;
  std::vector<LiveContainer> containers_;
  std::optional<Failure> failure_;
  std::string last_write_;  // "node 'h' wrote 'transformer.h.1.output'"
  std::string missed_text_;
  int live_invokes_ = 0;   // that have not ended
  bool watching_ = false;  // every module is armed to know where a replacement of another form breaks
};

}  // namespace interloom::interleaver
