try:
    raise ExceptionGroup('g', [ValueError(1), TypeError(2), KeyError(3)])
except* ValueError as e:
    print('v', repr(e))
except* (TypeError, KeyError) as e:
    print('t', repr(e))
