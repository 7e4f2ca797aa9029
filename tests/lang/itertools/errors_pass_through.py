from itertools import accumulate, chain, groupby, islice, starmap, takewhile
def bad():
    yield 1
    raise KeyError("inside")
for make in (lambda: chain(bad()), lambda: islice(bad(), 5), lambda: accumulate(bad()), lambda: takewhile(bool, bad()), lambda: (k for k, g in groupby(bad()))):
    out = []
    try:
        for x in make():
            out.append(x)
    except KeyError as e:
        print(out, e)
def boom(x):
    raise ValueError(x)
for make in (lambda: list(groupby([1], boom)), lambda: list(takewhile(boom, [2])), lambda: list(starmap(boom, [(3,)])), lambda: list(accumulate([4, 5], lambda a, b: boom(a)))):
    try:
        make()
    except ValueError as e:
        print(e)
