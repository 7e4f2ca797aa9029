from functools import total_ordering

@total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n if isinstance(other, V) else NotImplemented

    def __lt__(self, other):
        return self.n < other.n if isinstance(other, V) else NotImplemented

a, b = V(1), V(2)
print(a < b, a <= b, a > b, a >= b, a <= V(1), a >= V(1), sorted([b, a])[0].n)
for op in (lambda: a < 3, lambda: a >= 3, lambda: a <= 3, lambda: a > 3):
    try:
        op()
    except TypeError as error:
        print(error)

@total_ordering
class G:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __ge__(self, other):
        return self.n >= other.n

print(G(1) < G(2), G(1) <= G(1), G(2) > G(1))
try:
    @total_ordering
    class Empty:
        pass
except ValueError as error:
    print(error)
