class Counter(dict):
    def __init__(self, iterable=()):
        super().__init__()
        for x in iterable:
            self[x] = self.get(x, 0) + 1
c = Counter('hello')
print(c, c['l'])
c.__init__('l')
print(c)
class Logged(dict):
    def __setitem__(self, k, v):
        print('set', k)
        super().__setitem__(k, v)
l = Logged(a=1)
l['b'] = 2
l.update(c=3)
print(l)
