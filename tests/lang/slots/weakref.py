class A: __slots__ = ('x', '__weakref__')
a = A(); a.x = 1
print(a.x, 'x' in A.__dict__)
