class P:
    __slots__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
p = P(1, 2)
print(p.x, p.y)
try:
    p.z = 3
except AttributeError as e:
    print(e)
print(hasattr(p, '__dict__'), P.__slots__)
del p.x
for f in [lambda: p.x, lambda: p.__dict__]:
    try:
        f()
    except AttributeError as e:
        print(e)
try:
    del p.x
except AttributeError as e:
    print(e)
