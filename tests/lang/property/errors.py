try:
    property(1, 2, 3, 4, 5)
except TypeError as e:
    print(type(e).__name__)
class A:
    x = property(5)
try:
    A().x
except TypeError as e:
    print(e)
class B:
    @property
    def f(self): return self.missing
try:
    B().f
except AttributeError as e:
    print(e)
