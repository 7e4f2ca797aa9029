class A:
    @property
    def x(self): "getter doc"
    y = property(lambda self: 1)
    z = property(lambda self: 1, doc='own')
print(A.x.__doc__, A.y.__doc__, A.z.__doc__)
A.x.__doc__ = 'new'
print(A.x.__doc__)
