for cls in [ValueError, KeyError, OSError, StopIteration, UnicodeError, ArithmeticError]:
    E = type('E', (cls,), {})
    e = E('m')
    print(repr(e), str(e), isinstance(e, cls), e.args)
