class Meta(type):
    a = 'meta a'
    b = 'meta b'
class Base(metaclass=Meta):
    a = 'base a'
class A(Base): pass
x = A()
x.a = 'inst a'
print(x.a, A.a, A.b, Base.a, hasattr(x, 'b'))
del x.a
print(x.a)
del Base.a
print(A.a, hasattr(x, 'a'))
