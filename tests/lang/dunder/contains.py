class A:
    def __contains__(self, x): return x > 3
print(5 in A(), 1 in A(), 1 not in A())
class B:
    def __contains__(self, x): return 'truthy'
print(1 in B())
class C:
    __contains__ = None
    def __iter__(self): return iter([1])
try:
    1 in C()
except TypeError as e:
    print(e)
try:
    1 in object()
except TypeError as e:
    print(e)
class D:
    def __iter__(self): return iter([1, 2])
print(2 in D(), 3 in D())
