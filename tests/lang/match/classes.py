class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
def f(v):
    match v:
        case P(0, 0): return 'origin'
        case P(x=0, y=y): return 'on y', y
        case P(x, 0): return 'on x', x
        case P(x, y) if x == y: return 'diagonal', x
        case P(): return 'somewhere'
        case int(): return 'int'
        case str(s): return 'str', s
        case list([a, b]): return 'list', a, b
        case dict({'k': v}): return 'dict', v
        case float(f): return 'num', f
    return 'none'
print([f(v) for v in (P(0, 0), P(0, 2), P(3, 0), P(4, 4), P(1, 2), 5, True, 'x', [1, 2], {'k': 1}, 1.5, None)])
