// Part of Execution::loop (vm.cpp): calls, functions, generators. A call of a Python function pushes its frame and goes on in
// this loop; Return pops it.
op_Call:
  count = ARG;
  base = sp - count - 1;
  values = base + 1;
  goto call;
op_LoadMethod : {
  Site& site = code->sites[ARG];
  if (const Value* found = cached_method(sp[-1], site)) [[likely]] {
    new (sp) Value(*found);
    sp[-1].swap(*sp);
    ++sp;
    NEXT();
  }
  if (const Value* found = cached_attribute(sp[-1], site)) {
    const Value value = *found;
    sp[-1] = value;
    new (sp++) Value();
    goto next;
  }
  SAVE();
  Value self;
  Value callable;
  FAIL_UNLESS(load_method_attribute(interp, sp[-1], site, &callable, &self));
  sp[-1] = std::move(callable);
  new (sp++) Value(std::move(self));
  NEXT();
}
op_CallMethod:
  count = ARG;
  base = sp - count - 2;
  values = base + 2;
  if (!base[1].is_undefined()) {
    --values;
    ++count;
  }
call:
  SAVE();
  FAIL_UNLESS(interp.charge_steps(Interpreter::kCallSteps));
  if (interp.finalizers_pending()) [[unlikely]]
    FAIL_UNLESS(interp.run_finalizers());
  if (auto* function = base->exact<FunctionObject>(); function && function->code->simple_parameters == count) [[likely]] {
    if (deep()) goto failed;
    push_simple(*function, values, count, base);
    goto enter;
  }
  if (auto* method = base->exact<MethodDescriptorObject>()) {
    if (count && values->is_object() && values->object()->type == method->owner) [[likely]] {
      REPLACE_TOP(static_cast<uint32_t>(sp - base), method->method->function(interp, *values, Args(values + 1, count - 1, 0, nullptr)));
      NEXT();
    }
  }
  {
    Value result;
    const Begun begun = begin_call(*base, Args(values, count, 0, nullptr), nullptr, &result);
    if (begun == Begun::kFailed) goto failed;
    // The callee has its arguments. An instance that __init__ fills stays here.
    vm::drop(sp, static_cast<uint32_t>(sp - base));
    if (!result.is_undefined()) new (sp++) Value(std::move(result));
    frame->sp = sp;
    if (begun == Begun::kFrame) goto enter;
    NEXT();
  }

op_CallKeywords:
  count = ARG;
  base = sp - count - 2;
  values = base + 1;
  goto call_keywords;
op_CallMethodKeywords:
  count = ARG;
  base = sp - count - 3;
  values = base + 2;
  if (!base[1].is_undefined()) {
    --values;
    ++count;
  }
call_keywords : {
  SAVE();
  FAIL_UNLESS(interp.charge_steps(Interpreter::kCallSteps));
  if (interp.finalizers_pending()) [[unlikely]]
    FAIL_UNLESS(interp.run_finalizers());
  auto* names = static_cast<TupleObject*>(sp[-1].object());
  const uint32_t keywords = static_cast<uint32_t>(names->size);
  Value result;
  const Begun begun = begin_call(*base, Args(values, count - keywords, keywords, names->items()), nullptr, &result);
  if (begun == Begun::kFailed) goto failed;
  vm::drop(sp, static_cast<uint32_t>(sp - base));
  if (!result.is_undefined()) new (sp++) Value(std::move(result));
  frame->sp = sp;
  if (begun == Begun::kFrame) goto enter;
  NEXT();
}
op_CallSpread : {
  SAVE();
  FAIL_UNLESS(interp.charge_steps(Interpreter::kCallSteps));
  if (interp.finalizers_pending()) [[unlikely]]
    FAIL_UNLESS(interp.run_finalizers());
  base = sp - 2 - (ARG & 1);
  Ref<TupleObject> all, names;
  FAIL_UNLESS(vm::spread(interp, base[0], base[1], ARG & 1 ? &base[2] : nullptr, &all, &names));
  const uint32_t keywords = static_cast<uint32_t>(names->size);
  Value result;
  const Args args(all->items(), static_cast<uint32_t>(all->size) - keywords, keywords, names->items());
  const Begun begun = begin_call(*base, args, nullptr, &result);
  if (begun == Begun::kFailed) goto failed;
  vm::drop(sp, static_cast<uint32_t>(sp - base));
  if (!result.is_undefined()) new (sp++) Value(std::move(result));
  frame->sp = sp;
  if (begun == Begun::kFrame) goto enter;
  goto next;
}

