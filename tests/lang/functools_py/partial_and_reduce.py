from functools import cmp_to_key, partial, reduce

basetwo = partial(int, base=2)
print(basetwo("10010"), basetwo.func, basetwo.args, basetwo.keywords, partial(basetwo, "11")())
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 5), reduce(max, [3]))
try:
    reduce(lambda a, b: a, [])
except TypeError as error:
    print(error)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), partial(print, 1, sep="")(2) is None)
p = partial(lambda *a, **k: (a, k), 1, x=2)
print(p(3, y=4), p(x=5))
