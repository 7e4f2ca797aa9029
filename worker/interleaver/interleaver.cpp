// The driver's side and the sink; what client code calls is in client_side.cpp.
#include "worker/interleaver/interleaver.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "worker/interleaver/io_convert.h"
#include "worker/lang/exception.h"

namespace interloom::interleaver {

using lang::ExceptionKind;
using models::IoInputs;
using models::IoValue;

namespace {
constexpr int32_t kPassEnded = std::numeric_limits<int32_t>::max();
constexpr uint8_t kBoth = models::kArmedInput | models::kArmedOutput;
}  // namespace

const lang::Type kOutOfOrderError =
    lang::derive_exception("OutOfOrderError", lang::exception_type(ExceptionKind::kException), "nnsight");
const lang::Type kMissedValueError =
    lang::derive_exception("MissedValueError", lang::exception_type(ExceptionKind::kException), "nnsight");
const lang::Type kEarlyStop =
    lang::derive_exception("EarlyStopException", lang::exception_type(ExceptionKind::kException), "nnsight");

Interleaver::Interleaver(Setup setup) : setup_(std::move(setup)), armed_(setup_.order.module_count(), 0) {
  if (!setup_.order.repeated().empty()) {
    always_armed_.resize(armed_.size(), 0);
    calls_.resize(armed_.size(), 0);
    for (ModuleId module : setup_.order.repeated()) {
      armed_[static_cast<size_t>(module)] = always_armed_[static_cast<size_t>(module)] = kBoth;
    }
  }
  setup_.interp.set_unset_cell_handler([this](lang::Interpreter&, lang::CellObject& cell) { return wait_for_cell(cell); });
}

Interleaver::~Interleaver() {
  abandon();
  setup_.interp.set_unset_cell_handler(nullptr);
}

void Interleaver::abandon() {
  containers_.clear();
  lang::Interpreter::Suspend suspend(setup_.interp);
  invokes_.clear();
}

int Interleaver::add_invoke(Rows rows, std::function<lang::Outcome()> body) {
  auto invoke = std::make_unique<Invoke>();
  Invoke* self = invoke.get();
  self->index = static_cast<int>(invokes_.size());
  self->rows = rows;
  self->body = std::move(body);
  self->fiber = std::make_unique<lang::Fiber>(setup_.stacks, [this, self] {
    const lang::Outcome outcome = self->body();
    self->done = true;
    --live_invokes_;
    if (outcome.status.ok()) return;
    const lang::JobError& error = setup_.interp.last_error();
    if (stopped_ && error.exception_type == kEarlyStop.name) return;
    fail(self->index, error);
  });
  invokes_.push_back(std::move(invoke));
  ++live_invokes_;
  return self->index;
}

void Interleaver::set_producer(const lang::CellObject* cell, int invoke) { producers_.emplace_back(cell, invoke); }

void Interleaver::start() {
  for (const auto& invoke : invokes_) {
    if (failure_) return;
    resume(*invoke, Wake::kServed);
  }
  serve();
}

void Interleaver::begin_pass(int64_t step, bool early_stop) {
  step_ = step;
  rank_ = kNoRank;
  in_pass_ = true;
  early_stop_ = early_stop;
  std::fill(calls_.begin(), calls_.end(), 0);
  serve();
}

void Interleaver::end_pass() {
  if (ended()) return;
  miss(kPassEnded);
  rank_ = kPassEnded;
  serve();
  in_pass_ = false;
}

void Interleaver::finish() {
  over_ = true;
  in_pass_ = false;
  rank_ = kPassEnded;
  serve();
  for (const auto& invoke : invokes_) {
    while (!ended() && !invoke->done) {
      missed_text_ = awaited();
      resume(*invoke, Wake::kMissed);
      serve();
    }
  }
}

void Interleaver::fail(int invoke, lang::JobError error) {
  if (!failure_) failure_ = Failure{std::move(error), invoke};
}

// ---- Scheduling.

void Interleaver::resume(Invoke& invoke, Wake wake) {
  invoke.wake = wake;
  const bool was_at_point = std::exchange(invoke.wait, Wait::kNothing) == Wait::kPoint;
  if (was_at_point) disarm(invoke.module);
  Invoke* outer = std::exchange(running_, &invoke);
  {
    lang::Interpreter::Suspend suspend(setup_.interp);
    invoke.fiber->resume();
  }
  running_ = outer;
}

void Interleaver::disarm(ModuleId module) {
  uint8_t bits = base_armed(module);
  for (const auto& other : invokes_) {
    if (other->wait == Wait::kPoint && other->module == module) {
      bits |= other->side == HookSide::kOutput ? models::kArmedOutput : models::kArmedInput;
    }
  }
  armed_[static_cast<size_t>(module)] = bits;
}

bool Interleaver::ready(const Invoke& invoke) const {
  switch (invoke.wait) {
    case Wait::kNothing:
      return false;
    case Wait::kPoint:
      return invoke.rank == rank_ && (invoke.side == HookSide::kOutput ? output_ != nullptr : inputs_ != nullptr);
    case Wait::kStep:
      return over_ || (in_pass_ && invoke.awaited_step <= step_);
    case Wait::kCell:
      return !invoke.cell->value.is_undefined() || hopeless(invoke);
  }
  return false;
}

// Nobody is left who could set the cell that it waits for.
bool Interleaver::hopeless(const Invoke& waiter) const {
  for (const auto& [cell, producer] : producers_) {
    if (cell == waiter.cell) return invokes_[static_cast<size_t>(producer)]->done;
  }
  return live_invokes_ == 1;
}

// Until nobody can go on here: serving one may set what another waits for.
void Interleaver::serve() {
  for (bool progress = true; progress && !failure_;) {
    progress = false;
    for (const auto& invoke : invokes_) {
      if (failure_ || invoke->done || !ready(*invoke)) continue;
      resume(*invoke, Wake::kServed);
      progress = true;
    }
  }
}

// Wakes those who wait for a point before `before_rank` in this pass: it will not come any more.
void Interleaver::miss(int32_t before_rank) {
  for (const auto& invoke : invokes_) {
    if (failure_ || invoke->wait != Wait::kPoint || invoke->rank >= before_rank) continue;
    missed_text_ = awaited();
    resume(*invoke, Wake::kMissed);
  }
}

// ---- HookSink.

void Interleaver::advance(ModuleId module, bool output) {
  const auto calls = setup_.order.calls(module);
  if (calls.empty()) return;
  size_t call = 0;
  if (calls.size() > 1) {
    int32_t& count = calls_[static_cast<size_t>(module)];
    call = std::min(static_cast<size_t>(count), calls.size() - 1);
    if (output) ++count;
  }
  rank_ = output ? calls[call].output : calls[call].input;
}

std::optional<IoValue> Interleaver::before(ModuleId module, IoInputs& inputs) {
  inputs_ = &inputs;
  advance(module, false);
  miss(rank_);
  serve();
  write_back_containers();
  std::optional<IoValue> skipped;
  if (!skips_.empty() && !failure_) skipped = assemble_skip(module);
  leave_point();
  return skipped;
}

void Interleaver::after(ModuleId module, IoValue& output) {
  output_ = &output;
  advance(module, true);
  miss(rank_);
  serve();
  write_back_containers();
  leave_point();
}

void Interleaver::leave_point() {
  inputs_ = nullptr;
  output_ = nullptr;
  if (ended() || (early_stop_ && hooked_ && live_invokes_ == 0)) throw models::StopForward{};
}

void Interleaver::checkpoint() {
  if (setup_.stop && setup_.stop->raised()) throw models::StopForward{};
}

// The parts of a skipped module's output, one an invoke, have to tile the batch.
std::optional<IoValue> Interleaver::assemble_skip(ModuleId module) {
  std::vector<SkipPart> parts = std::exchange(skips_, {});
  if (!setup_.narrow || parts.back().rows.count == 0) return std::move(parts.back().value);
  std::sort(parts.begin(), parts.end(), [](const SkipPart& a, const SkipPart& b) { return a.rows.start < b.rows.start; });
  int64_t covered = 0;
  for (const SkipPart& part : parts) covered += part.rows.start == covered ? part.rows.count : 0;
  const SkipPart& first = parts.front();
  auto refuse = [&](const std::string& why) {
    lang::JobError error;
    error.exception_type = "ValueError";
    error.message = str_cat("skip of '", setup_.info.modules[static_cast<size_t>(module)].path, "' ", why);
    error.status = invalid_argument("ValueError: ", error.message);
    error.traceback.push_back({"<graph>", str_cat("<invoke ", first.invoke, ">"), 0, first.node});
    fail(first.invoke, std::move(error));
  };
  if (covered != setup_.batch_rows) {
    refuse(str_cat("covers ", covered, " of ", setup_.batch_rows,
                   " rows of the batch: skip the module in every invoke, or in none"));
    return std::nullopt;
  }
  std::vector<IoValue> values;
  for (SkipPart& part : parts) values.push_back(std::move(part.value));
  StatusOr<IoValue> whole = concat_rows(values);
  if (!whole.ok()) refuse(std::string(message_of(whole.status())));
  return whole.ok() ? std::optional<IoValue>(*std::move(whole)) : std::nullopt;
}

void Interleaver::watch_everything() {
  if (std::exchange(watching_, true)) return;
  std::fill(armed_.begin(), armed_.end(), kBoth);
}

std::string Interleaver::describe_breakage() const {
  if (last_write_.empty() || rank_ < 0 || rank_ >= setup_.order.size()) return "";
  const ExecutionOrder::Point point = setup_.order.at(rank_);
  const ModuleNode& module = setup_.info.modules[static_cast<size_t>(point.module)];
  if (!watching_) return str_cat("after '", module.path, "', where ", last_write_);
  // Everything is armed, so the pass broke in the module that was entered last, or in its parent once it had returned.
  const int32_t where = point.output ? std::max(module.parent, 0) : point.module;
  const ModuleNode& broken = setup_.info.modules[static_cast<size_t>(where)];
  return str_cat("in '", broken.path.empty() ? broken.class_name : broken.path, "', after ", last_write_);
}

}  // namespace interloom::interleaver
