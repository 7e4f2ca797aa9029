class A: __slots__ = ('x',)
class B: __slots__ = ('x',)
class C: __slots__ = ('y', 'z')
a = A(); a.x = 1
try:
    a.__class__ = C
except TypeError as e:
    print(e)
