for base in (bool, type(None), type(lambda: 0), range, slice, type(Ellipsis)):
    try:
        type('X', (base,), {})
    except TypeError as e:
        print(e)
