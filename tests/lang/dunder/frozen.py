class Frozen:
    def __init__(self, **kw): self.__dict__.update(kw)
    def __setattr__(self, n, v): raise AttributeError('frozen: ' + n)
f = Frozen(a=1)
print(f.a)
try:
    f.a = 2
except AttributeError as e:
    print(e)
