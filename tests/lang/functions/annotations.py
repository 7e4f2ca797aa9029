def f(a: int, b: 'str' = 1, *args: list, k: dict = {}, **kw: 1 + 1) -> None: ...
print(f.__annotations__)
def g(): pass
print(g.__annotations__)
