class A:
    def __add__(self, o): return NotImplemented
    def __radd__(self, o): return 'radd'
try:
    A() + A()
except TypeError as e:
    print(e)
class B(A): pass
print(A() + B())
print(B() + A())
