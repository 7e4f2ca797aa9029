// The slower instructions of the VM, out of the loop: each works on the operands at the top of the stack and leaves
// popping to the loop. False or the error sentinel: raised.
#pragma once

#include <cstdint>

#include "worker/lang/execution.h"
#include "worker/lang/interpreter.h"

namespace interloom::lang::vm {

// Replaces the `pops` topmost values by one.
inline void replace_top(Value*& sp, uint32_t pops, Value result) {
  for (uint32_t i = 0; i < pops; ++i) (--sp)->~Value();
  new (sp++) Value(std::move(result));
}
inline void drop(Value*& sp, uint32_t pops) {
  for (uint32_t i = 0; i < pops; ++i) (--sp)->~Value();
}

Value build_list(Interpreter& interp, Value* items, uint32_t count);
Value build_tuple(Interpreter& interp, Value* items, uint32_t count);
Value build_dict(Interpreter& interp, Value* pairs, uint32_t count);
Value build_slice(Interpreter& interp, Value* parts, uint32_t count);
// Puts `count` items at sp - 1, the first on top.
bool unpack_sequence(Interpreter& interp, Value* sp, uint32_t count);
Value load_global(Interpreter& interp, StrObject* name);
bool unbound_local(Interpreter& interp, StrObject* name);
bool delete_cell(Interpreter& interp, CellObject& cell);
// A callable that is no Python function, with the arguments after it.
Value call_native(Interpreter& interp, Value* callable, uint32_t count, uint32_t keywords, const Value* names);

}  // namespace interloom::lang::vm
