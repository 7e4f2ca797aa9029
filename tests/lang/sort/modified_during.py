a = [3, 1, 2]
def key(x):
    a.append(9)
    return x
try:
    a.sort(key=key)
except ValueError as e:
    print(e, sorted(a))
b = [2, 1]
class X:
    def __init__(self, v):
        self.v = v
    def __lt__(self, other):
        c.append(self)
        return self.v < other.v
c = [X(2), X(1), X(3)]
try:
    c.sort()
except ValueError as e:
    print(e, [x.v for x in c])
