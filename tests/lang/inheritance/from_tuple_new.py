class P(tuple):
    def __new__(cls, x, y):
        return tuple.__new__(cls, (x, y))
    x = property(lambda self: self[0])
    y = property(lambda self: self[1])
p = P(3, 4)
print(p, p.x, p.y, p._replace if hasattr(p, '_replace') else 'none')
try:
    P(1)
except TypeError as e:
    print(e)
