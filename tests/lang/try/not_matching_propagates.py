try:
    try:
        raise KeyError(1)
    except ValueError:
        print('no')
except KeyError as e:
    print('outer', e)
