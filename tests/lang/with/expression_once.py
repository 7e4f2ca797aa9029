def make():
    print('made')
    return M()
class M:
    def __enter__(self): return self
    def __exit__(self, *a): return True
with make():
    raise ValueError
with make() as m, make(): print('body')
