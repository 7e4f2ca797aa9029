class A: pass
print(isinstance(A().__sizeof__(), int), A().__dir__() == A().__dir__(), '__dir__' in A().__dir__())
print(A().__getstate__())
a = A(); a.x = 1
print(a.__getstate__())
class S: __slots__ = ('p', 'q')
s = S(); s.p = 1
print(s.__getstate__())
