def f(a: int, b: "str" = 2, *args, c=3, **kwargs) -> float:
    """Doc of f."""
    x = 1
    return x


print(f.__name__, f.__qualname__, f.__doc__, f.__module__)
print(f.__defaults__, f.__kwdefaults__, f.__annotations__)
print(f.__code__.co_name, f.__code__.co_argcount, f.__code__.co_kwonlyargcount, f.__code__.co_varnames)
f.extra = 5
print(f.extra, f.__dict__)
del f.extra
try:
    f.extra
except AttributeError as error:
    print(error)
f.__name__ = "g"
f.__defaults__ = (7,)
f.__kwdefaults__ = {"c": 8}
print(f.__name__, f(1))
try:
    f.__name__ = 5
except TypeError as error:
    print(error)


class C:
    def m(self):
        def inner():
            pass

        return inner

    @classmethod
    def k(cls):
        return cls.__name__


print(C.m.__qualname__, C().m().__qualname__, C.k())
c = C()
print(c.m.__func__ is C.m, c.m.__self__ is c, c.m == c.m, c.m == C().m, c.m.__name__)
print((lambda: 0).__name__, (lambda: 0).__qualname__)
g = f.__get__(5)
print(g.__self__, type(g).__name__, type(f).__name__)
try:
    c.m.x = 1
except AttributeError as error:
    print(error)
