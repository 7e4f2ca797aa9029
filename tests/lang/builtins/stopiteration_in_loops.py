def gen():
    yield 1
    return "result"
g = gen()
next(g)
try:
    next(g)
except StopIteration as e:
    print(e.value, e.args)
print(next(gen()), list(gen()), next(iter(()), "none"))
it = iter([1, 2, 3])
for x in it:
    print(x, next(it, None))
