def f(a, b, /, c, *args, d, **kw):
    x = 1
c = f.__code__
print(c.co_name, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_varnames[:6], c.co_flags & 12)
