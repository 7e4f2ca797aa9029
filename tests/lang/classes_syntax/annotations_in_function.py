def show(x):
    print(x, end=' ')
    return x
def f():
    x: show('never') = show('value')
    o = lambda: 0
    o.attr: show('never2') = show('v2')
    y: show('never3')
    return x
print(bool(f()))
