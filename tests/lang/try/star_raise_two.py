try:
    try:
        raise ExceptionGroup('g', [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError as e:
        raise KeyError('a')
    except* TypeError as e:
        raise IndexError('b')
except ExceptionGroup as e:
    print(repr(e))
