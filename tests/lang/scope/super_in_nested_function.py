class A:
    def hi(self): return 'A'
class B(A):
    def hi(self):
        def inner(self):
            return super(B, self).hi()
        return inner(self) + super().hi()
print(B().hi())
