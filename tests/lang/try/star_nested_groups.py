try:
    raise ExceptionGroup('a', [ValueError(1), ExceptionGroup('b', [TypeError(2), ValueError(3)])])
except* ValueError as e:
    print(repr(e))
except* TypeError as e:
    print(repr(e))
