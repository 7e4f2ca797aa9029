// Part of Execution::loop (vm.cpp): constants, locals, cells, globals, attributes, moving values on the stack.
op_Nop:
  NEXT();
op_LoadConst:
  new (sp++) Value(code->constants[ARG]);
  NEXT();
op_LoadLocal:
  if (locals[ARG].is_undefined()) [[unlikely]]
    goto unbound;
  new (sp++) Value(locals[ARG]);
  NEXT();
op_LoadLocalLoadLocal:
  if (locals[ARG].is_undefined()) [[unlikely]]
    goto unbound;
  new (sp++) Value(locals[ARG]);
  instruction = *ip++;
  if (locals[ARG].is_undefined()) [[unlikely]]
    goto unbound;
  new (sp++) Value(locals[ARG]);
  NEXT();
op_LoadLocalLoadConst:
  if (locals[ARG].is_undefined()) [[unlikely]]
    goto unbound;
  new (sp++) Value(locals[ARG]);
  instruction = *ip++;
  new (sp++) Value(code->constants[ARG]);
  NEXT();
unbound:
  SAVE();
  vm::unbound_local(interp, code->locals[ARG]);
  goto failed;
op_StoreLocal:
  locals[ARG].swap(sp[-1]);
  (--sp)->~Value();
  NEXT();
op_StoreLocalLoadLocal:
  locals[ARG].swap(sp[-1]);
  (--sp)->~Value();
  instruction = *ip++;
  if (locals[ARG].is_undefined()) [[unlikely]]
    goto unbound;
  new (sp++) Value(locals[ARG]);
  NEXT();
op_DeleteLocal:
  if (locals[ARG].is_undefined()) goto unbound;
  locals[ARG] = Value();
  NEXT();
op_ClearLocal:
  locals[ARG] = Value();
  NEXT();

op_LoadCell : {
  CellObject* cell = CELL(ARG);
  while (cell->value.is_undefined()) [[unlikely]] {
      SAVE();
      if (!interp.handle_unset_cell(*cell) || !interp.charge_steps(1)) goto failed;
    }
  new (sp++) Value(cell->value);
  NEXT();
}
op_StoreCell:
  CELL(ARG)->value.swap(sp[-1]);
  (--sp)->~Value();
  NEXT();
op_DeleteCell:
  SAVE();
  FAIL_UNLESS(vm::delete_cell(interp, *CELL(ARG)));
  NEXT();
op_PushCell:
  new (sp++) Value(frame->function->closure->items()[ARG]);
  NEXT();
op_LoadClassCell : {
  SAVE();
  TRY(vm::load_class_cell(interp, *frame, ARG));
  new (sp++) Value(std::move(result));
  NEXT();
}
op_MakeCell:
  SAVE();
  vm::make_cell(interp, locals[ARG], code->locals[ARG]);
  NEXT();
op_LoadLocalCell : {
  const Value& value = LOCAL_CELL(ARG)->value;
  if (value.is_undefined()) [[unlikely]]
    goto unbound;
  new (sp++) Value(value);
  NEXT();
}
op_StoreLocalCell:
  LOCAL_CELL(ARG)->value.swap(sp[-1]);
  (--sp)->~Value();
  NEXT();
op_DeleteLocalCell:
  if (LOCAL_CELL(ARG)->value.is_undefined()) goto unbound;
  LOCAL_CELL(ARG)->value = Value();
  NEXT();
op_PushLocalCell:
  new (sp++) Value(locals[ARG]);
  NEXT();

op_LoadGlobal : {
  Site& site = code->sites[ARG];
  DictObject* globals = frame->function->globals.get();
  if (site.version == (globals ? globals->keys_version : 0)) [[likely]] {
    if (site.kind == Site::Kind::kGlobal) {
      new (sp++) Value(globals->entries[site.hint].value);
      NEXT();
    }
    if (site.kind == Site::Kind::kBuiltin && site.second == interp.builtins().keys_version) {
      new (sp++) Value(interp.builtins().entries[site.hint].value);
      NEXT();
    }
  }
  SAVE();
  TRY(vm::load_global(interp, *frame, site));
  new (sp++) Value(std::move(result));
  NEXT();
}
op_StoreGlobal:
  SAVE();
  FAIL_UNLESS(vm::store_global(interp, *frame, code->names[ARG], sp[-1]));
  vm::drop(sp, 1);
  NEXT();
op_DeleteGlobal:
  SAVE();
  FAIL_UNLESS(vm::delete_global(interp, *frame, code->names[ARG]));
  NEXT();
op_LoadName : {
  SAVE();
  TRY(vm::load_name(interp, *frame, code->names[ARG]));
  new (sp++) Value(std::move(result));
  NEXT();
}
op_StoreName:
  SAVE();
  FAIL_UNLESS(vm::store_name(interp, *frame, code->names[ARG], sp[-1]));
  vm::drop(sp, 1);
  NEXT();
op_DeleteName:
  SAVE();
  FAIL_UNLESS(vm::delete_name(interp, *frame, code->names[ARG]));
  NEXT();
op_LoadAssertionError:
  SAVE();
  new (sp++) Value(interp.type_object(exception_type(ExceptionKind::kAssertionError)));
  NEXT();
op_LoadBuildClass:
  SAVE();
  new (sp++) Value(vm::build_class_function(interp));
  NEXT();

op_LoadLocalGetAttr:
  if (locals[ARG].is_undefined()) [[unlikely]]
    goto unbound;
  new (sp++) Value(locals[ARG]);
  instruction = *ip++;
op_GetAttr : {
  Site& site = code->sites[ARG];
  if (const Value* found = cached_attribute(sp[-1], site)) [[likely]] {
    const Value value = *found;
    sp[-1] = value;
    goto next;
  }
  SAVE();
  if (site.kind == Site::Kind::kGetter && known_class(sp[-1], site)) {
    // A property in Python: its function's frame, as for a call.
    FAIL_UNLESS(interp.charge_steps(Interpreter::kCallSteps));
    Value result;
    const Begun begun = begin_call(site.found, Args(sp - 1, 1, 0, nullptr), nullptr, &result);
    if (begun == Begun::kFailed) goto failed;
    vm::drop(sp, 1);
    if (!result.is_undefined()) new (sp++) Value(std::move(result));
    frame->sp = sp;
    if (begun == Begun::kFrame) goto enter;
    NEXT();
  }
  REPLACE_TOP(1, load_attribute(interp, sp[-1], site));
  NEXT();
}
op_SetAttr : {
  Site& site = code->sites[ARG];
  if (Value* place = cached_place(sp[-1], site)) [[likely]] {
    place->swap(sp[-2]);
    vm::drop(sp, 2);
    NEXT();
  }
  SAVE();
  FAIL_UNLESS(store_attribute(interp, sp[-1], site, sp[-2]));
  vm::drop(sp, 2);
  NEXT();
}
op_DelAttr:
  SAVE();
  FAIL_UNLESS(set_attr(interp, sp[-1], code->names[ARG], Value()));
  vm::drop(sp, 1);
  NEXT();

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
op_Copy:
  new (sp) Value(sp[-1 - static_cast<int64_t>(ARG)]);
  ++sp;
  NEXT();
op_Swap:
  sp[-1].swap(sp[-2]);
  NEXT();
op_SwapAt:
  sp[-1].swap(sp[-1 - static_cast<int64_t>(ARG)]);
  NEXT();
op_RotThree:
  sp[-1].swap(sp[-2]);
  sp[-2].swap(sp[-3]);
  NEXT();
