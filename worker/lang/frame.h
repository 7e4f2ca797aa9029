// Frame: one running call of Python code. Frames of functions lie on their Execution's stack of chunks, a generator's in the
// GeneratorObject; both are on the job's heap and none uses the C stack.
#pragma once

#include <cstdint>

#include "worker/lang/containers.h"
#include "worker/lang/function.h"
#include "worker/lang/linked_code.h"
#include "worker/lang/value.h"

namespace interloom::lang {

struct GeneratorObject;

// Locals that a frame and the with blocks taken from it share (block.h).
struct LocalsObject : Object {
  explicit LocalsObject(uint64_t n) : size(n) {
    for (uint64_t i = 0; i < n; ++i) new (&items()[i]) Value();
  }
  uint64_t size;
  Value* items() { return reinterpret_cast<Value*>(this + 1); }
  static const Type kType;
};

struct Frame {
  // What happens to its result.
  enum class Ending : uint8_t {
    kEntry,    // the C++ loop returns it
    kCall,     // pushed on the caller's stack
    kInit,     // of __init__: must be None; the instance lies on the caller's stack already
    kForIter,  // a generator's: an item for the caller's loop
    kSend,     // a generator's: for the caller's `yield from`
  };
  Frame* previous;
  FunctionObject* function;  // owned
  const Instruction* ip;     // next
  Value* sp;                 // one past the top
  Value* locals;
  Value* stack;
  LocalsObject* shared;               // owned: where locals are, once a with block was taken
  GeneratorObject* generator;         // whose frame it is
  const Code::WithBlock* block;       // the with block that it runs
  Value handling;                     // the exception that a handler works on
  Ending ending;
  uint32_t depth() const { return static_cast<uint32_t>(sp - stack); }
  Value* own_values() { return reinterpret_cast<Value*>(this + 1); }
  // The instruction that runs (or failed): ip is behind it.
  uint32_t instruction() const {
    const auto at = ip - function->code->instructions;
    return at > 0 ? static_cast<uint32_t>(at - 1) : 0;
  }
};

// Of the Python code that runs now; null: none (or a graph's, which has no globals).
DictObject* running_globals(Interpreter& interp);
// locals(): the namespace of a class body or module itself, a new dict of a function's variables. Never null but for BudgetStop.
Ref<DictObject> running_locals(Interpreter& interp);

}  // namespace interloom::lang
