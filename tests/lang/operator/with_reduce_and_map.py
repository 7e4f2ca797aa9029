from functools import reduce
from itertools import accumulate, starmap
import operator as o
print(reduce(o.mul, range(1, 6)), list(accumulate([5, 2, 9], o.sub)), list(map(o.add, [1, 2], [3, 4])), list(starmap(o.pow, [(2, 3)])), reduce(o.or_, [{1}, {2}]), reduce(o.and_, [7, 6, 12]))
ops = {"+": o.add, "-": o.sub, "*": o.mul, "<": o.lt}
print({k: f(6, 3) for k, f in ops.items()}, sorted("bca", key=o.neg if False else None))
