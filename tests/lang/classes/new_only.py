class A:
    def __new__(cls, x):
        self = object.__new__(cls)
        self.x = x
        return self
print(A(4).x)
try:
    A()
except TypeError as e:
    print(e)
