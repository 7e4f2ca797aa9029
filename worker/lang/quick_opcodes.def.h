// IL_QUICK(name, first, second): instructions that only linked code has (quicken.cpp). They stand for `first` followed by
// `second`, which stays behind it with its own argument.
IL_QUICK(LoadLocalLoadLocal, LoadLocal, LoadLocal)
IL_QUICK(LoadLocalLoadConst, LoadLocal, LoadConst)
IL_QUICK(StoreLocalLoadLocal, StoreLocal, LoadLocal)
IL_QUICK(CompareJumpIfFalse, Compare, JumpIfFalse)
IL_QUICK(LoadLocalGetAttr, LoadLocal, GetAttr)
IL_QUICK(ForIterStoreLocal, ForIter, StoreLocal)
