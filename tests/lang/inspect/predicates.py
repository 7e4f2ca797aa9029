import inspect
import functools

class C:
    x = 1

    def m(self):
        """doc of m"""

    @property
    def p(self):
        return 1

    @classmethod
    def c(cls):
        pass

    @staticmethod
    def s():
        pass

class D(C):
    def m(self):
        pass

def gen():
    yield 1

o = D()
print([f(o.m) for f in (inspect.ismethod, inspect.isfunction, inspect.isroutine, inspect.isbuiltin, inspect.isclass)])
print([f(C.m) for f in (inspect.ismethod, inspect.isfunction, inspect.isroutine)], inspect.isbuiltin(len), inspect.ismodule(inspect), inspect.ismethod(C.c), inspect.isfunction(C.s))
print(inspect.isgeneratorfunction(gen), inspect.isgenerator(gen()), inspect.iscode(gen.__code__), inspect.isdatadescriptor(C.p), inspect.isabstract(C), inspect.getmro(D))
print(inspect.getdoc(o.m), inspect.getdoc(D), inspect.iscoroutinefunction(gen), inspect.isgeneratorfunction(functools.partial(gen)))
print([n for n, v in inspect.getmembers(o) if not n.startswith("__")], inspect.getmembers(C, lambda v: v == 1))
print(inspect.getattr_static(o, "p").__class__.__name__, inspect.getattr_static(o, "none", 5))
print(inspect.cleandoc("""first
        second
          third
    """), inspect.getcallargs(lambda a, b=2, *c: 0, 1, 3, 4))
