class Base:
    __secret = 1
    def __init__(self):
        self.__x = 2
    def get(self):
        return self.__x, self.__secret
class Derived(Base):
    def __init__(self):
        super().__init__()
        self.__x = 3
d = Derived()
print(d.get(), sorted(d.__dict__), Base._Base__secret)
