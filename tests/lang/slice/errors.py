for f in (lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(x=1), lambda: slice(1) < 3, lambda: [1][slice("a")], lambda: slice(1)()):
    try:
        f()
    except TypeError as e:
        print(e)
try:
    slice(1).start = 3
except AttributeError as e:
    print(type(e).__name__)
print(slice(1) < slice(2), slice(1, 5) > slice(1, 4))
