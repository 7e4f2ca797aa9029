class A: pass
class B(A): pass
print(issubclass(B, A), issubclass(A, B), issubclass(A, A), issubclass(bool, int), issubclass(int, (str, int)), issubclass(A, object), issubclass(int, int | str))
for f in (lambda: issubclass(1, int), lambda: issubclass(int, 1), lambda: issubclass(int), lambda: issubclass(A(), A)):
    try:
        print(f())
    except TypeError as e:
        print(e)
