d = {None: 0, (1, "a"): 1, 1.5: 2, "s": 3, b"s": 4, frozenset([1]): 5, int: 6, len: 7, ...: 8, True: 9}
for k in (None, (1, "a"), 1.5, "s", b"s", frozenset([1]), int, len, ..., 1):
    print(d[k], end=" ")
print(len(d))
for bad in ([], {}, set(), [1], ([],)):
    try:
        d[bad]
    except TypeError as e:
        print(e)
