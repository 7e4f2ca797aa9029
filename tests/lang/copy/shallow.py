import copy

class P:
    def __init__(self):
        self.items = [1]
        self.name = "n"

class S:
    __slots__ = ("a", "b")

p = P()
q = copy.copy(p)
q.items.append(2)
print(p.items, q.items is p.items, q.name, q is p)
s = S()
s.a = 1
t = copy.copy(s)
print(t.a, hasattr(t, "b"))
for value in ([1, [2]], (1, [2]), {1: [2]}, {1, 2}, "s", 5, None, frozenset([1]), range(3), bytearray(b"x")):
    c = copy.copy(value)
    print(c == value, c is value)

class L(list):
    pass

l = L([1, 2])
l.tag = "t"
m = copy.copy(l)
print(m, type(m).__name__, m.tag)

class Custom:
    def __copy__(self):
        return "custom"

print(copy.copy(Custom()), copy.copy(len) is len, copy.copy(P) is P)
