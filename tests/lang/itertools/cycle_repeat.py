from itertools import cycle, islice, repeat
print(list(islice(cycle("ab"), 5)), list(cycle([])), list(repeat("x", 3)), list(repeat(1, 0)), list(repeat(1, -2)), repeat(5), repeat(5, 2), list(map(pow, range(4), repeat(2))))
r = repeat("a", 3)
next(r)
print(r, r.__length_hint__())
for f in (lambda: cycle(), lambda: cycle(5), lambda: repeat(), lambda: repeat(1, "a"), lambda: repeat(1).__length_hint__()):
    try:
        f()
    except TypeError as e:
        print(e)
