class M:
    def __enter__(self): print('enter')
    def __exit__(self, *a): print('exit', a[0])
def g():
    with M():
        yield 1
        yield 2
it = g()
print(next(it), next(it))
it.close()
print(list(g()))
