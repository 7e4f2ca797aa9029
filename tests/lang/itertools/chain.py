from itertools import chain
print(list(chain()), list(chain("ab", [1], (2,), {3: 4})), list(chain.from_iterable(["ab", "cd"])), list(chain(*[[1], [2]])), next(chain([9])))
def gen():
    yield [1]
    yield "xy"
print(list(chain.from_iterable(gen())))
c = chain([1], 5)
print(next(c))
try:
    next(c)
except TypeError as e:
    print(e)
try:
    list(chain.from_iterable(5))
except TypeError as e:
    print(e)
