#include "worker/lang/block.h"

#include "worker/lang/execution.h"
#include "worker/lang/interpreter.h"

namespace interloom::lang {
namespace {

// Its locals become an object of their own, which blocks share.
void share_locals(Interpreter& interp, Frame& frame) {
  if (frame.shared) return;
  const uint32_t count = frame.function->code->local_count;
  auto locals = interp.heap().make_sized<LocalsObject>(count * sizeof(Value), count);
  for (uint32_t i = 0; i < count; ++i) locals->items()[i].swap(frame.locals[i]);
  frame.locals = locals->items();
  frame.shared = locals.release();
}

bool has_yield(const Code& code, const Code::WithBlock& block) {
  for (uint32_t at = block.first; at < block.last; ++at) {
    if (opcode_of(code.instructions[at]) == Opcode::kYield) return true;
  }
  return false;
}

}  // namespace

const Type BlockObject::kType = {
    .name = "block",
    .destroy = [](Heap&, Object* self) { static_cast<BlockObject*>(self)->~BlockObject(); },
};

Ref<BlockObject> take_block(Interpreter& interp, Frame& frame, const Code::WithBlock& block) {
  const Code& code = *frame.function->code->code;
  if (!interp.charge_steps(1 + (block.last - block.first) / 8)) return {};
  if (block.escapes || (code.flags & Code::kGenerator && has_yield(code, block))) {
    interp.raise(ExceptionKind::kSyntaxError, "the body of the with statement in line ", block.line,
                 " is run later: it cannot leave by return, break, continue or yield");
    return {};
  }
  share_locals(interp, frame);
  return interp.heap().make<BlockObject>(Ref<FunctionObject>::share(frame.function), Ref<LocalsObject>::share(frame.shared), &block);
}

Value run_block(Interpreter& interp, BlockObject& block, Value entered) {
  if (!interp.charge_steps(Interpreter::kCallSteps) || !interp.check_native_stack()) return Value::error();
  if (interp.execution()) return interp.execution()->run_block(block, std::move(entered));
  Execution execution(interp);
  return execution.run_block_as_current(block, std::move(entered));
}

}  // namespace interloom::lang
