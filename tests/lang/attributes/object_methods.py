class A: pass
a = A()
object.__setattr__(a, 'x', 1)
print(object.__getattribute__(a, 'x'), a.__getattribute__('x'))
object.__delattr__(a, 'x')
print(a.__dict__, object.__repr__(a)[:12], object.__str__(a) == repr(a), object.__hash__(a) == hash(a))
a.__setattr__('y', 2)
print(a.y, type.__getattribute__(A, '__name__'))
for f in (lambda: object.__setattr__(a, 3, 4), lambda: object.__getattribute__(a, 'zz'), lambda: object.__getattribute__(3)):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(e)
