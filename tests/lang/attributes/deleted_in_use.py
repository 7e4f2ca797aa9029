class A:
    def f(self):
        del A.f
        return 'still runs'
print(A().f(), hasattr(A, 'f'))
class B:
    def __eq__(self, o):
        if '__eq__' in B.__dict__: del B.__eq__
        return True
print(B() == 1, B() == 1)
