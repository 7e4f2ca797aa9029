print(list(), list("abc"), list((1, 2)), list({1: 2}), list(range(3)), list(map(str, [1])), list(list([1])))
for f in (lambda: list(1), lambda: list(1, 2), lambda: list(x=1), lambda: list(None)):
    try:
        f()
    except TypeError as e:
        print(e)
