from operator import itemgetter
print(itemgetter(1)("abc"), itemgetter(2, 0)([1, 2, 3]), itemgetter("k")({"k": 9}), itemgetter(slice(1, 3))("hello"), itemgetter(-1)((1, 2)))
rows = [{"n": 2, "s": "b"}, {"n": 1, "s": "z"}]
print(sorted(rows, key=itemgetter("n")), list(map(itemgetter("s", "n"), rows)), itemgetter(1), itemgetter("a", 2))
for f in (lambda: itemgetter(), lambda: itemgetter(0)([]), lambda: itemgetter(0)(), lambda: itemgetter("x")({}), lambda: itemgetter(0)(5), lambda: itemgetter(0)([1], [2]), lambda: itemgetter(x=1)):
    try:
        f()
    except (TypeError, IndexError, KeyError) as e:
        print(type(e).__name__, e)
