class A:
    def __init__(self):
        self.x = 1
a = A()
print(a.__dict__)
a.__dict__['y'] = 2
print(a.y)
a.__dict__ = {'z': 3}
print(a.z, hasattr(a, 'x'))
print(vars(a) is a.__dict__)
try:
    a.__dict__ = 3
except TypeError as e:
    print(e)
del a.__dict__
print(a.__dict__)
