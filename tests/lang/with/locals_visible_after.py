class M:
    def __enter__(self): return self
    def __exit__(self, *a): return False
def f():
    with M() as m:
        x = 1
        y = x + 1
    return x, y
print(f())
