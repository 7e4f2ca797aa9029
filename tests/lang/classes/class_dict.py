class A:
    x = 1
    def f(self): pass
print(sorted(k for k in A.__dict__ if not k.startswith('__')))
print(type(A.__dict__).__name__, A.__dict__['x'], 'f' in A.__dict__)
print(list(A.__dict__))
try:
    A.__dict__['x'] = 2
except TypeError as e:
    print(e)
