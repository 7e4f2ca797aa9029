class D:
    def __set_name__(self, owner, name): print(owner.__name__, name)
    def __get__(self, o, t): return 'got'
class C:
    x = D()
    y = D()
print(C.x, C().y)
