class A:
    def __gt__(self, o): return 'A.gt'
    def __eq__(self, o): return NotImplemented
class B:
    def __lt__(self, o): return NotImplemented
print(B() < A(), A() == A(), 3 < A(), A() != 3)
for f in [lambda: B() < B(), lambda: A() < 3, lambda: B() < 3, lambda: 3 < B(), lambda: object() >= 1]:
    try:
        print(f())
    except TypeError as e:
        print(e)
