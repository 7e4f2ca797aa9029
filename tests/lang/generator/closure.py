def make(n):
    def g():
        nonlocal n
        while n:
            n -= 1
            yield n
    return g
print(list(make(3)()))
