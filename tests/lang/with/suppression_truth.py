class M:
    def __init__(self, r): self.r = r
    def __enter__(self): return self
    def __exit__(self, *a): return self.r
for r in (0, [], None, 1, 'x'):
    try:
        with M(r):
            raise KeyError(r)
        print('suppressed', r)
    except KeyError as e:
        print('raised', e)
