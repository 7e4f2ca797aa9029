import operator as o
print(o.lt(1, 2), o.le(2, 2), o.eq(1, 1.0), o.ne(1, 2), o.gt(1, 2), o.ge(2, 3), o.not_([]), o.truth([0]), o.is_(None, None), o.is_not(1, None), o.contains([1, 2], 2), o.contains("abc", "z"))
for f in (lambda: o.lt(1, "a"), lambda: o.contains(5, 1), lambda: o.lt(1), lambda: o.is_(1), lambda: o.not_()):
    try:
        f()
    except TypeError as e:
        print(e)
