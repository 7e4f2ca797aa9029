class K:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return 1

    def __eq__(self, other):
        print("eq", self.v, other.v)
        return self.v == other.v


s = {K(1), K(2)}
print(K(2) in s)
print(K(3) in s)
s.add(K(1))
print(len(s))
