class K:
    def __init__(self, v):
        self.v = v
    def __hash__(self):
        return 1
    def __eq__(self, other):
        if d:
            d.clear()
        return False
d = {}
d[K(1)] = 1
d[K(2)] = 2
print(len(d))
