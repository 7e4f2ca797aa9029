import inspect

def f(a, b=2, *args, c, d=4, **kw):
    pass

sig = inspect.signature(f)
b = sig.bind(1, c=3)
print(b.arguments, b.args, b.kwargs, b.signature is sig)
b.apply_defaults()
print(b.arguments, b.args, b.kwargs)
b.arguments["a"] = 9
print(b.args, sig.bind_partial(), sig.bind_partial(1, d=2).arguments, sig.bind(1, 2, 3, c=1) == sig.bind(1, 2, 3, c=1))
for args, kwargs in (((), {"c": 1}), ((1,), {}), ((1,), {"c": 1, "a": 2})):
    try:
        print(sig.bind(*args, **kwargs))
    except TypeError as error:
        print(error)
