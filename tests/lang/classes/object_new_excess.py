class A:
    def __new__(cls, *args):
        return object.__new__(cls, *args)
A()
try:
    A(1)
except TypeError as e:
    print(e)
class B:
    def __init__(self, *args):
        object.__init__(self, *args)
B()
try:
    B(1)
except TypeError as e:
    print(e)
