#include "worker/lang/generator.h"

#include "worker/lang/execution.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

using State = GeneratorObject::State;

GeneratorObject& generator_of(Object* self) { return *static_cast<GeneratorObject*>(self); }

bool inside_handler(const Frame& frame) {
  const Code& code = *frame.function->code->code;
  const uint32_t at = frame.instruction();
  for (const Code::Handler& handler : code.handlers) {
    if (at >= handler.first && at < handler.last) return true;
  }
  return false;
}

}  // namespace

void destroy_generator(Heap&, Object* self) {
  GeneratorObject& generator = generator_of(self);
  if (generator.state == State::kSuspended && !generator.interp->stopping() && inside_handler(generator.frame)) {
    generator.refcount = 1;
    generator.interp->keep_for_finalizer(generator);
    return;
  }
  if (generator.state != State::kFinished) clear_generator_frame(generator.frame);
  if (generator.frame.function) decref(generator.frame.function);
  generator.~GeneratorObject();
}

namespace {

bool already_running(Interpreter& interp, const GeneratorObject& generator) {
  if (generator.state != State::kRunning) return false;
  interp.raise(ExceptionKind::kValueError, "generator already executing");
  return true;
}

Value resume(Interpreter& interp, GeneratorObject& generator, Value sent) {
  if (!interp.charge_steps(Interpreter::kCallSteps) || !interp.check_native_stack()) return Value::error();
  if (interp.execution()) return interp.execution()->resume(generator, std::move(sent));
  Execution execution(interp);
  return execution.resume_as_current(generator, std::move(sent));
}

}  // namespace

Ref<GeneratorObject> make_generator(Interpreter& interp, FunctionObject& function) {
  const LinkedCode& code = *function.code;
  auto generator = interp.heap().make_sized<GeneratorObject>(code.frame_values * sizeof(Value), interp);
  Frame& frame = generator->frame;
  incref(&function);
  frame.function = &function;
  frame.generator = generator.get();
  frame.ip = code.instructions;
  frame.locals = frame.own_values();
  frame.stack = frame.sp = frame.locals + code.local_count;
  for (Value* local = frame.locals; local != frame.stack; ++local) new (local) Value();
  if (function.name) generator->name = Value::object(function.name);
  if (function.qualname) generator->qualname = Value::object(function.qualname);
  return generator;
}

void clear_generator_frame(Frame& frame) {
  while (frame.sp != frame.stack) (--frame.sp)->~Value();
  if (frame.shared) {
    decref(std::exchange(frame.shared, nullptr));
  } else {
    for (Value* local = frame.locals; local != frame.stack; ++local) local->~Value();
  }
  frame.locals = frame.stack;  // nothing is left to drop
  frame.handling = Value();
  frame.previous = nullptr;
}

Value GeneratorObject::sent_to() const {
  if (state != State::kSuspended) return Value::undefined();
  const auto at = frame.ip - frame.function->code->instructions;
  if (at < 2 || opcode_of(frame.ip[-2]) != Opcode::kSend || frame.sp == frame.stack) return Value::undefined();
  return frame.sp[-1];
}

Value generator_send(Interpreter& interp, GeneratorObject& generator, Value value) {
  if (already_running(interp, generator)) return Value::error();
  if (generator.state == State::kFinished) return Value::undefined();
  if (generator.state == State::kCreated && !value.is_none())
    return interp.raise(ExceptionKind::kTypeError, "can't send non-None value to a just-started generator");
  return resume(interp, generator, std::move(value));
}

namespace {

bool is_kind(const Value& exception, ExceptionKind kind) {
  return exception.is_object() && is_subtype(exception.object()->type, &exception_type(kind));
}

// close() of what `yield from` waits for. False: raised.
bool close_iterator(Interpreter& interp, const Value& iterator) {
  if (auto* inner = iterator.exact<GeneratorObject>()) return generator_close(interp, *inner);
  const Value method = get_attr(interp, iterator, "close");
  if (method.is_error()) {
    if (!is_kind(interp.exception(), ExceptionKind::kAttributeError)) return false;
    interp.take_exception();
    return true;
  }
  return !call(interp, method, Args()).is_error();
}

// The generator goes on behind its `yield from` with the delegate's result.
Value leave_delegate(Interpreter& interp, GeneratorObject& generator, Value result) {
  Frame& frame = generator.frame;
  const Instruction send = frame.ip[-2];
  (--frame.sp)->~Value();
  frame.ip = frame.function->code->instructions + argument_of(send);
  return resume(interp, generator, std::move(result));
}

// throw() on a generator that waits for another iterator.
Value throw_to_delegate(Interpreter& interp, GeneratorObject& generator, const Value& delegate, Value exception) {
  Value item, result;
  generator.state = State::kRunning;
  if (auto* inner = delegate.exact<GeneratorObject>()) {
    item = generator_throw(interp, *inner, std::move(exception));
    if (item.is_undefined()) result = std::exchange(inner->result, Value());
  } else {
    const Value method = get_attr(interp, delegate, "throw");
    if (method.is_error()) {
      generator.state = State::kSuspended;
      if (!is_kind(interp.exception(), ExceptionKind::kAttributeError)) return resume(interp, generator, Value());
      interp.take_exception();
      interp.restore_exception(std::move(exception));
      return resume(interp, generator, Value());
    }
    item = call(interp, method, Args(std::span<const Value>(&exception, 1)));
    if (item.is_error() && is_kind(interp.exception(), ExceptionKind::kStopIteration)) {
      const Value stop = interp.take_exception();
      item = Value::undefined();
      result = stop_value(stop);
    }
  }
  generator.state = State::kSuspended;
  if (item.is_error()) return interp.stopping() ? item : resume(interp, generator, Value());
  if (!item.is_undefined()) return item;
  return leave_delegate(interp, generator, result.is_undefined() ? Value::none() : std::move(result));
}

}  // namespace

