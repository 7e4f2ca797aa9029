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

// Names of module and class level. The namespace of a class body (or of exec) is local 0.
IL_OPCODE(StoreGlobal,    1, 0, kName)
IL_OPCODE(DeleteGlobal,   0, 0, kName)
IL_OPCODE(LoadName,       0, 1, kName)    // local 0's mapping, then globals, then builtins
IL_OPCODE(StoreName,      1, 0, kName)
IL_OPCODE(DeleteName,     0, 0, kName)
IL_OPCODE(LoadClassCell,  0, 1, kCell)    // local 0's mapping, then the closure's cell

// Variables that inner functions see: the local holds a cell.
IL_OPCODE(MakeCell,       0, 0, kLocal)   // the local's value (if set) moves into a new cell
IL_OPCODE(LoadLocalCell,  0, 1, kLocal)   // the value in it; UnboundLocalError
IL_OPCODE(StoreLocalCell, 1, 0, kLocal)
IL_OPCODE(DeleteLocalCell,0, 0, kLocal)
IL_OPCODE(ClearLocal,     0, 0, kLocal)   // unset afterwards, set or not before
IL_OPCODE(PushLocalCell,  0, 1, kLocal)   // the cell itself, for a closure tuple
IL_OPCODE(PushCell,       0, 1, kCell)
// [closure tuple, 8] [annotations dict, 4] [keyword defaults dict, 2] [defaults tuple, 1] code -> function
IL_OPCODE(MakeFunction,  -1, 1, kCount)
IL_OPCODE(LoadBuildClass, 0, 1, kNone)

// Calls.
IL_OPCODE(LoadMethod,     1, 2, kName)    // object -> function self, or callable undefined
IL_OPCODE(CallMethod,    -1, 1, kCount)   // the two of LoadMethod and count arguments
IL_OPCODE(CallMethodKeywords,-1, 1, kCount)  // as CallKeywords
IL_OPCODE(CallSpread,    -1, 1, kCount)   // callable, list or tuple of arguments, [dict of keywords, 1]

// Collections. Those that end in At work on the container that lies `argument` values below their operands.
IL_OPCODE(BuildSet,      -1, 1, kCount)
IL_OPCODE(BuildString,   -1, 1, kCount)   // of strs
IL_OPCODE(ListAppendAt,   1, 0, kCount)   // 0: the value right below
IL_OPCODE(SetAddAt,       1, 0, kCount)
IL_OPCODE(MapAddAt,       2, 0, kCount)   // key value
IL_OPCODE(ListExtend,     2, 1, kNone)    // list iterable -> list
IL_OPCODE(SetUpdate,      2, 1, kNone)
IL_OPCODE(DictUpdate,     2, 1, kNone)    // {**mapping}
IL_OPCODE(DictMerge,      3, 2, kNone)    // callable dict mapping -> callable dict: f(**mapping), twice the same name raises
IL_OPCODE(ListToTuple,    1, 1, kNone)
IL_OPCODE(FormatValue,   -1, 1, kCount)   // conversion 0 none, 1 str, 2 repr, 3 ascii; + 4: value and its format spec
IL_OPCODE(UnpackEx,       1,-1, kCount)   // before | after << 8; the first item on top, the list in its place
IL_OPCODE(Copy,          -1,-1, kCount)   // pushes the value that lies `argument` below the top: Copy 0 is Dup
IL_OPCODE(SwapAt,        -1,-1, kCount)   // exchanges the top with the value `argument` below it
IL_OPCODE(LoadAssertionError, 0, 1, kNone)

// Generators. Calling code with the flag makes a generator; its frame begins at the first instruction.
IL_OPCODE(Yield,          1, 1, kNone)    // the value out, what is sent in
IL_OPCODE(GetYieldFromIter,1, 1, kNone)
IL_OPCODE(Send,           2, 2, kTarget)  // iterator value -> iterator yielded; at its end: jumps with iterator and value replaced by the result

// Exceptions. Handlers begin with: the exception handled before (or None), the exception.
IL_OPCODE(ExceptionMatches,2, 2, kNone)   // exception classes -> exception bool
IL_OPCODE(GroupMatches,   2, 2, kNone)    // exception classes -> rest-or-None matched-or-None
IL_OPCODE(Reraise,        2, 0, kNone)    // the two of the handler: handled no more, raised again with its traceback as is
IL_OPCODE(JoinExceptStar, 2, 1, kNone)    // original, list of raised or unhandled -> exception to raise, or None
IL_OPCODE(SetupWith,      1, 2, kBlock)   // manager -> exit entered; or the block is taken: jumps to `after` with neither
IL_OPCODE(ExitWith,       1, 0, kNone)    // exit: called with three None
IL_OPCODE(ExitWithError,  3, 4, kNone)    // exit before exception -> ..., what exit(type, exception, traceback) returned
IL_OPCODE(BlockEnd,       0, 0, kNone)    // a taken block ends here; nothing otherwise

// Modules.
IL_OPCODE(ImportName,     2, 1, kName)    // level, tuple of names or None
IL_OPCODE(ImportFrom,     1, 2, kName)    // module -> module attribute
IL_OPCODE(ImportStar,     1, 0, kNone)    // into globals (or local 0's mapping in a class body)

// match.
IL_OPCODE(GetLength,      1, 2, kNone)
IL_OPCODE(MatchMapping,   1, 2, kNone)    // subject -> subject bool
IL_OPCODE(MatchSequence,  1, 2, kNone)
IL_OPCODE(MatchKeys,      2, 3, kNone)    // subject keys -> subject keys values-or-None
IL_OPCODE(MatchClass,     3, 1, kCount)   // subject class names -> attributes-or-None; argument: positional patterns
IL_OPCODE(IsNone,         1, 2, kNone)    // value -> value bool
