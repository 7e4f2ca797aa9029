def f(): return *[1], *(2,)
def g(): yield *[1, 2], 3
print(f(), list(g()))
