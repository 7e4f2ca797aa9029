class A:
    def f(self): "doc"; return 1
    def __repr__(self): return 'an A'
a, b = A(), A()
m = a.f
print(m, m.__name__, m.__doc__, m.__self__, m.__func__ is A.f, m == a.f, m == b.f, m != b.f, hash(m) == hash(a.f))
print({a.f: 1}[a.f], len({a.f, a.f, b.f}))
try:
    m.x = 1
except AttributeError as e:
    print(e)
A.f.attr = 'on function'
print(m.attr)
