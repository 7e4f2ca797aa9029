class A: pass
class B(A):
    def f(self):
        return super().nothing
try:
    B().f()
except AttributeError as e:
    print(e)
class C:
    def f(self): super().g()
try:
    C().f()
except AttributeError as e:
    print(e)
