def add(cls):
    cls.added = True
    return cls
def factory(n):
    def deco(cls):
        cls.n = n
        return cls
    return deco
@add
@factory(3)
class A: pass
print(A.added, A.n)
@lambda c: 'replaced'
class B: pass
print(B)
