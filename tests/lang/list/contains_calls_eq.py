class E:
    def __init__(self, v):
        self.v = v
    def __eq__(self, other):
        print("eq", self.v, other)
        return self.v == other
a = [E(1), E(2)]
print(2 in a, a.index(2), a.count(2))
a.remove(1)
print(len(a), E(5) in [])
