for f in (lambda: range(), lambda: range(1.5), lambda: range("a"), lambda: range(1, 2, 0), lambda: range(1, 2, 3, 4), lambda: range(5)[5], lambda: range(5)["a"], lambda: range(5).index(9), lambda: range(5).foo, lambda: range(5) + range(2), lambda: range(x=1), lambda: range(5).index("a")):
    try:
        f()
    except (TypeError, ValueError, IndexError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    range(5)[0] = 1
except TypeError as e:
    print(e)
try:
    range(5).start = 1
except AttributeError as e:
    print(type(e).__name__)
