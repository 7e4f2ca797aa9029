def f():
    n = 1
    class C:
        nonlocal n
        n = 5
    return n, hasattr(C, 'n')
print(f())
