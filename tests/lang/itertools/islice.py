from itertools import count, islice
print(list(islice(range(10), 3)), list(islice(range(10), 2, 5)), list(islice(range(10), 1, None, 3)), list(islice("abc", None)), list(islice("abc", 5)), list(islice("abc", 0)), list(islice(count(), 5, 12, 3)))
it = iter(range(10))
print(list(islice(it, 3)), list(islice(it, 1, 3)), next(it))
for f in (lambda: islice("a", -1), lambda: islice("a", 0, -1), lambda: islice("a", 0, 1, 0), lambda: islice("a"), lambda: islice("a", "b"), lambda: islice("a", -1, 3), lambda: islice(5, 1), lambda: islice("a", 1, 2, 3, 4), lambda: islice("a", 0, 1, -1)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
