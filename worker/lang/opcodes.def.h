// IL_OPCODE(name, pops, pushes, argument): the one table of instructions. It feeds the enum, names, stack effects and
// dispatch. pops -1: depends on the argument (code.cpp says how). Argument: kNone, kConst, kLocal, kCell, kName, kCount,
// kTarget (instruction index), kOp (an operator), kFlags.
IL_OPCODE(Nop,            0, 0, kNone)
IL_OPCODE(LoadConst,      0, 1, kConst)
IL_OPCODE(LoadLocal,      0, 1, kLocal)   // UnboundLocalError when unset
IL_OPCODE(StoreLocal,     1, 0, kLocal)
IL_OPCODE(DeleteLocal,    0, 0, kLocal)
IL_OPCODE(LoadCell,       0, 1, kCell)    // unset: the interpreter's unset-cell handler, else NameError
IL_OPCODE(StoreCell,      1, 0, kCell)
IL_OPCODE(DeleteCell,     0, 0, kCell)
IL_OPCODE(LoadGlobal,     0, 1, kName)    // builtins
IL_OPCODE(Pop,            1, 0, kNone)
IL_OPCODE(Dup,            1, 2, kNone)
IL_OPCODE(DupTwo,         2, 4, kNone)    // a b -> a b a b
IL_OPCODE(Swap,           2, 2, kNone)
IL_OPCODE(RotThree,       3, 3, kNone)    // a b c -> c a b
IL_OPCODE(BuildList,     -1, 1, kCount)
IL_OPCODE(BuildTuple,    -1, 1, kCount)
IL_OPCODE(BuildDict,     -1, 1, kCount)   // count pairs: key value key value
IL_OPCODE(BuildSlice,    -1, 1, kCount)   // 2 or 3
IL_OPCODE(ListAppend,     2, 1, kNone)    // list item -> list
IL_OPCODE(UnpackSequence, 1,-1, kCount)   // first item on top
IL_OPCODE(GetItem,        2, 1, kNone)    // container key
IL_OPCODE(SetItem,        3, 0, kNone)    // value container key
IL_OPCODE(DelItem,        2, 0, kNone)    // container key
IL_OPCODE(GetAttr,        1, 1, kName)
IL_OPCODE(SetAttr,        2, 0, kName)    // value object
IL_OPCODE(DelAttr,        1, 0, kName)
IL_OPCODE(Binary,         2, 1, kOp)
IL_OPCODE(Inplace,        2, 1, kOp)
IL_OPCODE(Unary,          1, 1, kOp)
IL_OPCODE(Compare,        2, 1, kOp)
IL_OPCODE(Is,             2, 1, kFlags)   // 1: is not
IL_OPCODE(Contains,       2, 1, kFlags)   // item container; 1: not in
IL_OPCODE(Call,          -1, 1, kCount)   // callable and count arguments
IL_OPCODE(CallKeywords,  -1, 1, kCount)   // callable, count arguments of which the last are keywords, tuple of their names
IL_OPCODE(Jump,           0, 0, kTarget)
IL_OPCODE(JumpIfFalse,    1, 0, kTarget)
IL_OPCODE(JumpIfTrue,     1, 0, kTarget)
IL_OPCODE(JumpIfFalseKeep,1, 1, kTarget)  // jumps with the value kept, else pops it: `and`
IL_OPCODE(JumpIfTrueKeep, 1, 1, kTarget)
IL_OPCODE(GetIter,        1, 1, kNone)
IL_OPCODE(ForIter,        1, 2, kTarget)  // iterator -> iterator item; at the end pops the iterator and jumps
IL_OPCODE(Return,         1, 0, kNone)
IL_OPCODE(Raise,         -1, 0, kCount)   // 0: the exception being handled again; 1: exception; 2: exception cause
IL_OPCODE(EndHandler,     2, 0, kNone)    // the two values a handler was entered with: the exception is handled
