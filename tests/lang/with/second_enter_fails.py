class M:
    def __init__(self, n): self.n = n
    def __enter__(self):
        if self.n == 2: raise ValueError('enter 2')
        print('enter', self.n)
    def __exit__(self, t, v, tb):
        print('exit', self.n, v)
try:
    with M(1), M(2):
        print('body')
except ValueError as e:
    print(e)
