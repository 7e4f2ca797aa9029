x = 'module'
def f():
    x = 'f'
    class C:
        print(x)
        y = x
    class D:
        x = x + '!' if False else 'D'
    return C.y, D.x
print(f())
