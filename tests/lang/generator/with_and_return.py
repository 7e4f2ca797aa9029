class M:
    def __enter__(self): return self
    def __exit__(self, *a): print('exit')
def g():
    with M():
        for i in range(3):
            if i == 2: return 'r'
            yield i
it = g()
print(next(it), next(it))
try: next(it)
except StopIteration as e: print(e.value)
