x = 'global'
class A:
    x = 'class'
    def f(self):
        return x
    g = x
    l = lambda self: x
print(A().f(), A.g, A().l())
