from collections.abc import Mapping, MutableMapping, MutableSequence, MutableSet, Sequence, Set

class Seq(Sequence):
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)

s = Seq(3, 1, 2, 1)
print(list(s), list(reversed(s)), 2 in s, s.index(1), s.index(1, 2), s.count(1))

class MList(MutableSequence):
    def __init__(self):
        self.d = []

    def __getitem__(self, i):
        return self.d[i]

    def __setitem__(self, i, v):
        self.d[i] = v

    def __delitem__(self, i):
        del self.d[i]

    def __len__(self):
        return len(self.d)

    def insert(self, i, v):
        self.d.insert(i, v)

m = MList()
m.append(1)
m.extend([2, 3])
m += [4]
m.reverse()
m.remove(2)
print(m.d, m.pop(), m.pop(0), m.d)
m.clear()
print(len(m))

class MSet(MutableSet):
    def __init__(self, it=()):
        self.d = dict.fromkeys(it)

    def __contains__(self, x):
        return x in self.d

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)

    def add(self, x):
        self.d[x] = None

    def discard(self, x):
        self.d.pop(x, None)

a, b = MSet([1, 2, 3]), MSet([2, 3, 4])
print(list(a & b), list(a | b), list(a - b), list(a ^ b), a <= b, MSet([2]) < a, a == {1, 2, 3}, a.isdisjoint(b), list({9} | a))
a |= {7}
a -= {1}
a ^= {2, 8}
print(sorted(a), a.pop() in (3, 7, 8), len(a))
try:
    a.remove(100)
except KeyError as error:
    print(error)
