x = 'module'
def f():
    x = 'function'
    class C:
        x = x
    return C.x
print(f())
