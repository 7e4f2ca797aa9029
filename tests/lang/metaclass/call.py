class Singleton(type):
    instances = {}
    def __call__(cls, *a, **k):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*a, **k)
        return cls.instances[cls]
class A(metaclass=Singleton):
    def __init__(self, x): self.x = x
print(A(1) is A(2), A(3).x)
