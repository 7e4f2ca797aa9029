// The instruction loop. One label an instruction, dispatched by a table that opcodes.def.h makes; the labels are in
// vm_loop_*.inc.h by subject, anything long is in vm_*.cpp or protocol.cpp.
//
// ip and sp live in registers; SAVE() writes them to the frame before anything that may raise, switch fibers or throw, so
// that unwinding sees every live value. An instruction pops its operands only after it has succeeded.
#include "worker/lang/attribute_cache.h"
#include "worker/lang/execution.h"
#include "worker/lang/generator.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/protocol.h"
#include "worker/lang/quick_opcodes.h"
#include "worker/lang/vm_fast.h"
#include "worker/lang/vm_ops.h"

namespace interloom::lang {

#define SAVE() (frame->ip = ip, frame->sp = sp)
#define NEXT()                         \
  do {                                 \
    instruction = *ip++;               \
    goto* kLabels[instruction & 0xff]; \
  } while (0)
#define ARG (instruction >> 8)
#define FAIL_UNLESS(condition)      \
  do {                              \
    if (!(condition)) [[unlikely]] \
      goto failed;                  \
  } while (0)
#define TRY(value_expression)         \
  Value result = (value_expression);  \
  if (result.is_error()) [[unlikely]] \
  goto failed
// A result in place of operands.
#define REPLACE_TOP(pops, value_expression)          \
  do {                                               \
    SAVE();                                          \
    TRY(value_expression);                           \
    vm::replace_top(sp, (pops), std::move(result)); \
  } while (0)
// A jump backwards pays for the instructions that it repeats.
#define JUMP_TO(target)                                                                 \
  do {                                                                                  \
    const Instruction* to = code->instructions + (target);                              \
    if (to < ip && !interp.charge_steps(static_cast<uint64_t>(ip - to))) [[unlikely]] { \
      SAVE();                                                                           \
      goto failed;                                                                      \
    }                                                                                   \
    ip = to;                                                                            \
  } while (0)
#define CELL(index) static_cast<CellObject*>(frame->function->closure->items()[index].object())
#define LOCAL_CELL(index) static_cast<CellObject*>(locals[index].object())

// A frame for a function that takes just these arguments; they and the function move out of the caller's stack, which ends at
// `base` then.
inline void Execution::push_simple(FunctionObject& function, Value* values, uint32_t count, Value* base) {
  const LinkedCode& code = *function.code;
  const size_t bytes = sizeof(Frame) + code.frame_values * sizeof(Value);
  Chunk* chunk = chunk_;
  if (!chunk || chunk->used + bytes > chunk->bytes) [[unlikely]]
    chunk = add_chunk(bytes);
  Frame* frame = new (reinterpret_cast<char*>(chunk) + chunk->used) Frame{};
  chunk->used += bytes;
  frame->function = &function;
  frame->ip = code.instructions;
  frame->ending = Frame::Ending::kCall;
  frame->previous = top_;
  Value* local = frame->locals = frame->own_values();
  frame->stack = frame->sp = local + code.local_count;
  for (uint32_t i = 0; i < count; ++i) vm::relocate(local++, values++);
  for (; local != frame->stack; ++local) new (local) Value();
  top_->sp = base;
  top_ = frame;
  ++depth_;
}

inline bool can_enter(const GeneratorObject& generator, const Value& sent) {
  return generator.state == GeneratorObject::State::kSuspended ||
         (generator.state == GeneratorObject::State::kCreated && sent.is_none());
}

inline void Execution::leave_frame(GeneratorObject& generator) {
  generator.state = GeneratorObject::State::kSuspended;
  top_ = std::exchange(generator.frame.previous, nullptr);
  --depth_;
}

Value Execution::loop() {
  static const void* const kLabels[] = {
#define IL_OPCODE(name, pops, pushes, argument) &&op_##name,
#include "worker/lang/opcodes.def.h"
#undef IL_OPCODE
#define IL_QUICK(name, first, second) &&op_##name,
#include "worker/lang/quick_opcodes.def.h"
#undef IL_QUICK
      &&op_Add, &&op_Sub, &&op_Mul,
  };
  Interpreter& interp = interp_;
  Frame* frame;
  const LinkedCode* code;
  const Instruction* ip;
  Value* sp;
  Value* locals;
  Instruction instruction;
  // Of the call that an instruction begins: where its operands lie.
  Value* base;
  Value* values;
  uint32_t count;

enter:
  frame = top_;
  code = frame->function->code;
  ip = frame->ip;
  sp = frame->sp;
  locals = frame->locals;
// A computed goto runs no destructors: what has to be destroyed comes here by a plain one.
next:
  NEXT();

#include "worker/lang/vm_loop_names.inc.h"
#include "worker/lang/vm_loop_values.inc.h"
#include "worker/lang/vm_loop_calls.inc.h"
#include "worker/lang/vm_loop_control.inc.h"

failed:
  if (!unwind()) return Value::error();
  goto enter;
}

}  // namespace interloom::lang
