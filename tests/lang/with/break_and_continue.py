class M:
    def __enter__(self): return self
    def __exit__(self, *a): print('exit', a[0])
for i in range(4):
    with M():
        if i == 0: continue
        if i == 2: break
        print('body', i)
