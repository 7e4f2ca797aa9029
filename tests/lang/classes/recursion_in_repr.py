class A:
    def __init__(self): self.items = [self]
    def __repr__(self): return 'A' + repr(len(self.items))
print(A().items)
class B:
    def __repr__(self): return repr(self)
try:
    repr(B())
except RecursionError as e:
    print('recursion')
