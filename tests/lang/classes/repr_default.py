class A: pass
r = repr(A())
print(r.startswith('<__main__.A object at 0x'), r.endswith('>'), len(r) == len('<__main__.A object at 0x7f0000000000>'))
class B:
    class C: pass
print(repr(B.C())[:26])
a = A()
print(repr(a) == repr(a), repr(a) == repr(A()))
