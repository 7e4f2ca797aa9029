class A:
    def __init__(self, v): self.v = v
    @classmethod
    def from_text(cls, t): return cls(int(t))
    @classmethod
    def zero(cls): return cls.from_text('0')
class B(A):
    def show(self): return 'B%d' % self.v
print(A.from_text('5').v, B.from_text('6').show(), B.zero().show())
