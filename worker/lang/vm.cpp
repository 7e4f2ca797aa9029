// The instruction loop. One label an instruction, dispatched by a table that opcodes.def.h makes; anything long is in
// vm_ops.cpp or protocol.cpp.
//
// ip and sp live in registers; SAVE() writes them to the frame before anything that may raise, switch fibers or throw, so
// that unwinding sees every live value. An instruction pops its operands only after it has succeeded.
#include "worker/lang/execution.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/vm_ops.h"

namespace interloom::lang {
namespace {

// int and float arithmetic that needs neither objects nor errors. False: take the general way.
inline bool fast_binary(BinaryOp op, const Value& left, const Value& right, Value* out) {
  if (left.is_int() && right.is_int()) {
    int64_t result;
    switch (op) {
      case BinaryOp::kAdd:
        if (__builtin_add_overflow(left.as_int(), right.as_int(), &result)) return false;
        break;
      case BinaryOp::kSub:
        if (__builtin_sub_overflow(left.as_int(), right.as_int(), &result)) return false;
        break;
      case BinaryOp::kMul:
        if (__builtin_mul_overflow(left.as_int(), right.as_int(), &result)) return false;
        break;
      default:
        return false;
    }
    *out = Value::integer(result);
    return true;
  }
  if (left.is_float() && right.is_float()) {
    switch (op) {
      case BinaryOp::kAdd:
        *out = Value::real(left.as_float() + right.as_float());
        return true;
      case BinaryOp::kSub:
        *out = Value::real(left.as_float() - right.as_float());
        return true;
      case BinaryOp::kMul:
        *out = Value::real(left.as_float() * right.as_float());
        return true;
      default:
        return false;
    }
  }
  return false;
}

inline bool fast_compare(CompareOp op, int64_t a, int64_t b) {
  switch (op) {
    case CompareOp::kLt:
      return a < b;
    case CompareOp::kLe:
      return a <= b;
    case CompareOp::kEq:
      return a == b;
    case CompareOp::kNe:
      return a != b;
    case CompareOp::kGt:
      return a > b;
    default:
      return a >= b;
  }
}

}  // namespace

#define SAVE() (frame->ip = ip, frame->sp = sp)
#define NEXT()                         \
  do {                                 \
    instruction = *ip++;               \
    goto* kLabels[instruction & 0xff]; \
  } while (0)
#define ARG (instruction >> 8)
#define TRY(value_expression)         \
  Value result = (value_expression);  \
  if (result.is_error()) [[unlikely]] \
  goto failed
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

Value Execution::loop() {
  static const void* const kLabels[] = {
#define IL_OPCODE(name, pops, pushes, argument) &&op_##name,
#include "worker/lang/opcodes.def.h"
#undef IL_OPCODE
  };
  Interpreter& interp = interp_;
  Frame* frame;
  const LinkedCode* code;
  const Instruction* ip;
  Value* sp;
  Value* locals;
  Instruction instruction;

enter:
  frame = top_;
  code = frame->function->code;
  ip = frame->ip;
  sp = frame->sp;
  locals = frame->locals();
  NEXT();

op_Nop:
  NEXT();
op_LoadConst:
  new (sp++) Value(code->constants[ARG]);
  NEXT();
op_LoadLocal:
  if (locals[ARG].is_undefined()) [[unlikely]] {
    SAVE();
    vm::unbound_local(interp, code->locals[ARG]);
    goto failed;
  }
  new (sp++) Value(locals[ARG]);
  NEXT();
op_StoreLocal:
  locals[ARG].swap(sp[-1]);
  (--sp)->~Value();
  NEXT();
op_DeleteLocal:
  if (locals[ARG].is_undefined()) {
    SAVE();
    vm::unbound_local(interp, code->locals[ARG]);
    goto failed;
  }
  locals[ARG] = Value();
  NEXT();
op_LoadCell : {
  auto* cell = static_cast<CellObject*>(frame->function->closure->items()[ARG].object());
  while (cell->value.is_undefined()) [[unlikely]] {
      SAVE();
      if (!interp.handle_unset_cell(*cell) || !interp.charge_steps(1)) goto failed;
    }
  new (sp++) Value(cell->value);
  NEXT();
}
op_StoreCell : {
  auto* cell = static_cast<CellObject*>(frame->function->closure->items()[ARG].object());
  cell->value.swap(sp[-1]);
  (--sp)->~Value();
  NEXT();
}
op_DeleteCell:
  SAVE();
  if (!vm::delete_cell(interp, *static_cast<CellObject*>(frame->function->closure->items()[ARG].object()))) goto failed;
  NEXT();
op_LoadGlobal : {
  SAVE();
  TRY(vm::load_global(interp, code->names[ARG]));
  new (sp++) Value(std::move(result));
  NEXT();
}
op_Pop:
  (--sp)->~Value();
  NEXT();
op_Dup:
  new (sp) Value(sp[-1]);
  ++sp;
  NEXT();
op_DupTwo:
  new (sp) Value(sp[-2]);
  new (sp + 1) Value(sp[-1]);
  sp += 2;
  NEXT();
op_Swap:
  sp[-1].swap(sp[-2]);
  NEXT();
op_RotThree:
  sp[-1].swap(sp[-2]);
  sp[-2].swap(sp[-3]);
  NEXT();
op_BuildList : {
  SAVE();
  TRY(vm::build_list(interp, sp - ARG, ARG));
  vm::replace_top(sp, ARG, std::move(result));
  NEXT();
}
op_BuildTuple : {
  SAVE();
  TRY(vm::build_tuple(interp, sp - ARG, ARG));
  vm::replace_top(sp, ARG, std::move(result));
  NEXT();
}
op_BuildDict : {
  SAVE();
  TRY(vm::build_dict(interp, sp - 2 * ARG, ARG));
  vm::replace_top(sp, 2 * ARG, std::move(result));
  NEXT();
}
op_BuildSlice : {
  SAVE();
  TRY(vm::build_slice(interp, sp - ARG, ARG));
  vm::replace_top(sp, ARG, std::move(result));
  NEXT();
}
op_ListAppend:
  SAVE();
  if (auto* list = sp[-2].as<ListObject>()) {
    list->append(sp[-1]);
  } else {
    interp.raise(ExceptionKind::kSystemError, "append to a ", sp[-2].type_name());
    goto failed;
  }
  (--sp)->~Value();
  NEXT();
op_UnpackSequence:
  SAVE();
  if (!vm::unpack_sequence(interp, sp, ARG)) goto failed;
  sp += static_cast<int64_t>(ARG) - 1;
  NEXT();
op_GetItem : {
  SAVE();
  TRY(get_item(interp, sp[-2], sp[-1]));
  vm::replace_top(sp, 2, std::move(result));
  NEXT();
}
op_SetItem:
  SAVE();
  if (!set_item(interp, sp[-2], sp[-1], sp[-3])) goto failed;
  vm::drop(sp, 3);
  NEXT();
op_DelItem:
  SAVE();
  if (!del_item(interp, sp[-2], sp[-1])) goto failed;
  vm::drop(sp, 2);
  NEXT();
op_GetAttr : {
  SAVE();
  TRY(get_attr(interp, sp[-1], code->names[ARG]));
  vm::replace_top(sp, 1, std::move(result));
  NEXT();
}
op_SetAttr:
  SAVE();
  if (!set_attr(interp, sp[-1], code->names[ARG], sp[-2])) goto failed;
  vm::drop(sp, 2);
  NEXT();
op_DelAttr:
  SAVE();
  if (!set_attr(interp, sp[-1], code->names[ARG], Value())) goto failed;
  vm::drop(sp, 1);
  NEXT();
op_Binary : {
  const BinaryOp op = static_cast<BinaryOp>(ARG);
  if (fast_binary(op, sp[-2], sp[-1], &sp[-2])) [[likely]] {
    --sp;
    NEXT();
  }
  SAVE();
  TRY(binary_op(interp, op, sp[-2], sp[-1]));
  vm::replace_top(sp, 2, std::move(result));
  NEXT();
}
op_Inplace : {
  const BinaryOp op = static_cast<BinaryOp>(ARG);
  if (fast_binary(op, sp[-2], sp[-1], &sp[-2])) [[likely]] {
    --sp;
    NEXT();
  }
  SAVE();
  TRY(inplace_op(interp, op, sp[-2], sp[-1]));
  vm::replace_top(sp, 2, std::move(result));
  NEXT();
}
op_Unary : {
  SAVE();
  TRY(unary_op(interp, static_cast<UnaryOp>(ARG), sp[-1]));
  vm::replace_top(sp, 1, std::move(result));
  NEXT();
}
op_Compare : {
  const CompareOp op = static_cast<CompareOp>(ARG);
  if (sp[-2].is_int() && sp[-1].is_int()) [[likely]] {
    new (&sp[-2]) Value(Value::boolean(fast_compare(op, sp[-2].as_int(), sp[-1].as_int())));
    --sp;
    NEXT();
  }
  SAVE();
  TRY(compare_op(interp, op, sp[-2], sp[-1]));
  vm::replace_top(sp, 2, std::move(result));
  NEXT();
}
op_Is : {
  const bool same = sp[-2].same(sp[-1]);
  vm::replace_top(sp, 2, Value::boolean(same != (ARG == 1)));
  NEXT();
}
op_Contains : {
  SAVE();
  const int found = contains(interp, sp[-1], sp[-2]);
  if (found < 0) goto failed;
  vm::replace_top(sp, 2, Value::boolean((found == 1) != (ARG == 1)));
  NEXT();
}
op_Call : {
  SAVE();
  if (!interp.charge_steps(Interpreter::kCallSteps)) goto failed;
  Value* callable = sp - ARG - 1;
  if (auto* function = callable->as<FunctionObject>()) {
    if (depth_ >= interp.budget().max_depth) {
      interp.raise(ExceptionKind::kRecursionError, "maximum recursion depth exceeded");
      goto failed;
    }
    // The operands stay on the caller's stack until the callee has returned: Return drops them.
    Frame* callee = push(*function, false);
    callee->operands = ARG + 1;
    if (!bind(*callee, Args(callable + 1, ARG, 0, nullptr))) {
      pop();
      goto failed;
    }
    goto enter;
  }
  TRY(vm::call_native(interp, callable, ARG, 0, nullptr));
  vm::replace_top(sp, ARG + 1, std::move(result));
  NEXT();
}
op_CallKeywords : {
  SAVE();
  if (!interp.charge_steps(Interpreter::kCallSteps)) goto failed;
  Value* callable = sp - ARG - 2;
  TupleObject* names = sp[-1].as<TupleObject>();
  const uint32_t keywords = static_cast<uint32_t>(names->size);
  if (auto* function = callable->as<FunctionObject>()) {
    if (depth_ >= interp.budget().max_depth) {
      interp.raise(ExceptionKind::kRecursionError, "maximum recursion depth exceeded");
      goto failed;
    }
    Frame* callee = push(*function, false);
    callee->operands = ARG + 2;
    if (!bind(*callee, Args(callable + 1, ARG - keywords, keywords, names->items()))) {
      pop();
      goto failed;
    }
    goto enter;
  }
  TRY(vm::call_native(interp, callable, ARG, keywords, names->items()));
  vm::replace_top(sp, ARG + 2, std::move(result));
  NEXT();
}
op_Jump:
  JUMP_TO(ARG);
  NEXT();
op_JumpIfFalse:
op_JumpIfTrue : {
  const bool wanted = opcode_of(instruction) == Opcode::kJumpIfTrue;
  int yes;
  if (sp[-1].is_bool()) [[likely]] {
    yes = sp[-1].as_bool();
  } else {
    SAVE();
    yes = truth(interp, sp[-1]);
    if (yes < 0) goto failed;
  }
  (--sp)->~Value();
  if ((yes == 1) == wanted) JUMP_TO(ARG);
  NEXT();
}
op_JumpIfFalseKeep:
op_JumpIfTrueKeep : {
  const bool wanted = opcode_of(instruction) == Opcode::kJumpIfTrueKeep;
  SAVE();
  const int yes = truth(interp, sp[-1]);
  if (yes < 0) goto failed;
  if ((yes == 1) == wanted) {
    JUMP_TO(ARG);
  } else {
    (--sp)->~Value();
  }
  NEXT();
}
op_GetIter : {
  SAVE();
  TRY(get_iter(interp, sp[-1]));
  vm::replace_top(sp, 1, std::move(result));
  NEXT();
}
op_ForIter : {
  if (auto* range = sp[-1].as<RangeIteratorObject>(); range && range->left > 0) {
    --range->left;
    const int64_t item = range->next;
    range->next = static_cast<int64_t>(static_cast<uint64_t>(item) + static_cast<uint64_t>(range->step));
    new (sp++) Value(Value::integer(item));
    NEXT();
  }
  SAVE();
  TRY(iter_next(interp, sp[-1]));
  if (result.is_undefined()) {
    (--sp)->~Value();
    JUMP_TO(ARG);
    NEXT();
  }
  new (sp++) Value(std::move(result));
  NEXT();
}
op_Return : {
  Value result = std::move(sp[-1]);
  frame->sp = sp;
  const bool entry = frame->entry;
  const uint32_t operands = frame->operands;
  pop();
  if (entry) return result;
  vm::replace_top(top_->sp, operands, std::move(result));
  goto enter;
}
op_Raise:
  SAVE();
  raise_from(*frame, ARG);
  goto failed;
op_EndHandler:
  (--sp)->~Value();
  frame->handling = std::move(sp[-1]);
  --sp;
  if (frame->handling.is_none()) frame->handling = Value();
  NEXT();

op_StoreGlobal:
op_DeleteGlobal:
op_LoadName:
op_StoreName:
op_DeleteName:
op_LoadClassCell:
op_MakeCell:
op_LoadLocalCell:
op_StoreLocalCell:
op_DeleteLocalCell:
op_PushLocalCell:
op_PushCell:
op_MakeFunction:
op_LoadBuildClass:
op_LoadMethod:
op_CallMethod:
op_CallMethodKeywords:
op_CallSpread:
op_BuildSet:
op_BuildString:
op_ListAppendAt:
op_SetAddAt:
op_MapAddAt:
op_ListExtend:
op_SetUpdate:
op_DictUpdate:
op_DictMerge:
op_ListToTuple:
op_FormatValue:
op_UnpackEx:
op_Copy:
op_SwapAt:
op_LoadAssertionError:
op_Yield:
op_GetYieldFromIter:
op_Send:
op_ExceptionMatches:
op_GroupMatches:
op_Reraise:
op_JoinExceptStar:
op_SetupWith:
op_ExitWith:
op_ExitWithError:
op_BlockEnd:
op_ImportName:
op_ImportFrom:
op_ImportStar:
op_GetLength:
op_MatchMapping:
op_MatchSequence:
op_MatchKeys:
op_MatchClass:
op_IsNone:
  SAVE();
  interp.raise(ExceptionKind::kSystemError, opcode_name(opcode_of(instruction)), " is not built yet");
  goto failed;

failed:
  if (!unwind()) return Value::error();
  goto enter;
}

}  // namespace interloom::lang
