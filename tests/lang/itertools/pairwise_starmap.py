from itertools import pairwise, starmap
print(list(pairwise("abcd")), list(pairwise([1])), list(pairwise([])), [b - a for a, b in pairwise([1, 4, 9])])
print(list(starmap(pow, [(2, 3), [3, 2]])), list(starmap(lambda *a: a, ["ab", ()])), list(starmap(max, zip([1, 5], [2, 3]))))
for f in (lambda: pairwise(), lambda: pairwise(5), lambda: starmap(pow), lambda: list(starmap(pow, [5])), lambda: list(starmap(pow, [(1,)]))):
    try:
        f()
    except TypeError as e:
        print(e)
