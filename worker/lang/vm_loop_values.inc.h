// Part of Execution::loop (vm.cpp): containers, items, operators, match.
op_BuildList:
  REPLACE_TOP(ARG, vm::build_list(interp, sp - ARG, ARG));
  NEXT();
op_BuildTuple:
  REPLACE_TOP(ARG, vm::build_tuple(interp, sp - ARG, ARG));
  NEXT();
op_BuildSet:
  REPLACE_TOP(ARG, vm::build_set(interp, sp - ARG, ARG));
  NEXT();
op_BuildString:
  REPLACE_TOP(ARG, vm::build_string(interp, sp - ARG, ARG));
  NEXT();
op_BuildDict:
  REPLACE_TOP(2 * ARG, vm::build_dict(interp, sp - 2 * static_cast<int64_t>(ARG), ARG));
  NEXT();
op_BuildSlice:
  REPLACE_TOP(ARG, vm::build_slice(interp, sp - ARG, ARG));
  NEXT();
op_ListAppend:
  SAVE();
  FAIL_UNLESS(vm::list_append(interp, sp[-2], sp[-1]));
  (--sp)->~Value();
  NEXT();
op_ListAppendAt:
  SAVE();
  static_cast<ListObject*>(sp[-2 - static_cast<int64_t>(ARG)].object())->append(std::move(sp[-1]));
  --sp;
  NEXT();
op_SetAddAt:
  SAVE();
  FAIL_UNLESS(vm::set_add(interp, sp[-2 - static_cast<int64_t>(ARG)], sp[-1]));
  (--sp)->~Value();
  NEXT();
op_MapAddAt:
  SAVE();
  FAIL_UNLESS(static_cast<DictObject*>(sp[-3 - static_cast<int64_t>(ARG)].object())->set(interp, sp[-2], sp[-1]));
  vm::drop(sp, 2);
  NEXT();
op_ListExtend:
  SAVE();
  FAIL_UNLESS(vm::list_extend(interp, sp[-2], sp[-1]));
  vm::drop(sp, 1);
  NEXT();
op_SetUpdate:
  SAVE();
  FAIL_UNLESS(vm::set_update(interp, sp[-2], sp[-1]));
  vm::drop(sp, 1);
  NEXT();
op_DictUpdate:
  SAVE();
  FAIL_UNLESS(vm::dict_update(interp, sp[-2], sp[-1]));
  vm::drop(sp, 1);
  NEXT();
op_DictMerge:
  SAVE();
  FAIL_UNLESS(vm::dict_merge(interp, sp[-3], sp[-2], sp[-1]));
  vm::drop(sp, 1);
  NEXT();
op_ListToTuple:
  REPLACE_TOP(1, vm::list_to_tuple(interp, sp[-1]));
  NEXT();
op_FormatValue:
  if (ARG & 4) {
    REPLACE_TOP(2, vm::format_value(interp, sp[-2], ARG & 3, sp[-1]));
  } else {
    REPLACE_TOP(1, vm::format_value(interp, sp[-1], ARG & 3, Value()));
  }
  NEXT();
op_UnpackSequence:
  SAVE();
  FAIL_UNLESS(vm::unpack_sequence(interp, sp, ARG));
  sp += static_cast<int64_t>(ARG) - 1;
  NEXT();
op_UnpackEx:
  SAVE();
  FAIL_UNLESS(vm::unpack_with_rest(interp, sp, ARG & 0xff, ARG >> 8));
  sp += (ARG & 0xff) + (ARG >> 8);
  NEXT();

op_GetItem : {
  const Value &key = sp[-1], &container = sp[-2];
  if (key.is_int()) {
    if (auto* list = container.exact<ListObject>()) {
      uint64_t at = static_cast<uint64_t>(key.as_int());
      if (key.as_int() < 0) at += list->size;
      if (at < list->size) {
        const Value item = list->items[at];
        --sp;
        sp[-1] = item;
        goto next;
      }
    } else if (auto* tuple = container.exact<TupleObject>()) {
      uint64_t at = static_cast<uint64_t>(key.as_int());
      if (key.as_int() < 0) at += tuple->size;
      if (at < tuple->size) {
        const Value item = tuple->items()[at];
        --sp;
        sp[-1] = item;
        goto next;
      }
    }
  }
  REPLACE_TOP(2, get_item(interp, container, key));
  NEXT();
}
op_SetItem : {
  const Value& key = sp[-1];
  if (key.is_int()) {
    if (auto* list = sp[-2].exact<ListObject>()) {
      uint64_t at = static_cast<uint64_t>(key.as_int());
      if (key.as_int() < 0) at += list->size;
      if (at < list->size) {
        list->items[at].swap(sp[-3]);
        vm::drop(sp, 3);
        NEXT();
      }
    }
  }
  SAVE();
  FAIL_UNLESS(set_item(interp, sp[-2], sp[-1], sp[-3]));
  vm::drop(sp, 3);
  NEXT();
}
op_DelItem:
  SAVE();
  FAIL_UNLESS(del_item(interp, sp[-2], sp[-1]));
  vm::drop(sp, 2);
  NEXT();

