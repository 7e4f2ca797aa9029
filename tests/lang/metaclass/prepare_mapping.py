class Log(dict):
    def __setitem__(self, k, v):
        if not k.startswith('__'): print('set', k)
        super().__setitem__(k, v)
    def __missing__(self, k):
        if k.startswith('auto_'): return k[5:]
        raise KeyError(k)
class M(type):
    @classmethod
    def __prepare__(mcs, name, bases): return Log()
class A(metaclass=M):
    a = 1
    b = auto_hello
    def f(self): return a_global
a_global = 'g'
print(A.a, A.b, A().f(), type(A.__dict__).__name__)
