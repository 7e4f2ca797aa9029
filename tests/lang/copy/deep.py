import copy

class Node:
    def __init__(self, v):
        self.v = v
        self.next = None
        self.data = {"k": [v]}

a = Node(1)
b = Node(2)
a.next, b.next = b, a
c = copy.deepcopy(a)
print(c.v, c.next.v, c.next.next is c, c is a, c.data is a.data, c.data)
shared = [1]
x = [shared, shared, (shared,)]
y = copy.deepcopy(x)
y[0].append(2)
print(y, x, y[0] is y[1], y[2][0] is y[0])
r = [1]
r.append(r)
z = copy.deepcopy(r)
print(z[1] is z, z is r)
t = (1, "a", (2,))
print(copy.deepcopy(t) is t, copy.deepcopy({1: {2: 3}}), copy.deepcopy({frozenset([1])}))

class D:
    def __deepcopy__(self, memo):
        return "deep"

print(copy.deepcopy([D()]))
memo = {}
k = [1]
copy.deepcopy(k, memo)
print(id(k) in memo)
