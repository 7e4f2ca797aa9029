def f(*, a, b): pass
for call in (lambda: f(), lambda: f(a=1), lambda: f(1, a=1, b=2), lambda: f(a=1, b=2, c=3)):
    try:
        call()
    except TypeError as e:
        print(e)
