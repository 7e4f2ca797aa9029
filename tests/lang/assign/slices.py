l = list(range(6))
l[1:3] = 'abc'
l[::2] = [0] * len(l[::2])
l[-1:] = []
print(l)
class S:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print('set', k, v)
    def __delitem__(self, k): print('del', k)
s = S()
print(s[1], s[1:2], s[:], s[::2], s[1:2, ::3], s[..., 0], s[()], s[1,], s['a':None])
s[1:2] = 3
del s[1:2, 3]
