class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
def f(v):
    match v:
        case P(0, y): return 'zero', y
        case P(x, y=1): return 'one', x
        case P(): return 'some'
        case _: return 'none'
print(f(P(0, 5)), f(P(3, 1)), f(P(2, 2)), f(4))
