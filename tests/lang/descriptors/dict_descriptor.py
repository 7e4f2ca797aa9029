class A: pass
a = A()
d = A.__dict__['__dict__']
print(d, type(d).__name__, d.__get__(a), d.__name__)
d.__set__(a, {'q': 1})
print(a.q, A.__dict__['__weakref__'].__name__)
try:
    d.__get__(3)
except TypeError as e:
    print(e)
