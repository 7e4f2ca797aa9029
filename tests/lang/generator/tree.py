def walk(n):
    if n:
        yield from walk(n - 1)
        yield n
        yield from walk(n - 1)
print(list(walk(3)))
