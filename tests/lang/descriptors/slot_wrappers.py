print(int.__add__, int.__add__(2, 3), (5).__add__(3), int.__add__.__name__, int.__add__.__qualname__, int.__add__.__objclass__)
print(list.__len__([1, 2]), [1].__len__(), str.__mul__('ab', 2), dict.__getitem__({1: 2}, 1), [].__iter__.__name__, (1).__eq__(1), (1).__lt__('a'))
for f in [lambda: int.__add__(), lambda: int.__add__(3), lambda: int.__add__('a', 3), lambda: int.__add__(1, 2, 3), lambda: (5).__add__(), lambda: int.__repr__(3, 4), lambda: list.__len__(5), lambda: len.__call__()]:
    try:
        print(f())
    except TypeError as e:
        print(e)
