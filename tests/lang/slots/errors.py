for ns in [{'__slots__': ('a',), 'a': 1}, {'__slots__': ('a b',)}, {'__slots__': (1,)}, {'__slots__': ('',)}, {'__slots__': ('1a',)}, {'__slots__': 5}]:
    try:
        type('X', (), ns)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
for base in (int, tuple, bytes):
    try:
        type('X', (base,), {'__slots__': ('a',)})
    except TypeError as e:
        print(e)
