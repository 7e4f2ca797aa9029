class P:
    kind = 'point'
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self):
        return f'P({self.x}, {self.y})'
p = P(1, 2)
print(p, p.kind, P.kind, p.__class__.__name__, P.__module__, P.__qualname__)
