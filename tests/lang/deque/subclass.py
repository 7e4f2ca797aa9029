from collections import deque
class D(deque):
    def __init__(self, items=(), maxlen=None):
        super().__init__(items, maxlen)
        self.n = 0
    def append(self, x):
        self.n += 1
        super().append(x)
d = D([1, 2], 3)
d.append(5)
d.append(6)
print(d, d.n, len(d), list(d), d.maxlen)
