class A:
    def __call__(self, a, /, b, *c, d=4, **e): return a, b, c, d, e
f = A()
print(f(1, 2), f(1, b=2), f(1, 2, 3, d=5, z=6), f(*[1, 2], **{'q': 1}))
for bad in [(), (1, 2)]:
    try:
        f(*bad, d=1, **({'b': 3} if bad else {}))
    except TypeError as e:
        print(e)
