def f(a, b=2, *c, d, e=5, **g):
    """doc"""
    x = 1
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__dict__, f.__closure__)
f.tag = 1
print(f.tag, f.__dict__, vars(f))
f.__name__ = 'g'
f.__doc__ = None
f.__defaults__ = (7,)
print(f.__name__, f.__doc__, f.__defaults__)
c = f.__code__
print(c.co_name, c.co_argcount, c.co_kwonlyargcount, c.co_posonlyargcount, c.co_varnames[:6], c.co_flags & 12)
try:
    f.missing
except AttributeError as e:
    print(e)
del f.tag
print(hasattr(f, 'tag'))
