// BlockObject: the body of a with statement that its context manager has taken (Type::take_block) to run it later, any number of
// times, in whatever fiber. It sees and sets the variables of the function it stands in, also after that function has returned.
#pragma once

#include "worker/lang/frame.h"

namespace interloom::lang {

struct BlockObject : Object {
  BlockObject(Ref<FunctionObject> f, Ref<LocalsObject> l, const Code::WithBlock* b)
      : function(std::move(f)), locals(std::move(l)), block(b) {}
  Ref<FunctionObject> function;  // code, globals, closure
  Ref<LocalsObject> locals;
  const Code::WithBlock* block;  // lives with the code
  uint32_t line() const { return block->line; }
  static const Type kType;
};

// Runs the body with `entered` as what __enter__ would have returned. None, or the error sentinel: an exception that the body
// let out, for the manager to handle, or a stop.
Value run_block(Interpreter& interp, BlockObject& block, Value entered);

// The block of SetupWith in the running frame, whose locals become shared. Undefined: the statement cannot be taken, raised.
Ref<BlockObject> take_block(Interpreter& interp, Frame& frame, const Code::WithBlock& block);

}  // namespace interloom::lang
