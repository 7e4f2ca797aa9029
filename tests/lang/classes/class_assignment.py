class A:
    def who(self): return 'A'
class B:
    def who(self): return 'B'
a = A()
a.x = 1
a.__class__ = B
print(a.who(), a.x, type(a).__name__, isinstance(a, A))
class S:
    __slots__ = ('q',)
for bad in [int, 3, S]:
    try:
        a.__class__ = bad
    except TypeError as e:
        print(e)
try:
    del a.__class__
except TypeError as e:
    print(e)
try:
    (5).__class__ = A
except TypeError as e:
    print(e)
