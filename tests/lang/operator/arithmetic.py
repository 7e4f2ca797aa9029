import operator as o
print(o.add(1, 2), o.sub(5, 3), o.mul("a", 3), o.truediv(7, 2), o.floordiv(7, 2), o.mod(7, 3), o.pow(2, 5), o.neg(3), o.pos(-3), o.abs(-4), o.invert(5), o.inv(5), o.lshift(1, 4), o.rshift(16, 2), o.and_(6, 3), o.or_(6, 3), o.xor(6, 3), o.index(True))
for f in (lambda: o.add(1, "a"), lambda: o.add(1), lambda: o.neg("a"), lambda: o.index(1.5), lambda: o.truediv(1, 0), lambda: o.abs("x"), lambda: o.neg(), lambda: o.add(a=1, b=2), lambda: o.matmul(1, 2)):
    try:
        f()
    except (TypeError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
