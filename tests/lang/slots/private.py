class A:
    __slots__ = ('__p',)
    def __init__(self): self.__p = 1
    def get(self): return self.__p
print(A().get(), [n for n in dir(A) if 'p' in n and not n.startswith('__')])
