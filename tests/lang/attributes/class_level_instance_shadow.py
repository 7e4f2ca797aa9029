class A:
    items = {}
    def add(self, k): self.items[k] = 1
a, b = A(), A()
a.add('x')
a.items = {'own': 1}
a.add('y')
print(b.items, a.items, A.items)
