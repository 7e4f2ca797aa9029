class A:
    def __init__(self, a, b=2, *c, d, e=5, **f):
        print(a, b, c, d, e, f)
A(1, d=4)
A(1, 3, 5, 7, d=0, z=1)
try:
    A()
except TypeError as e:
    print(e)
try:
    A(1)
except TypeError as e:
    print(e)
