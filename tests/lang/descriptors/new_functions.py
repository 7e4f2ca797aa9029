print(int.__new__(int, '5'), str.__new__(str, 5), tuple.__new__(tuple, [1]), list.__new__(list, [1, 2]), dict.__new__(dict), object.__new__(object).__class__.__name__, float.__new__(float, 2))
for f in [lambda: int.__new__(), lambda: int.__new__(3), lambda: int.__new__(str), lambda: object.__new__(int), lambda: object.__new__(list), lambda: tuple.__new__(list), lambda: int.__new__(bool), lambda: object.__new__(3)]:
    try:
        f()
    except TypeError as e:
        print(e)
