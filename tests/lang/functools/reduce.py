from functools import reduce
import operator
print(reduce(operator.add, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6)), reduce(max, "hello"), reduce(operator.add, [], 5), reduce(operator.add, [7]), reduce(lambda a, b: b + a, "abc", ""), reduce(lambda a, x: {**a, x: len(a)}, "xyz", {}))
for f in (lambda: reduce(max, []), lambda: reduce(max), lambda: reduce(max, 5), lambda: reduce(5, [1, 2]), lambda: reduce(len, [1, 2])):
    try:
        f()
    except TypeError as e:
        print(e)
