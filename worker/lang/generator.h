// Generators: a frame that stops at Yield and goes on later.
//
// The VM resumes a generator inside its own loop (ForIter, Send); natives call iter_next as for any iterator. The frame's
// `previous` is whoever resumed it, so depth, handled exceptions and tracebacks follow the resumer, as in CPython.
// Dropping the last reference to one that is suspended inside try or with must run that code: destroy keeps the object for
// Interpreter::run_finalizers, which the VM calls before its next call. What is left when the job ends is not run.
#pragma once

#include "worker/lang/frame.h"

namespace interloom::lang {

struct GeneratorObject : Object {
  enum class State : uint8_t { kCreated, kSuspended, kRunning, kFinished };
  explicit GeneratorObject(Interpreter& i) : interp(&i) {}
  Interpreter* interp;
  State state = State::kCreated;
  GeneratorObject* next_finalizer = nullptr;  // of those kept by destroy
  Value result;                               // of Return, until someone takes it
  Value name, qualname;                       // undefined: the function's
  Frame frame{};                              // its values lie behind

  Value sent_to() const;  // the iterator that `yield from` waits for; undefined: none
  static const Type kType;
  static constexpr bool kIsFinal = true;
};

// A generator for a call of `function`, arguments not bound yet.
Ref<GeneratorObject> make_generator(Interpreter& interp, FunctionObject& function);

// The slot: keeps the object when code is left to run.
void destroy_generator(Heap& heap, Object* self);
// Drops what the frame of a generator holds; it has left the Execution.
void clear_generator_frame(Frame& frame);

// g.send(value): the next item; undefined at the end, with the result in g.result.
Value generator_send(Interpreter& interp, GeneratorObject& generator, Value value);
// g.throw(exception). As generator_send.
Value generator_throw(Interpreter& interp, GeneratorObject& generator, Value exception);
// g.close(). False: raised.
bool generator_close(Interpreter& interp, GeneratorObject& generator);

// An iterator's end as StopIteration: raises it with what a generator has returned.
Value raise_stop_iteration(Interpreter& interp, const Value& iterator);
// The value of a StopIteration; None when it has none.
Value stop_value(const Value& exception);
// One step of `yield from` on any iterator but a generator. Undefined: at its end, *result is set.
Value send_to_iterator(Interpreter& interp, const Value& iterator, const Value& value, Value* result);

}  // namespace interloom::lang
