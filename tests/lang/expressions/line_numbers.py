def boom(): return 1 / 0
def f():
    return (1 +
            boom() +
            2)
def line(g):
    try: g()
    except Exception as e:
        tb = e.__traceback__
        out = []
        while tb:
            out.append(tb.tb_lineno)
            tb = tb.tb_next
        return out[1:]
class A:
    def m(self): return self
    def x(self, a): boom()
def g():
    a = A()
    (a
     .m()
     .x(
         1))
def h():
    print(
        1,
        [2,
         undefined])
def k():
    x = {'a':
         1,
         'b': [][0]}
def l():
    assert (
        False), (
        'msg')
def m():
    for i in (
        5):
        pass
def n():
    raise ValueError(
        'x')
def o():
    with (
        5):
        pass
def p():
    a = b = 1
    a.x, \
    b = 1, 2
print(line(f), line(g), line(h), line(k), line(l), line(m), line(n), line(o), line(p))
