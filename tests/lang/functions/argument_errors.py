def f(a, b=1): pass
for call in (lambda: f(), lambda: f(1, 2, 3), lambda: f(1, a=2), lambda: f(c=1), lambda: f(1, 2, 3, 4, c=5)):
    try:
        call()
    except TypeError as e:
        print(e)
