print(min(1, 2), max([3, 1]), min("hello"), max({"a": 1, "b": 0}), min([1, 2], key=lambda x: -x), max("ab", "b", key=len), max([], default=None), min([5], default=0))
print(max(1, 1.0), max(1.0, 1), min((1, 2), (1, 1)), max([[1], [2, 0]]), max("a", "B", key=str.lower))
for f in (lambda: min(), lambda: max([]), lambda: min(1), lambda: max(1, "a"), lambda: min(1, 2, default=0), lambda: max([1], foo=2), lambda: min([], key=len), lambda: max(iter([]))):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
