class L(list):
    def __iter__(self):
        return iter(["own"])
a = L([1, 2])
print(list(a), [*a], a[0], len(a), tuple(a), sorted(a))
b = []
b.extend(a)
print(b, [0] + a)
