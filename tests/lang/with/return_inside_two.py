class M:
    def __init__(self, n): self.n = n
    def __enter__(self): return self
    def __exit__(self, *a): print('exit', self.n)
def f():
    for i in range(3):
        with M(1), M(2):
            try:
                return i
            finally:
                print('finally')
print(f())