op_Add:
  if (vm::fast_add(&sp[-2], sp[-1])) [[likely]] {
    --sp;
    NEXT();
  }
  goto general_binary;
op_Sub:
  if (vm::fast_sub(&sp[-2], sp[-1])) [[likely]] {
    --sp;
    NEXT();
  }
  goto general_binary;
op_Mul:
  if (vm::fast_mul(&sp[-2], sp[-1])) [[likely]] {
    --sp;
    NEXT();
  }
  goto general_binary;
op_Binary:
  if (vm::fast_binary(static_cast<BinaryOp>(ARG), &sp[-2], sp[-1])) [[likely]] {
    --sp;
    NEXT();
  }
general_binary:
  REPLACE_TOP(2, binary_op(interp, static_cast<BinaryOp>(ARG), sp[-2], sp[-1]));
  NEXT();
op_Inplace:
  if (vm::fast_binary(static_cast<BinaryOp>(ARG), &sp[-2], sp[-1])) [[likely]] {
    --sp;
    NEXT();
  }
  REPLACE_TOP(2, inplace_op(interp, static_cast<BinaryOp>(ARG), sp[-2], sp[-1]));
  NEXT();
op_Unary:
  if (sp[-1].is_bool() && static_cast<UnaryOp>(ARG) == UnaryOp::kNot) {
    new (&sp[-1]) Value(Value::boolean(!sp[-1].as_bool()));
    NEXT();
  }
  REPLACE_TOP(1, unary_op(interp, static_cast<UnaryOp>(ARG), sp[-1]));
  NEXT();
op_Compare : {
  const CompareOp op = static_cast<CompareOp>(ARG);
  if (const int yes = vm::fast_compare(op, sp[-2], sp[-1]); yes >= 0) [[likely]] {
    --sp;
    new (&sp[-1]) Value(Value::boolean(yes));
    NEXT();
  }
  REPLACE_TOP(2, compare_op(interp, op, sp[-2], sp[-1]));
  NEXT();
}
op_CompareJumpIfFalse : {
  const CompareOp op = static_cast<CompareOp>(ARG);
  if (const int yes = vm::fast_compare(op, sp[-2], sp[-1]); yes >= 0) [[likely]] {
    sp -= 2;
    instruction = *ip++;
    if (!yes) JUMP_TO(ARG);
    NEXT();
  }
  REPLACE_TOP(2, compare_op(interp, op, sp[-2], sp[-1]));
  NEXT();
}
op_Is : {
  const bool same = sp[-2].same(sp[-1]);
  vm::replace_top(sp, 2, Value::boolean(same != (ARG == 1)));
  NEXT();
}
op_IsNone:
  new (sp) Value(Value::boolean(sp[-1].is_none()));
  ++sp;
  NEXT();
op_Contains : {
  SAVE();
  const int found = contains(interp, sp[-1], sp[-2]);
  FAIL_UNLESS(found >= 0);
  vm::replace_top(sp, 2, Value::boolean((found == 1) != (ARG == 1)));
  NEXT();
}

op_GetLength : {
  SAVE();
  const int64_t length = length_of(interp, sp[-1]);
  FAIL_UNLESS(length >= 0);
  new (sp++) Value(Value::integer(length));
  NEXT();
}
op_MatchMapping:
  SAVE();
  new (sp) Value(Value::boolean(vm::is_mapping(interp, sp[-1])));
  ++sp;
  NEXT();
op_MatchSequence:
  SAVE();
  new (sp) Value(Value::boolean(vm::is_sequence(interp, sp[-1])));
  ++sp;
  NEXT();
op_MatchKeys : {
  SAVE();
  TRY(vm::match_keys(interp, sp[-2], sp[-1]));
  new (sp++) Value(std::move(result));
  NEXT();
}
op_MatchClass:
  REPLACE_TOP(3, vm::match_class(interp, sp[-3], sp[-2], sp[-1], ARG));
  NEXT();
