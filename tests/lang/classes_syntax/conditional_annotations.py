class C:
    if True:
        a: int = 1
    for i in range(2):
        b: str
    try:
        c: bytes
    finally:
        pass
print(C.__annotations__)
