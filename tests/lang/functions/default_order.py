def show(x):
    print(x, end=' ')
    return x
def f(a=show(1), *, b=show(2), c=show(3)) -> show(6): pass
def g(a: show('A') = show('d'), *args: show('B'), k: show('C') = show('kd'), **kw: show('D')) -> show('R'): pass
print()
print(g.__annotations__, g.__defaults__, g.__kwdefaults__)
