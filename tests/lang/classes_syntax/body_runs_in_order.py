class C:
    print('start')
    a = 1
    for i in range(3):
        a += i
    if a > 2:
        b = 'big'
    def f(self): return self.a
    del i
    print('end', a, b)
print(C().f(), hasattr(C, 'i'))
