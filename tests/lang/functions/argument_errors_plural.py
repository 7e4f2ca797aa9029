def f(a, b, c): pass
def g(a, b, c, d=1, *, k): pass
for call in (lambda: f(), lambda: f(1), lambda: f(1, 2), lambda: f(1, 2, 3, 4), lambda: g(1), lambda: g(1, 2, 3, 4, 5), lambda: g(1, 2, 3)):
    try:
        call()
    except TypeError as e:
        print(e)
