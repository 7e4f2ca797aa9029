class A:
    def __hash__(self): return 'x'
try:
    hash(A())
except TypeError as e:
    print(e)
class B:
    def __hash__(self): return 2 ** 200
print(isinstance(hash(B()), int), hash(B()) == hash(2 ** 200))
class C:
    def __hash__(self): return -1
print(hash(C()))
class D:
    __hash__ = None
try:
    hash(D())
except TypeError as e:
    print(e)
class E(D):
    def __hash__(self): return 7
print(hash(E()))
class F:
    def __hash__(self): return True
print(hash(F()))
