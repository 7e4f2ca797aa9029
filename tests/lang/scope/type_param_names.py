x = 'x'
def f(x):
    class C:
        def g(self, x=x):
            return x
    return C().g(), C().g('arg')
print(f('param'))
