def f(a=[i for i in range(3)], *, k={i: i for i in 'x'}): return a, k
print(f())
@(lambda f: [f for _ in range(2)])
def g(): pass
print(len(g))