op_MakeFunction : {
  const uint32_t parts = 1 + static_cast<uint32_t>(__builtin_popcount(ARG));
  REPLACE_TOP(parts, vm::make_function(interp, *frame, sp - parts, ARG));
  NEXT();
}

op_Return:
  if (frame->ending == Frame::Ending::kCall) [[likely]] {
    vm::relocate(frame->previous->sp++, --sp);
    frame->sp = sp;
    pop();
    goto enter;
  }
  {
    Value result;
    vm::relocate(&result, --sp);
    frame->sp = sp;
    GeneratorObject* generator = frame->generator;
    const Frame::Ending ending = frame->ending;
    pop();
    switch (ending) {
      case Frame::Ending::kEntry:
        if (!generator) return result;
        generator->result = std::move(result);
        return Value::undefined();
      case Frame::Ending::kInit:
        if (!result.is_none()) {
          interp.raise(ExceptionKind::kTypeError, "__init__() should return None, not '", result.type_name(), "'");
          goto failed;
        }
        goto enter;
      case Frame::Ending::kForIter:
        // As ForIter does at the end of any iterator.
        frame = top_;
        (--frame->sp)->~Value();
        frame->ip = frame->function->code->instructions + argument_of(frame->ip[-1]);
        goto enter;
      case Frame::Ending::kSend:
        frame = top_;
        frame->sp[-1] = std::move(result);
        frame->ip = frame->function->code->instructions + argument_of(frame->ip[-1]);
        goto enter;
      case Frame::Ending::kCall:
        break;
    }
    goto enter;
  }

op_Yield : {
  GeneratorObject* generator = frame->generator;
  if (!generator) {
    SAVE();
    interp.raise(ExceptionKind::kSystemError, "yield outside a generator");
    goto failed;
  }
  Value item;
  vm::relocate(&item, --sp);
  SAVE();
  const Frame::Ending ending = frame->ending;
  leave_frame(*generator);
  if (ending == Frame::Ending::kEntry) return item;
  vm::relocate(top_->sp++, &item);
  new (&item) Value();
  goto enter;
}
op_GetYieldFromIter:
  if (!sp[-1].exact<GeneratorObject>()) REPLACE_TOP(1, get_iter(interp, sp[-1]));
  NEXT();
op_Send : {
  SAVE();
  auto* generator = sp[-2].exact<GeneratorObject>();
  if (generator && can_enter(*generator, sp[-1])) {
    if (!interp.charge_steps(Interpreter::kCallSteps) || deep()) goto failed;
    --sp;
    frame->sp = sp;
    if (generator->state == GeneratorObject::State::kSuspended) {
      vm::relocate(generator->frame.sp++, sp);
    } else {
      sp->~Value();
    }
    enter_generator(*generator, Frame::Ending::kSend);
    goto enter;
  }
  FAIL_UNLESS(interp.charge_steps(1));
  Value value;
  Value item = send_to_iterator(interp, sp[-2], sp[-1], &value);
  if (item.is_error()) goto failed;
  if (item.is_undefined()) {
    vm::replace_top(sp, 2, std::move(value));
    JUMP_TO(ARG);
  } else {
    sp[-1] = std::move(item);
  }
  NEXT();
}
