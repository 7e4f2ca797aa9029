class D:
    def __get__(self, instance, owner=None):
        return instance, owner
class A:
    d = D()
class B(A): pass
a = B()
r = a.d
print(r[0] is a, r[1].__name__)
print(B.d[0], B.d[1].__name__, A.d[1].__name__)
print(A.__dict__['d'].__get__(3))
