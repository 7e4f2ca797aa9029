class C:
    a = 1
    b = a + 1
    def f(self): pass
print([n for n in vars(C) if not n.startswith('__')])
