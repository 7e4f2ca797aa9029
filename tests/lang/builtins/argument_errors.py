for f in (lambda: len(), lambda: len(1, 2), lambda: len(obj=[]), lambda: abs(1, 2), lambda: chr(), lambda: callable(), lambda: id(), lambda: hash(), lambda: isinstance(), lambda: setattr(1), lambda: iter(1, 2, 3), lambda: divmod(1, 2, 3), lambda: repr(1, 2), lambda: sorted([], []), lambda: all(x=1)):
    try:
        f()
    except TypeError as e:
        print(e)
