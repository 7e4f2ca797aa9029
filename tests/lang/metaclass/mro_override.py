class M(type):
    def mro(cls):
        return [cls, Extra, object]
class Extra:
    def f(self): return 'extra'
class A(metaclass=M): pass
print(A.__mro__, A().f())
