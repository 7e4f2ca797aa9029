print(sum([1, 2, 3]), sum([]), sum([1], 10), sum([0.1] * 3), sum([[1], [2]], []), sum(range(5), start=2), sum((True, True)), sum([1, 2.5, 1j]))
print(sum({1: 2, 3: 4}), sum(x * x for x in range(4)), sum([2**62, 2**62, 2**62]), sum([(1,), (2,)], ()))
for f in (lambda: sum(["a"]), lambda: sum(["a"], ""), lambda: sum([b"a"], b""), lambda: sum(5), lambda: sum(), lambda: sum([1], [2]), lambda: sum([[]])):
    try:
        f()
    except TypeError as e:
        print(e)
