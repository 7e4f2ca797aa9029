class A:
    __len__ = lambda self: 3
    __str__ = object.__repr__
    __iter__ = [5, 6].__iter__
    def __init__(self): self.items = [1]
print(len(A()), str(A())[:10], list(A()))
class B(list):
    __repr__ = list.__str__
    __add__ = list.__mul__
print(B([1]) + 2)
