class S:
    __slots__ = ('a', '__b')
    def __init__(self): self.a, self.__b = 1, 2
    def get(self): return self.__b
print(S().a, S().get())
try: S().c = 1
except AttributeError as e: print(e)
