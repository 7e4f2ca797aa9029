def show(x):
    print(x, end=' ')
    return x
class C:
    def __getattr__(self, n):
        print('get', n, end=' ')
        return lambda *a, **k: (a, k)
print(show(C()).thing(show(1), k=show(2)) if False else 'skip')
c = C()
print(c.thing(show(1), k=show(2)))
