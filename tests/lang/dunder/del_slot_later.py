class A:
    def __len__(self): return 3
    def __call__(self): return 'c'
a = A()
print(len(a), a())
del A.__len__, A.__call__
for f in [lambda: len(a), lambda: a()]:
    try:
        f()
    except TypeError as e:
        print(e)
A.__len__ = lambda s: 8
print(len(a))
