from itertools import islice, pairwise, tee
def window(xs, n):
    its = tee(xs, n)
    for i, it in enumerate(its):
        next(islice(it, i, i), None)
    return zip(*its)
print(list(window(range(6), 3)), list(pairwise("abc")), [y - x for x, y in pairwise([1, 4, 9, 16])])
