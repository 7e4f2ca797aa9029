class A:
    def __init__(self): self.__v = 1
    def __p(self): return self.__v
    def call(self): return self.__p()
print(A().call(), [n for n in dir(A) if 'p' == n[-1] and n[0] == '_'], vars(A()))
