for e in [ValueError(), ValueError("a"), ValueError("a", 1), ValueError(None), ValueError((1, 2)), KeyError(), KeyError("k"), KeyError(1, 2), KeyError(""), Exception([1]), BaseException(5), IndexError("i"), RuntimeError(ValueError("x"))]:
    print(e.args, str(e), repr(e))
