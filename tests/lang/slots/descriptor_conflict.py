class A:
    __slots__ = ('x',)
    def set(self, v): self.x = v
a = A(); a.set([1])
a.x.append(2)
a.x += [3]
print(a.x)
