from functools import partial
import operator
print(list(map(partial(operator.mul, 3), range(4))), sorted([3, -1, 2], key=partial(operator.mul, -1)), list(filter(partial(operator.lt, 2), range(5))))
fs = [partial(lambda x, y: x + y, i) for i in range(3)]
print([f(10) for f in fs])
