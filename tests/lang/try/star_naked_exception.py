try:
    raise ValueError('naked')
except* ValueError as e:
    print(repr(e))
try:
    try:
        raise KeyError('naked')
    except* ValueError as e:
        print('no')
except KeyError as e:
    print(repr(e))
