class A:
    __qualname__ = 'Other.A'
print(A.__qualname__, A.__name__, '__qualname__' in A.__dict__)
try:
    class B:
        __qualname__ = 3
except TypeError as e:
    print(e)
