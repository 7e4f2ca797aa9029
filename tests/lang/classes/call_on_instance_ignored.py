class A: pass
a = A()
a.__call__ = lambda: 1
try:
    a()
except TypeError as e:
    print(e)
a.__len__ = lambda: 3
try:
    len(a)
except TypeError as e:
    print(e)
