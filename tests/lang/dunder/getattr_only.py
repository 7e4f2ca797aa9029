class A:
    def __init__(self): self.real = 1
    def __getattr__(self, name):
        if name.startswith('v_'): return name[2:]
        raise AttributeError('no ' + name)
a = A()
print(a.real, a.v_x, hasattr(a, 'w'), getattr(a, 'w', 'd'))
try:
    a.w
except AttributeError as e:
    print(e)
print(a.__class__.__name__)
try:
    len(a)
except TypeError as e:
    print(e)
