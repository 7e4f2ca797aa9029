class A:
    x = 1
    def f(self): pass
a = A()
a.y = 2
print([n for n in dir(a) if not n.startswith('__')], [n for n in dir(A) if not n.startswith('__')])
print('__init__' in dir(a), '__class__' in dir(a))
class B:
    def __dir__(self): return ['b', 'a']
print(dir(B()))
