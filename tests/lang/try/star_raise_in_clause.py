try:
    try:
        raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise KeyError('new')
    except* TypeError:
        print('t')
except ExceptionGroup as e:
    print(repr(e), repr(e.exceptions[0].__context__))
