from functools import partial
class F:
    def __call__(self): pass
    def __repr__(self):
        return "F()"
print(partial(F()), partial(F(), 1, "a"), partial(F(), x=1), partial(F(), 1, k=[2]), partial(int, base=2))
p = partial(F())
class P(partial): pass
print(P(F(), 1))
