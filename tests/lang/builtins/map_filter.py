print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(max, "ab", "ba", "cc")), list(map(len, [])))
print(list(filter(None, [0, 1, "", "a", None])), list(filter(str.isdigit, "a1b2")), list(filter(lambda x: x > 1, (1, 2, 3))), list(filter(bool, [0, 3])))
m = map(print, [1, 2])
print(next(m), type(m).__name__)
for f in (lambda: map(len), lambda: map(), lambda: map(len, 5), lambda: filter(None), lambda: filter(None, 5), lambda: list(map(5, [1])), lambda: list(filter(5, [1])), lambda: list(map(len, [1]))):
    try:
        f()
    except TypeError as e:
        print(e)
