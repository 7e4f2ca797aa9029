class L(list):
    def total(self): return sum(self)
l = L([3, 1, 2])
l.append(4)
l.name = 'n'
print(l, l.total(), l.name, len(l), l[0], l[-1], type(l).__name__, type(l + [1]).__name__, l == [3, 1, 2, 4])
l.sort()
print(l, l[1:3], 2 in l, [x for x in l], L(), L('ab'), bool(L()), list(l), sorted(l, reverse=True))
l += [9]
print(l, type(l).__name__)
