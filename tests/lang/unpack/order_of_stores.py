l = [0, 0, 0]
i = 0
i, l[i] = 1, 'set'
print(i, l)
class T:
    def __setitem__(self, k, v): print('set', k, v)
    def __setattr__(self, k, v): print('attr', k, v)
t = T()
t['a'], (t.b, *t['c']), t.d = 1, (2, 3, 4), 5
