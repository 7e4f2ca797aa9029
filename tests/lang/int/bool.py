print(bool(0), bool(""), bool([]), bool("a"), bool(0.0), True + True, True * 3, str(True), repr(False), int(True), float(True), [False, True][True], True == 1, isinstance(True, int), True & True, not True, -True, True / 2, True // 1, hash(True))
for f in [lambda: bool(1, 2), lambda: bool(x=1)]:
    try:
        print(f())
    except TypeError as e:
        print(e)
try:
    class B(bool):
        pass
except TypeError as e:
    print(e)
