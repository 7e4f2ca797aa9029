class C: pass
try:
    C().__init__(3)
except TypeError as e:
    print(e)
class D:
    def __new__(cls, x): return object.__new__(cls)
print(type(D(3)).__name__)
