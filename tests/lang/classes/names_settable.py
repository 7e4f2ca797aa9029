class A: pass
A.__name__ = 'B'
print(A.__name__, A.__qualname__, A)
A.__qualname__ = 'X.B'
print(A)
A.__module__ = 'm'
print(A, A.__module__)
for bad in [3, None]:
    try:
        A.__name__ = bad
    except TypeError as e:
        print(e)
try:
    del A.__name__
except TypeError as e:
    print(e)
try:
    A.__qualname__ = 4
except TypeError as e:
    print(e)
print(A.__name__)
