from itertools import accumulate
import operator
print(list(accumulate([1, 2, 3, 4])), list(accumulate([])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate("abc")), list(accumulate([3, 1, 4], max)), list(accumulate([1, 2], initial=100)), list(accumulate([], initial=0)), list(accumulate([1, 2, 3], lambda a, b: a * 10 + b)))
for f in (lambda: accumulate(), lambda: accumulate(5), lambda: list(accumulate([1, "a"])), lambda: accumulate([1], None, 5)):
    try:
        f()
    except TypeError as e:
        print(e)
