class A:
    """the doc"""
    def f(self):
        """f's doc"""

print(A.__doc__, A.f.__doc__, A().__doc__, A().f.__doc__)
A.__doc__ = 'changed'
print(A.__doc__)
class B(A):
    pass
print(B.__doc__)
