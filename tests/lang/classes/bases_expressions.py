def pick(): return int
class A(pick()):
    pass
class B(*(A,)):
    pass
print(A.__bases__, B.__mro__, A(3) + 1)
kw = {'metaclass': type}
class C(A, **kw): pass
print(type(C), C(4))
