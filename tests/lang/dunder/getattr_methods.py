class Proxy:
    def __init__(self, target): object.__setattr__(self, 't', target)
    def __getattr__(self, n): return getattr(self.t, n)
    def __setattr__(self, n, v): setattr(self.t, n, v)
    def __delattr__(self, n): delattr(self.t, n)
class T: pass
t = T()
p = Proxy(t)
p.x = 5
print(t.x, p.x, sorted(p.__dict__))
del p.x
print(hasattr(t, 'x'))
l = Proxy([1])
l.append(2)
print(l.t)
