import operator
class Evil:
    def __init__(self, act):
        self.act = act
    def __hash__(self):
        return 1
    def __eq__(self, other):
        self.act()
        return False
def build(n):
    s = set()
    s.add(Evil(lambda: s.clear()))
    for i in range(n):
        s.add(i * 8 + 1)
    return s
for name in ("add", "discard", "__contains__"):
    s = build(3)
    getattr(s, name)(1)
    print(name, len(s))
s, t = build(2), build(2)
for op in (operator.and_, operator.or_, operator.sub, operator.xor, operator.le, operator.eq):
    try:
        op(s, t)
    except RuntimeError as e:
        pass
    s, t = build(2), build(2)
print("survived")
