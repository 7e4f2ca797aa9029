print(int | None, int | str | None, (int | str) == (str | int), int | int, list[int] | None, (int | str).__args__, hash(int | str) == hash(str | int), None | int)
class A: pass
print(A | int, A | None, type(A | int).__name__)
for f in [lambda: int | 3, lambda: 3 | int, lambda: None | 3, lambda: int | 'x']:
    try:
        f()
    except TypeError as e:
        print(e)
print(isinstance(3, int | str), isinstance(3.0, int | str), issubclass(bool, int | str))
