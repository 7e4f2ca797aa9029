class A: pass
class B(A): pass
print(isinstance(B(), (int, A)), isinstance(3, (str, (float, int))), issubclass(B, (int, A)), isinstance(3, int | str), isinstance(None, int | None))
for f in [lambda: isinstance(3, 3), lambda: isinstance(3, (str, 'x')), lambda: issubclass(3, int), lambda: issubclass(int, 3), lambda: isinstance([], list[int]), lambda: isinstance(1, (int, 3))]:
    try:
        print(f())
    except TypeError as e:
        print(e)
print(isinstance(True, int), issubclass(bool, int), isinstance(A, type), isinstance(A, object), isinstance(type, type))
