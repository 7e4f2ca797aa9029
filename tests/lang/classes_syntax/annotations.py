class C:
    a: int
    b: str = 'x'
    (c): float = 1.0
print(C.__annotations__, C.b, C.c)
