class T(tuple):
    __slots__ = ()
    _fields = ('x', 'y')
    def __new__(cls, *a): return tuple.__new__(cls, a)
    x = property(lambda self: self[0])
    y = property(lambda self: self[1])
    def __repr__(self): return 'T' + tuple.__repr__(self)
t = T(1, 2)
print(t, t.x, t.y, t == (1, 2))
try:
    t.z = 1
except AttributeError as e:
    print(e)
try:
    t.x = 1
except AttributeError as e:
    print(e)
