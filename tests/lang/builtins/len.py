print(len(""), len("é日"), len([]), len({}), len(range(5)), len(b"ab"), len((1,)), len({1}))
class L:
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
print(len(L(3)), bool(L(0)), bool(L(1)))
for bad in (5, None, iter([]), L(-1), L("a"), L(1.5), L(2**70)):
    try:
        len(bad)
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)
