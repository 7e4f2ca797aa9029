class T:
    def __init__(self, v): self.v = v
    def __bool__(self):
        print('bool', self.v)
        return self.v
t, f = T(True), T(False)
print((t and f) is f, (t or f) is t, not t, 1 if f else 2)
while f: pass
print(any([f, t]), all([t, f]))
assert t
