def f():
    k = 3
    class C:
        vals = [k * i for i in range(3)]
    return C.vals
print(f())
