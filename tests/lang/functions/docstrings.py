def a():
    'single'
def b():
    """multi
    line"""
def c():
    b'bytes'
def d():
    f'fstring'
def e():
    x = 1
    'not doc'
def g(): 'one' 'two'
class C:
    'class doc'
    x = 1
class D: pass
print([f.__doc__ for f in (a, b, c, d, e, g, C, D)])
