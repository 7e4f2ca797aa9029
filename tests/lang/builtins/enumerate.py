print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], 1)), list(enumerate(["x"], start=-1)), list(enumerate("a", 2**70)))
e = enumerate("xyz")
print(next(e), list(e), next(e, None), type(e).__name__, iter(e) is e)
for f in (lambda: enumerate(), lambda: enumerate(5), lambda: enumerate([], "a"), lambda: enumerate([], 1, 2), lambda: enumerate([], foo=1)):
    try:
        f()
    except TypeError as e:
        print(e)
