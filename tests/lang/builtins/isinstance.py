class A: pass
class B(A): pass
print(isinstance(B(), A), isinstance(A(), B), isinstance(1, int), isinstance(True, int), isinstance(1, (str, int)), isinstance(1, (str, (float, (int,)))), isinstance("a", str), isinstance(1.0, int), isinstance(int, type), isinstance(None, type(None)), isinstance(A, object))
print(isinstance(1, int | str), isinstance([], list | None), isinstance(None, int | None))
for f in (lambda: isinstance(1, 5), lambda: isinstance(1, "int"), lambda: isinstance(1), lambda: isinstance(1, (int, 5)), lambda: isinstance("a", (int, 5)), lambda: isinstance(1, list[int])):
    try:
        print(f())
    except TypeError as e:
        print(e)
