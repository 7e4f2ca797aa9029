class M:
    def __enter__(self): return self
    def __exit__(self, *a): print('exit', a)
def f():
    with M():
        return 'r'
print(f())
