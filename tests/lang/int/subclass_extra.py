class Flag(int):
    def __new__(cls, value, name):
        self = int.__new__(cls, value)
        self.name = name
        return self
    def __repr__(self):
        return "Flag(%d, %r)" % (self, self.name)
f = Flag(3, "three")
print(f, f.name, f + 1, [f], str(f), f"{f}", sorted([Flag(2, "b"), Flag(1, "a")]), max(f, 2), f < 4, f == 3.0)
