class A: pass
class B(A): pass
b = B()
A.__repr__ = lambda self: 'from A'
print(b)
A.__len__ = lambda self: 4
print(len(b), bool(b))
A.__add__ = lambda self, o: ('add', o)
print(b + 1)
del A.__add__
try:
    b + 1
except TypeError as e:
    print(e)
A.__getattr__ = lambda self, n: n.upper()
print(b.foo)
A.__eq__ = lambda self, o: True
print(b == 3)
A.__call__ = lambda self: 'called'
print(b())
