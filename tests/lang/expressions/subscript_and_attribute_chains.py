class N:
    def __init__(self): self.items = {'a': [1, [2, 3]]}
    def me(self): return self
n = N()
print(n.me().me().items['a'][1][0], n.items['a'][-1][::-1], (n).items.get('zz', 'none').upper())
