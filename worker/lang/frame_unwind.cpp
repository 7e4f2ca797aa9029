// Exceptions inside the VM: finding the handler, leaving frames, the forms of `raise`.
#include "worker/lang/class.h"
#include "worker/lang/exception.h"
#include "worker/lang/execution.h"
#include "worker/lang/generator.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {

void Execution::add_trace(const Frame& frame) {
  ExceptionObject* exception = as_exception(interp_.exception());
  if (!exception) return;
  if (exception->trace_size == exception->trace_capacity) {
    const uint64_t capacity = exception->trace_capacity ? exception->trace_capacity * 2 : 4;
    exception->trace = static_cast<ExceptionObject::Trace*>(interp_.heap().reallocate_raw(
        exception->trace, exception->trace_capacity * sizeof(ExceptionObject::Trace), capacity * sizeof(ExceptionObject::Trace)));
    exception->trace_capacity = capacity;
  }
  exception->trace[exception->trace_size++] = {frame.function->code, frame.instruction()};
}

namespace {

// A frame that runs a taken with block has the handlers inside the block only: those begin behind its first instruction, which
// does something with the entered value.
bool has_handler(const Frame& frame, const Code::Handler& handler) {
  return !frame.block || (handler.first > frame.block->first && handler.last <= frame.block->last);
}

}  // namespace

// The handler that covers the instruction, entered: its stack, and what was handled before it (Code::handled).
bool Execution::enter_handler(Frame& frame) {
  const LinkedCode& linked = *frame.function->code;
  const Code& code = *linked.code;
  if (code.handlers.empty() || frame.ip == linked.instructions) return false;
  const uint32_t at = frame.instruction();
  uint64_t seen = 0;
  for (const Code::Handler& handler : code.handlers) {
    if (++seen % 64 == 0 && !interp_.charge_steps(8)) return false;
    if (at < handler.first || at >= handler.last || !has_handler(frame, handler)) continue;
    // Leaving handlers by an exception puts back what was handled before the outermost of them.
    const uint32_t height = frame.depth();
    const Value* before = nullptr;
    for (int32_t h = code.handling_at(at); h >= 0; h = code.handling[h].outer) {
      const uint32_t base = code.handling[h].depth;
      if (base < handler.depth) break;
      if (base < height) before = &frame.stack[base];
    }
    if (before) frame.handling = before->is_none() ? Value() : *before;
    while (frame.depth() > handler.depth) (--frame.sp)->~Value();
    new (frame.sp++) Value(frame.handling.is_undefined() ? Value::none() : frame.handling);
    frame.handling = interp_.take_exception();
    new (frame.sp++) Value(frame.handling);
    frame.ip = linked.instructions + handler.target;
    return true;
  }
  return false;
}

// A generator that lets StopIteration out would end its caller's loop instead.
void Execution::leave_generator(const GeneratorObject&) {
  ExceptionObject* exception = as_exception(interp_.exception());
  if (!exception || !is_subtype(exception->type, &exception_type(ExceptionKind::kStopIteration))) return;
  const Value stop = interp_.take_exception();
  interp_.raise(ExceptionKind::kRuntimeError, "generator raised StopIteration");
  ExceptionObject* raised = as_exception(interp_.exception());
  if (!raised) return;
  raised->cause = stop;
  raised->context = stop;
  raised->suppress_context = true;
}

bool Execution::unwind() {
  while (true) {
    Frame& frame = *top_;
    if (!interp_.stopping()) {
      if (!std::exchange(traced_, false)) add_trace(frame);
      if (enter_handler(frame)) return true;
      if (frame.generator) leave_generator(*frame.generator);
    }
    const bool entry = frame.ending == Frame::Ending::kEntry;
    pop();
    if (entry) return false;
  }
}

bool Execution::reraise(Frame& frame) {
  Value exception = std::move(frame.sp[-1]);
  frame.handling = frame.sp[-2].is_none() ? Value() : frame.sp[-2];
  frame.sp -= 1;
  (--frame.sp)->~Value();
  interp_.restore_exception(std::move(exception));
  traced_ = true;
  return false;
}

bool Execution::raise_from(Frame& frame, uint32_t count) {
  if (count == 0) {
    const Value& handling = handled();
    if (!as_exception(handling)) {
      interp_.raise(ExceptionKind::kRuntimeError, "No active exception to reraise");
      return false;
    }
    interp_.restore_exception(handling);
    traced_ = true;
    return false;
  }
  auto instance = [&](const Value& value) {
    const auto* type = value.as<TypeObject>();
    if (!type || !is_subtype(type->described, &exception_type(ExceptionKind::kBaseException))) return value;
    Value made = lang::call(interp_, value, Args());
    if (made.is_error() || as_exception(made)) return made;
    std::string cls, got;
    if (!repr_text(interp_, value, &cls) || !repr_text(interp_, interp_.type_object(*made.type()), &got)) return Value::error();
    return interp_.raise(ExceptionKind::kTypeError, "calling ", cls, " should have returned an instance of BaseException, not ",
                         got);
  };
  Value exception = instance(frame.sp[count == 2 ? -2 : -1]);
  if (exception.is_error()) return false;
  ExceptionObject* object = as_exception(exception);
  if (object && count == 2) {
    Value cause = instance(frame.sp[-1]);
    if (cause.is_error()) return false;
    if (!cause.is_none() && !as_exception(cause)) {
      interp_.raise(ExceptionKind::kTypeError, "exception causes must derive from BaseException");
      return false;
    }
    object->cause = cause.is_none() ? Value() : std::move(cause);
    object->suppress_context = true;
  }
  interp_.raise_value(std::move(exception));
  return false;
}

}  // namespace interloom::lang
