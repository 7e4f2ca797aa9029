class A:
    def f(self): return 'f1'
class B:
    f = 'not method'
    x = 'class'
def get(o): return o.x
def call(o): return o.f()
a = A()
for i in range(4):
    print(call(a), end=' ')
    if i == 1: A.f = lambda self: 'f2'
    if i == 2: a.f = lambda: 'own'
print()
b, c = B(), B()
for o in (b, c, b):
    print(get(o), end=' ')
    b.x = 'own'
print()
for v in (1, 2, 3):
    B.x = v
    print(get(c), end=' ')
del B.x
try:
    get(c)
except AttributeError as e:
    print(e)
