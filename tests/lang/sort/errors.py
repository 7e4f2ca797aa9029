for f in (lambda: sorted([1, "a"]), lambda: sorted([None, 1]), lambda: sorted(5), lambda: sorted([1], 2), lambda: sorted([1], foo=1), lambda: [1].sort(len), lambda: sorted([1], key=5), lambda: sorted([1, 2], reverse="x"), lambda: sorted(), lambda: sorted([1j, 2j]), lambda: sorted([{}, {}])):
    try:
        print(f())
    except TypeError as e:
        print(e)
