for r in (1, 'x', int, None):
    try:
        raise r
    except TypeError as e:
        print(e)
