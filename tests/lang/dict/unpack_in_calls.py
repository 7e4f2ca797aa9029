def f(a, b=2, **kw):
    return a, b, kw
d = {"a": 1, "z": 26}
print(f(**d), f(**{"b": 5}, a=0), f(1, **{}))
for call in (lambda: f(1, **{"a": 2}), lambda: f(**{1: 2}), lambda: f(**[1]), lambda: f(a=1, **{"a": 2})):
    try:
        call()
    except TypeError as e:
        print(e)
