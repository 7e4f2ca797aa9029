def f():
    x = 'f'
    class C:
        y = x
        def g(self):
            return x
    return C.y, C().g()
print(f())
