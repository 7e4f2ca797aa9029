class A:
    def f(self): return 'A'
class B(A):
    def f(self):
        get = lambda: self
        return super().f() + type(get()).__name__
    def varargs(*args):
        return super().f()
print(B().f())
try:
    B().varargs()
except RuntimeError as e:
    print(e)
