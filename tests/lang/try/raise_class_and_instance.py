for r in (ValueError, ValueError('x'), ValueError('a', 2)):
    try:
        raise r
    except ValueError as e:
        print(repr(e), e.args)
