class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return isinstance(o, P) and self.x == o.x
    def __hash__(self): return hash(self.x)
print(P(1) == P(1), P(1) != P(1), P(1) == 1, len({P(1), P(1), P(2)}), {P(1): 'a'}[P(1)], P(3) in [P(3)], [P(1)] == [P(1)], (P(1), 2) == (P(1), 2), [P(1), P(2)].index(P(2)))
class Q:
    def __eq__(self, o): return True
try:
    hash(Q())
except TypeError as e:
    print(e)
print(Q.__hash__, Q() == 3, Q() != 3, 3 == Q())
try:
    {Q(): 1}
except TypeError as e:
    print(e)
