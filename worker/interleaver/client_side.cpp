// What client code asks of the interleaver, inside an invoke's fiber.
#include <ATen/ATen.h>

#include <utility>

#include "worker/interleaver/interleaver.h"
#include "worker/interleaver/io_convert.h"
#include "worker/lang/record.h"
#include "worker/lang/str.h"
#include "worker/lang/torch/torch_job.h"

namespace interloom::interleaver {

using lang::ExceptionKind;
using lang::Value;
using models::IoInputs;
using models::IoValue;

namespace {

// The argument that nnsight calls the input: the first positional, else the first keyword.
IoValue* first_argument(IoInputs& inputs) {
  if (!inputs.args.empty()) return &inputs.args.front();
  return inputs.kwargs.empty() ? nullptr : &inputs.kwargs.front().second;
}

// What cannot pass for the other at all: a tensor for a tuple. Shapes are left to the modules that use them.
bool same_kind(const IoValue& a, const IoValue& b) { return a.kind().index() == b.kind().index(); }

}  // namespace

Interleaver::Wake Interleaver::park(Wait wait) {
  Invoke& self = *running_;
  self.wait = wait;
  lang::Interpreter::Suspend suspend(setup_.interp);
  lang::Fiber::yield();
  return self.wake;
}

// Sleeps until the pass is at the point. False: raised.
bool Interleaver::arrive(ModuleId module, HookSide side) {
  Invoke& self = *running_;
  hooked_ = true;
  const bool same_step = self.step == step_ && !over_;
  const int32_t rank = setup_.order.rank(module, side, same_step && rank_ >= 0 ? rank_ : kNoRank);
  if (rank == kNoRank) {
    setup_.interp.raise(ExceptionKind::kValueError, "'", setup_.info.modules[static_cast<size_t>(module)].path,
                        "' is never called by the model");
    return false;
  }
  if (same_step && rank == rank_ && (side == HookSide::kOutput ? output_ != nullptr : inputs_ != nullptr)) return true;
  if (!same_step || rank <= rank_) {
    setup_.interp.raise(kOutOfOrderError, str_cat("'", point_name(setup_.info, module, side),
                                                  "' was requested but the model already ran past it: ", position()));
    return false;
  }
  self.module = module;
  self.side = side;
  self.rank = rank;
  armed_[static_cast<size_t>(module)] |= side == HookSide::kOutput ? models::kArmedOutput : models::kArmedInput;
  if (park(Wait::kPoint) == Wake::kServed) return true;
  setup_.interp.raise(kMissedValueError,
                      str_cat("'", point_name(setup_.info, module, side),
                              "' was requested but the forward pass went on without reaching it; still awaited: ", missed_text_));
  return false;
}

// What the fiber sees at this point. REQUIRES: arrive() was true.
IoValue Interleaver::live(HookSide side) const {
  IoValue whole;
  if (side == HookSide::kOutput) {
    whole = *output_;
  } else if (side == HookSide::kInputs) {
    whole = pack_inputs(*inputs_);
  } else if (const IoValue* first = first_argument(*inputs_)) {
    whole = *first;
  }
  return narrows(*running_) ? narrow_rows(whole, running_->rows, setup_.batch_rows) : whole;
}

Value Interleaver::read(ModuleId module, HookSide side) {
  if (!arrive(module, side)) return Value::error();
  IoValue seen = live(side);
  Value value = to_value(setup_.interp, seen);
  if (side == HookSide::kInputs || value.is<lang::RecordObject>())
    containers_.push_back({running_, side, value, std::move(seen)});
  return value;
}

bool Interleaver::write(ModuleId module, HookSide side, const Value& value) {
  if (!arrive(module, side)) return false;
  IoValue converted;
  if (!from_value(setup_.interp, value, &converted)) return false;
  return replace(*running_, module, side, std::move(converted));
}

// False: raised.
bool Interleaver::replace(const Invoke& invoke, ModuleId module, HookSide side, IoValue value) {
  const bool first_of_inputs = side == HookSide::kInput;
  IoValue* first = first_of_inputs ? first_argument(*inputs_) : nullptr;
  if (first_of_inputs && !first) {
    setup_.interp.raise(ExceptionKind::kValueError, "'", point_name(setup_.info, module, side), "' has no argument to replace");
    return false;
  }
  const IoValue current = side == HookSide::kOutput ? *output_ : first ? *first : pack_inputs(*inputs_);
  IoInputs ignored;
  if (!same_kind(current, value) || (side == HookSide::kInputs && !unpack_inputs(value, &ignored))) {
    setup_.interp.raise(ExceptionKind::kTypeError, "'", point_name(setup_.info, module, side), "' is ", current.describe(),
                        " and cannot be replaced by ", value.describe());
    return false;
  }
  if (narrows(invoke)) {
    const Value spliced = lang_torch::guarded(lang_torch::TorchJob::of(setup_.interp), [&] {
      value = splice_rows(current, value, invoke.rows, setup_.batch_rows);
      return Value::none();
    });
    if (spliced.is_error()) return false;
  }
  last_write_ = str_cat(node_here(), " replaced '", point_name(setup_.info, module, side), "'");
  if (!same_form(current, value)) watch_everything();
  return put(side, std::move(value));
}

bool Interleaver::put(HookSide side, IoValue value) {
  if (side == HookSide::kOutput) {
    *output_ = std::move(value);
  } else if (side == HookSide::kInput) {
    *first_argument(*inputs_) = std::move(value);
  } else {
    return unpack_inputs(value, inputs_);
  }
  return true;
}

// Called as the pass leaves a point, outside any fiber.
void Interleaver::write_back_containers() {
  if (containers_.empty()) return;
  for (LiveContainer& container : std::exchange(containers_, {})) {
    IoValue now;
    const Value stored = lang_torch::guarded(lang_torch::TorchJob::of(setup_.interp), [&] {
      if (!from_value(setup_.interp, container.value, &now)) return Value::error();
      if (same_identity(container.seen, now)) return Value::none();
      if (narrows(*container.invoke)) {
        const IoValue current = container.side == HookSide::kOutput ? *output_ : pack_inputs(*inputs_);
        now = splice_rows(current, now, container.invoke->rows, setup_.batch_rows);
      }
      watch_everything();
      put(container.side, std::move(now));
      return Value::none();
    });
    // What no module can take is left out: the model keeps what it had.
    if (stored.is_error()) setup_.interp.take_exception();
  }
}

bool Interleaver::skip(ModuleId module, const Value& value) {
  if (!arrive(module, HookSide::kInput)) return false;
  IoValue converted;
  if (!from_value(setup_.interp, value, &converted)) return false;
  if (narrows(*running_)) {
    const at::Tensor first = converted.first_tensor();
    if (first.defined() && (first.dim() == 0 || first.size(0) != running_->rows.count)) {
      setup_.interp.raise(ExceptionKind::kValueError, "skip of '", setup_.info.modules[static_cast<size_t>(module)].path,
                          "' gives ", converted.describe(), " for ", running_->rows.count, " rows");
      return false;
    }
  }
  last_write_ = str_cat(node_here(), " skipped '", setup_.info.modules[static_cast<size_t>(module)].path, "'");
  watch_everything();
  skips_.push_back({running_->rows, std::move(converted), running_->index, node_here()});
  return true;
}

Value Interleaver::stop() {
  stopped_ = true;
  return setup_.interp.raise(kEarlyStop, "the forward pass was stopped");
}

int Interleaver::begin_step(int64_t step) {
  Invoke& self = *running_;
  if (step > step_) {
    if (over_) return 0;
    self.awaited_step = step;
    park(Wait::kStep);
    if (step > step_) return 0;
  }
  self.step = step;
  return 1;
}

bool Interleaver::wait_for_cell(lang::CellObject& cell) {
  Invoke* self = running_;
  if (!self) return false;
  for (const auto& [produced, producer] : producers_) {
    if (produced == &cell && producer == self->index) return false;
  }
  self->cell = &cell;
  if (!hopeless(*self)) park(Wait::kCell);
  if (!cell.value.is_undefined()) return true;
  std::string who = "no other invoke";
  for (const auto& [produced, producer] : producers_) {
    if (produced == &cell) who = str_cat("invoke ", producer, " ended without");
  }
  setup_.interp.raise(ExceptionKind::kNameError, "name '", cell.name ? cell.name->view() : std::string_view("?"),
                      "' is not defined in invoke ", self->index, ": ", who, who[0] == 'n' ? " computes it" : " computing it");
  return false;
}

// ---- Words for messages.

std::string Interleaver::awaited() const {
  std::string text;
  for (const auto& invoke : invokes_) {
    if (invoke->done || invoke->wait == Wait::kNothing) continue;
    std::string what;
    if (invoke->wait == Wait::kPoint) what = str_cat("'", point_name(setup_.info, invoke->module, invoke->side), "'");
    if (invoke->wait == Wait::kStep) what = str_cat("generation step ", invoke->awaited_step);
    if (invoke->wait == Wait::kCell) what = str_cat("name '", invoke->cell->name ? invoke->cell->name->view() : "?", "'");
    text += str_cat(text.empty() ? "" : ", ", what, " by invoke ", invoke->index);
  }
  return text;
}

std::string Interleaver::position() const {
  if (over_) return "the model has finished";
  if (running_ && running_->step < step_) return str_cat("it is at generation step ", step_);
  if (rank_ < 0 || rank_ >= setup_.order.size()) return "the forward pass has ended";
  const ExecutionOrder::Point point = setup_.order.at(rank_);
  return str_cat("it is at '", point_name(setup_.info, point.module, point.output ? HookSide::kOutput : HookSide::kInput), "'");
}

std::string Interleaver::node_here() const {
  const lang::Execution* execution = setup_.interp.execution();
  for (const lang::Frame* frame = execution ? execution->top() : nullptr; frame; frame = frame->previous) {
    const lang::LinkedCode& linked = *frame->function->code;
    const auto* position = linked.code->position_of(static_cast<uint32_t>(frame->ip - linked.instructions - 1));
    if (!position) continue;
    if (position->node >= 0) return str_cat("node '", linked.code->nodes[static_cast<size_t>(position->node)], "'");
    if (position->line > 0) return str_cat("line ", position->line);
  }
  return "client code";
}

}  // namespace interloom::interleaver
