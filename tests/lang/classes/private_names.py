class A:
    __secret = 1
    def __init__(self):
        self.__x = 2
    def get(self):
        return self.__x + self.__secret
    def __f(self): return 'f'
    def call(self): return self.__f()
print(A().get(), A._A__secret, sorted(vars(A())), A().call())
class _B:
    def __init__(self): self.__y = 1
print(vars(_B()))
