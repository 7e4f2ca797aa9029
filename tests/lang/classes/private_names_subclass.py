class A:
    def __init__(self): self.__x = 'A'
    def a(self): return self.__x
class B(A):
    def __init__(self):
        super().__init__()
        self.__x = 'B'
    def b(self): return self.__x
b = B()
print(b.a(), b.b(), b.__dict__)
