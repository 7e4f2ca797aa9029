// Part of Execution::loop (vm.cpp): jumps, iteration, exceptions, with, imports.
op_Jump:
  JUMP_TO(ARG);
  NEXT();
op_JumpIfFalse:
op_JumpIfTrue : {
  const bool wanted = opcode_of(instruction) == Opcode::kJumpIfTrue;
  int yes;
  if (sp[-1].is_bool()) [[likely]] {
    yes = sp[-1].as_bool();
    --sp;
  } else {
    SAVE();
    yes = truth(interp, sp[-1]);
    FAIL_UNLESS(yes >= 0);
    (--sp)->~Value();
  }
  if ((yes == 1) == wanted) JUMP_TO(ARG);
  NEXT();
}
op_JumpIfFalseKeep:
op_JumpIfTrueKeep : {
  const bool wanted = opcode_of(instruction) == Opcode::kJumpIfTrueKeep;
  SAVE();
  const int yes = truth(interp, sp[-1]);
  FAIL_UNLESS(yes >= 0);
  if ((yes == 1) == wanted) {
    JUMP_TO(ARG);
  } else {
    (--sp)->~Value();
  }
  NEXT();
}
op_GetIter:
  REPLACE_TOP(1, get_iter(interp, sp[-1]));
  NEXT();
op_ForIterStoreLocal:
  if (auto* range = sp[-1].exact<RangeIteratorObject>(); range && range->left > 0) {
    --range->left;
    const int64_t item = range->next;
    range->next = static_cast<int64_t>(static_cast<uint64_t>(item) + static_cast<uint64_t>(range->step));
    instruction = *ip++;
    locals[ARG] = Value::integer(item);
    NEXT();
  }
op_ForIter : {
  const Type* type = sp[-1].is_object() ? sp[-1].object()->type : nullptr;
  if (type == &RangeIteratorObject::kType) {
    auto* range = static_cast<RangeIteratorObject*>(sp[-1].object());
    if (range->left > 0) {
      --range->left;
      const int64_t item = range->next;
      range->next = static_cast<int64_t>(static_cast<uint64_t>(item) + static_cast<uint64_t>(range->step));
      new (sp++) Value(Value::integer(item));
      NEXT();
    }
  } else if (type == &ListIteratorObject::kType) {
    auto* iterator = static_cast<ListIteratorObject*>(sp[-1].object());
    if (iterator->list && iterator->position < iterator->list->size) {
      new (sp++) Value(iterator->list->items[iterator->position++]);
      NEXT();
    }
  } else if (type == &TupleIteratorObject::kType) {
    auto* iterator = static_cast<TupleIteratorObject*>(sp[-1].object());
    if (iterator->tuple && iterator->position < iterator->tuple->size) {
      new (sp++) Value(iterator->tuple->items()[iterator->position++]);
      NEXT();
    }
  } else if (type == &GeneratorObject::kType) {
    auto* generator = static_cast<GeneratorObject*>(sp[-1].object());
    if (can_enter(*generator, Value::none())) {
      SAVE();
      if (!interp.charge_steps(Interpreter::kCallSteps) || deep()) goto failed;
      if (generator->state == GeneratorObject::State::kSuspended) new (generator->frame.sp++) Value(Value::none());
      enter_generator(*generator, Frame::Ending::kForIter);
      goto enter;
    }
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

op_Raise:
  SAVE();
  raise_from(*frame, ARG);
  goto failed;
op_Reraise:
  SAVE();
  reraise(*frame);
  goto failed;
op_EndHandler:
  (--sp)->~Value();
  frame->handling = std::move(sp[-1]);
  --sp;
  if (frame->handling.is_none()) frame->handling = Value();
  NEXT();
op_ExceptionMatches : {
  SAVE();
  const int yes = vm::exception_matches(interp, sp[-2], sp[-1]);
  FAIL_UNLESS(yes >= 0);
  vm::replace_top(sp, 1, Value::boolean(yes));
  NEXT();
}
op_GroupMatches:
  SAVE();
  FAIL_UNLESS(vm::group_matches(interp, sp));
  if (!sp[-1].is_none()) frame->handling = sp[-1];
  NEXT();
op_JoinExceptStar:
  REPLACE_TOP(2, vm::join_except_star(interp, sp[-2], sp[-1]));
  NEXT();

op_SetupWith:
  SAVE();
  FAIL_UNLESS(vm::setup_with(interp, *frame, code->code->with_blocks[ARG]));
  goto enter;
op_ExitWith : {
  SAVE();
  const Value nothing[] = {Value::none(), Value::none(), Value::none()};
  FAIL_UNLESS(!lang::call(interp, sp[-1], Args(nothing)).is_error());
  vm::drop(sp, 1);
  NEXT();
}
op_ExitWithError : {
  SAVE();
  TRY(vm::exit_with_error(interp, sp[-3], sp[-1]));
  new (sp++) Value(std::move(result));
  NEXT();
}
op_BlockEnd:
  if (frame->block && static_cast<uint32_t>(ip - code->instructions) == frame->block->last) {
    SAVE();
    pop();
    return Value::none();
  }
  NEXT();

op_ImportName:
  REPLACE_TOP(2, vm::import_name(interp, *frame, code->names[ARG], sp[-2], sp[-1]));
  NEXT();
op_ImportFrom : {
  SAVE();
  TRY(vm::import_from(interp, sp[-1], code->names[ARG]));
  new (sp++) Value(std::move(result));
  NEXT();
}
op_ImportStar:
  SAVE();
  FAIL_UNLESS(vm::import_star(interp, *frame, sp[-1]));
  vm::drop(sp, 1);
  NEXT();
