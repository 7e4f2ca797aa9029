class A:
    __slots__ = ()
    x = 5
a = A()
print(a.x)
try:
    a.x = 6
except AttributeError as e:
    print(e)
try:
    del a.x
except AttributeError as e:
    print(e)