Value stop_value(const Value& exception) {
  const ExceptionObject* stop = as_exception(exception);
  return stop && stop->args->size ? stop->args->items()[0] : Value::none();
}

Value generator_throw(Interpreter& interp, GeneratorObject& generator, Value exception) {
  if (already_running(interp, generator)) return Value::error();
  if (generator.state == State::kFinished) return interp.restore_exception(std::move(exception));
  if (!interp.check_native_stack()) return Value::error();
  if (const Value delegate = generator.sent_to(); !delegate.is_undefined()) {
    if (!is_kind(exception, ExceptionKind::kGeneratorExit))
      return throw_to_delegate(interp, generator, delegate, std::move(exception));
    generator.state = State::kRunning;
    const bool closed = close_iterator(interp, delegate);
    generator.state = State::kSuspended;
    if (!closed) return interp.stopping() ? Value::error() : resume(interp, generator, Value());
  }
  interp.raise_value(std::move(exception));
  return interp.stopping() ? Value::error() : resume(interp, generator, Value());
}

bool generator_close(Interpreter& interp, GeneratorObject& generator) {
  if (already_running(interp, generator)) return false;
  if (generator.state == State::kCreated) {
    generator.state = State::kFinished;
    clear_generator_frame(generator.frame);
  }
  if (generator.state == State::kFinished) return true;
  const Value item = generator_throw(interp, generator, make_exception(interp.heap(), exception_type(ExceptionKind::kGeneratorExit), ""));
  if (item.is_undefined()) {
    generator.result = Value();
    return true;
  }
  if (!item.is_error()) {
    interp.raise(ExceptionKind::kRuntimeError, "generator ignored GeneratorExit");
    return false;
  }
  if (interp.stopping()) return false;
  if (!is_kind(interp.exception(), ExceptionKind::kGeneratorExit) && !is_kind(interp.exception(), ExceptionKind::kStopIteration))
    return false;
  interp.take_exception();
  return true;
}

Value raise_stop_iteration(Interpreter& interp, const Value& iterator) {
  Value result;
  if (auto* generator = iterator.exact<GeneratorObject>()) result = std::exchange(generator->result, Value());
  const bool has = !result.is_undefined() && !result.is_none();
  auto args = make_tuple(interp.heap(), uint64_t{has});
  if (has) args->items()[0] = std::move(result);
  return interp.raise_value(make_exception(interp.heap(), exception_type(ExceptionKind::kStopIteration), std::move(args)));
}

Value send_to_iterator(Interpreter& interp, const Value& iterator, const Value& value, Value* result) {
  *result = Value::none();
  if (auto* generator = iterator.exact<GeneratorObject>()) {
    Value item = generator_send(interp, *generator, value);
    if (item.is_undefined() && !generator->result.is_undefined()) *result = std::exchange(generator->result, Value());
    return item;
  }
  const bool native = iterator.is_object() && !iterator.object()->type->user_class;
  if (value.is_none() && native) return iter_next(interp, iterator);
  // Through the method: StopIteration carries the result.
  const Value method = get_attr(interp, iterator, value.is_none() ? "__next__" : "send");
  if (method.is_error()) return method;
  Value item = call(interp, method, value.is_none() ? Args() : Args(std::span<const Value>(&value, 1)));
  if (item.is_error() && is_kind(interp.exception(), ExceptionKind::kStopIteration)) {
    *result = stop_value(interp.take_exception());
    return Value::undefined();
  }
  return item;
}

void Interpreter::keep_for_finalizer(GeneratorObject& generator) {
  generator.next_finalizer = finalizers_;
  finalizers_ = &generator;
}

bool Interpreter::run_finalizers() {
  const Value pending = std::exchange(exception_, Value());
  while (finalizers_ && !stopping_) {
    GeneratorObject* generator = finalizers_;
    finalizers_ = generator->next_finalizer;
    const Ref<GeneratorObject> kept = Ref<GeneratorObject>::adopt(generator);
    // What it raises has nowhere to go, as in CPython.
    if (!generator_close(*this, *generator)) take_exception();
    if (generator->state == State::kSuspended) {
      generator->state = State::kFinished;
      clear_generator_frame(generator->frame);
    }
  }
  if (stopping_) return false;
  exception_ = pending;
  return true;
}

}  // namespace interloom::lang
