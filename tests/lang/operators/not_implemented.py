class A:
    def __add__(self, o): return NotImplemented
class B:
    def __radd__(self, o): return 'B.radd'
print(A() + B())
for f in [lambda: A() + A(), lambda: A() + 1, lambda: 1 + A(), lambda: A() - 1, lambda: [] + A(), lambda: A() + [], lambda: 'x' + A(), lambda: A() ** 2, lambda: 2 ** A(), lambda: A() @ A()]:
    try:
        print(f())
    except TypeError as e:
        print(e)
a = A()
try:
    a += 1
except TypeError as e:
    print(e)
try:
    a **= 1
except TypeError as e:
    print(e)
