class Bag(set):
    def __init__(self, items=(), label=""):
        super().__init__(items)
        self.label = label

    def add(self, x):
        super().add(x * 2)


b = Bag([1, 2], label="L")
b.add(5)
print(b, b.label, isinstance(b, set), len(b), b == {1, 2, 10})
print(type(b | {3}), type(b.copy()), type(b & {1}))
b |= {7}
print(type(b), sorted(b))
