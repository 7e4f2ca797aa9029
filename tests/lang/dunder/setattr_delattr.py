class A:
    def __setattr__(self, n, v):
        print('set', n, v)
        object.__setattr__(self, n, v * 2)
    def __delattr__(self, n):
        print('del', n)
        super().__delattr__(n)
a = A()
a.x = 2
print(a.x)
del a.x
try:
    del a.x
except AttributeError as e:
    print(e)
setattr(a, 'y', 3)
print(vars(a))
